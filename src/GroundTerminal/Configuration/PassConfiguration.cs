namespace GroundTerminal.Configuration;

/// <summary>A pass of a satellite in a circular orbit, from horizon to horizon, again and again.</summary>
public sealed record PassConfiguration
{
    /// <summary>Height of the orbit above the ground, km.</summary>
    public required double AltitudeKm { get; init; }

    /// <summary>Highest elevation of the pass, degrees.</summary>
    public required double MaxElevationDegrees { get; init; }

    /// <summary>How many times faster than in nature the pass goes; the Doppler shift itself keeps its natural size.</summary>
    public required double TimeScale { get; init; }

    /// <summary>Where in the pass the emulation starts, 0 rising to 1 setting.</summary>
    public required double StartFraction { get; init; }
}
