namespace GroundTerminal.Emulator.Ranges;

/// <summary>The radio path at one instant.</summary>
/// <param name="RangeKm">Distance, km.</param>
/// <param name="RangeRateKmPerS">What the Doppler shift follows, km/s; negative while the satellite comes nearer.</param>
/// <param name="ElevationRadians">Elevation at the station; below 0 nothing is received.</param>
public readonly record struct RangeState(double RangeKm, double RangeRateKmPerS, double ElevationRadians)
{
    /// <summary>Azimuth at the station, for an antenna with a beam.</summary>
    public double AzimuthRadians { get; init; }
}
