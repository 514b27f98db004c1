namespace GroundTerminal.Station.Radios;

/// <summary>Why something on USB failed.</summary>
public enum UsbError
{
    /// <summary>Whatever is none of the others: an error on the wire, most often.</summary>
    Io,

    /// <summary>The device is not there, or no longer.</summary>
    NoDevice,

    /// <summary>After a reset it has become another device: open it again.</summary>
    Changed,

    /// <summary>This user may not.</summary>
    Denied,

    /// <summary>Another program, or a driver of the kernel, has it.</summary>
    Busy,

    /// <summary>It did not answer in time.</summary>
    Timeout,

    /// <summary>It refused the request: a stall.</summary>
    Stall,

    /// <summary>The library is missing.</summary>
    Library,
}
