namespace GroundTerminal.Orbit;

/// <summary>What hills, houses and the antenna's own mount hide: the least elevation by azimuth, straight between the points given.</summary>
public sealed class HorizonMask
{
    private readonly (double Azimuth, double Elevation)[] _points;

    /// <param name="points">Azimuth 0 to 2π and elevation −π/2 to π/2, radians, in any order; none for a flat horizon.</param>
    /// <exception cref="ArgumentException">A value cannot be, or an azimuth stands twice.</exception>
    public HorizonMask(IEnumerable<(double AzimuthRadians, double ElevationRadians)> points)
    {
        _points = [.. points.OrderBy(p => p.AzimuthRadians)];
        for (var i = 0; i < _points.Length; i++)
        {
            if (!(_points[i].Azimuth is >= 0 and <= Math.Tau && Math.Abs(_points[i].Elevation) <= Math.PI / 2))
                throw new ArgumentException($"Horizon mask: azimuth {_points[i].Azimuth}, elevation {_points[i].Elevation}; 0 to 2π and −π/2 to π/2 are expected.", nameof(points));
            if (i > 0 && _points[i].Azimuth == _points[i - 1].Azimuth)
                throw new ArgumentException($"Horizon mask: azimuth {_points[i].Azimuth} stands twice.", nameof(points));
        }
    }

    /// <summary>A flat horizon.</summary>
    public static HorizonMask Flat { get; } = new([]);

    /// <summary>True where the horizon is flat.</summary>
    public bool IsFlat => _points.Length == 0;

    /// <summary>The lowest of the points; 0 where it is flat.</summary>
    public double LeastElevationRadians => IsFlat ? 0 : _points.Min(p => p.Elevation);

    /// <summary>Least elevation that is free, radians.</summary>
    /// <param name="azimuthRadians">0 to 2π.</param>
    public double ElevationAt(double azimuthRadians)
    {
        if (_points.Length < 2)
            return IsFlat ? 0 : _points[0].Elevation;
        var after = 0;
        while (after < _points.Length && _points[after].Azimuth <= azimuthRadians)
            after++;
        var (low, high) = (_points[(after + _points.Length - 1) % _points.Length], _points[after % _points.Length]);
        var (from, to) = (after == 0 ? low.Azimuth - Math.Tau : low.Azimuth, after == _points.Length ? high.Azimuth + Math.Tau : high.Azimuth);
        return double.Lerp(low.Elevation, high.Elevation, (azimuthRadians - from) / (to - from));
    }
}
