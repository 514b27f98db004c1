namespace GroundTerminal.Emulator.Rotators;

/// <summary>An emulated rotator: what it is built of, and where it stands at first.</summary>
public sealed record EmulatedRotatorOptions
{
    /// <summary>Azimuth: as a Yaesu G-5500, 0 to 450° at 6°/s.</summary>
    public RotatorAxisOptions Azimuth { get; init; } = new(0, 450, 6, 6);

    /// <summary>Elevation: as a Yaesu G-5500, 0 to 180° at 2.7°/s.</summary>
    public RotatorAxisOptions Elevation { get; init; } = new(0, 180, 2.7, 4);

    /// <summary>Where it stands at first.</summary>
    public double StartAzimuthDegrees { get; init; }

    /// <summary>Where it stands at first.</summary>
    public double StartElevationDegrees { get; init; }

    /// <summary>Seed of the sensor's noise.</summary>
    public ulong Seed { get; init; } = 1;
}
