using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>Something that flies by in a straight line over a flat Earth: tan el = h/√(x² + y²), tan az = x/y, in closed form.</summary>
internal sealed class FlyBy(DateTimeOffset culmination, double heightKm = 600, double sideKm = 60, double speedKmPerS = 7.5, double headingDegrees = 180) : ISkyTarget
{
    /// <summary>From and to the same elevation.</summary>
    public double HalfSeconds(double elevationDegrees)
    {
        var far = heightKm / Math.Tan(double.DegreesToRadians(elevationDegrees));
        return Math.Sqrt((far * far) - (sideKm * sideKm)) / speedKmPerS;
    }

    public (double AzimuthDegrees, double ElevationDegrees) DirectionAt(DateTimeOffset utc)
    {
        var along = speedKmPerS * (utc - culmination).TotalSeconds;
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(headingDegrees));
        var (north, east) = ((along * cos) - (sideKm * sin), (along * sin) + (sideKm * cos));
        var azimuth = double.RadiansToDegrees(Math.Atan2(east, north));
        return (azimuth < 0 ? azimuth + 360 : azimuth, double.RadiansToDegrees(Math.Atan2(heightKm, Math.Sqrt((north * north) + (east * east)))));
    }
}
