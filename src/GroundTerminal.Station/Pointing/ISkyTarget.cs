namespace GroundTerminal.Station.Pointing;

/// <summary>Something in the sky that an antenna can follow. Any threads.</summary>
public interface ISkyTarget
{
    /// <summary>Where it is, with or without refraction as its maker chose.</summary>
    /// <param name="utc">When.</param>
    /// <returns>Azimuth 0 to 360 from north through east, elevation −90 to 90, degrees; not a number where that is not known.</returns>
    (double AzimuthDegrees, double ElevationDegrees) DirectionAt(DateTimeOffset utc);
}
