using GroundTerminal.Orbit;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Benchmarks;

/// <summary>A satellite's way over a site, from SGP4 once a second, and straight between (0.01° at most from the truth).</summary>
internal sealed class PointingBenchmarkSky : ISkyTarget
{
    private readonly DateTimeOffset _start;
    private readonly (double X, double Y, double Z)[] _points;

    public PointingBenchmarkSky(SkyView sky, Sgp4 satellite, DateTimeOffset from, DateTimeOffset to)
    {
        _start = from;
        _points = new (double, double, double)[(int)(to - from).TotalSeconds + 2];
        for (var i = 0; i < _points.Length; i++)
        {
            sky.TryLook(satellite, from.AddSeconds(i), out var look);
            var (sinA, cosA) = Math.SinCos(look.AzimuthRadians);
            var (sinE, cosE) = Math.SinCos(look.ElevationRadians);
            _points[i] = (cosE * cosA, cosE * sinA, sinE);
        }
    }

    public (double X, double Y, double Z) VectorAt(DateTimeOffset utc)
    {
        var t = Math.Clamp((utc - _start).TotalSeconds, 0, _points.Length - 1.001);
        var (i, share) = ((int)t, t - (int)t);
        var (a, b) = (_points[i], _points[i + 1]);
        var (x, y, z) = (double.Lerp(a.X, b.X, share), double.Lerp(a.Y, b.Y, share), double.Lerp(a.Z, b.Z, share));
        var length = Math.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }

    public (double AzimuthDegrees, double ElevationDegrees) DirectionAt(DateTimeOffset utc)
    {
        var (x, y, z) = VectorAt(utc);
        var azimuth = double.RadiansToDegrees(Math.Atan2(y, x));
        return (azimuth < 0 ? azimuth + 360 : azimuth, double.RadiansToDegrees(Math.Asin(z)));
    }
}
