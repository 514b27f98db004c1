namespace GroundTerminal.Station.Radios;

/// <summary>What is plugged in: the machine's own USB, or devices that a program plays.</summary>
public interface IUsbBus
{
    /// <summary>The devices that are there now.</summary>
    /// <exception cref="UsbException">They cannot be listed.</exception>
    IReadOnlyList<UsbDeviceInfo> List();

    /// <summary>Opens one of them; nothing is claimed yet.</summary>
    /// <exception cref="UsbException">It is gone, or this user may not.</exception>
    IUsbDevice Open(UsbDeviceInfo device);
}
