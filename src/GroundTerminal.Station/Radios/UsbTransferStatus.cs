namespace GroundTerminal.Station.Radios;

/// <summary>How a transfer ended.</summary>
public enum UsbTransferStatus
{
    /// <summary>With data, of the whole length or less.</summary>
    Completed,

    /// <summary>It was cancelled; what came before that may be there.</summary>
    Cancelled,

    /// <summary>An error on the wire, or the device went away: some hosts tell the two apart only later.</summary>
    Error,

    /// <summary>The endpoint refused.</summary>
    Stall,

    /// <summary>The device is gone.</summary>
    NoDevice,
}
