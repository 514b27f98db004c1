namespace GroundTerminal.Station.Radios;

/// <summary>The strings of a USB device descriptor.</summary>
public enum UsbString
{
    /// <summary>iManufacturer.</summary>
    Manufacturer,

    /// <summary>iProduct.</summary>
    Product,

    /// <summary>iSerialNumber.</summary>
    SerialNumber,
}
