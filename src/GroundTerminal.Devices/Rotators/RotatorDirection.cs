namespace GroundTerminal.Devices.Rotators;

/// <summary>Where a rotator turns by hand, until it is stopped.</summary>
public enum RotatorDirection
{
    /// <summary>Elevation grows.</summary>
    Up,

    /// <summary>Elevation falls.</summary>
    Down,

    /// <summary>Azimuth falls, counter-clockwise seen from above.</summary>
    Left,

    /// <summary>Azimuth grows, clockwise seen from above.</summary>
    Right,
}
