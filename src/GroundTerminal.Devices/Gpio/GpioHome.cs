namespace GroundTerminal.Devices.Gpio;

/// <summary>The limit switch at which a counting axis learns where it is.</summary>
public enum GpioHome
{
    /// <summary>None: the position is never sure.</summary>
    None,

    /// <summary>That at the low end.</summary>
    Least,

    /// <summary>That at the high end.</summary>
    Most,
}
