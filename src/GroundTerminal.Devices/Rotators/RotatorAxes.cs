namespace GroundTerminal.Devices.Rotators;

/// <summary>Which axes a command means or a reply speaks of.</summary>
[Flags]
public enum RotatorAxes
{
    /// <summary>No axis.</summary>
    None = 0,

    /// <summary>Azimuth.</summary>
    Azimuth = 1,

    /// <summary>Elevation.</summary>
    Elevation = 2,

    /// <summary>Azimuth and elevation.</summary>
    Both = Azimuth | Elevation,
}
