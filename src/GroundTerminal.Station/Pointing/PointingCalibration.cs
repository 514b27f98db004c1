namespace GroundTerminal.Station.Pointing;

/// <summary>What a comparison of the beam with a known direction found; it adds to the configured offsets of <see cref="RotatorGeometry"/>.</summary>
/// <param name="AzimuthOffsetDegrees">Added to <see cref="RotatorGeometry.AzimuthOffsetDegrees"/>.</param>
/// <param name="ElevationOffsetDegrees">Added to <see cref="RotatorGeometry.ElevationOffsetDegrees"/>.</param>
/// <param name="Time">UTC of the comparison.</param>
/// <param name="FoundBy">By what it was found: given by an operator, the Sun, the Moon.</param>
public sealed record PointingCalibration(double AzimuthOffsetDegrees, double ElevationOffsetDegrees, DateTimeOffset Time, string FoundBy)
{
    /// <summary>The geometry with both offsets; a full turn of azimuth is none.</summary>
    /// <exception cref="ArgumentException">The offsets together cannot be.</exception>
    public RotatorGeometry AppliedTo(RotatorGeometry configured)
    {
        var azimuth = configured.AzimuthOffsetDegrees + AzimuthOffsetDegrees;
        var geometry = configured with
        {
            AzimuthOffsetDegrees = Math.Abs(azimuth) <= 360 ? azimuth : Math.IEEERemainder(azimuth, 360),
            ElevationOffsetDegrees = configured.ElevationOffsetDegrees + ElevationOffsetDegrees,
        };
        geometry.Validate();
        return geometry;
    }
}
