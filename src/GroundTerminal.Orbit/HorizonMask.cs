using System.Globalization;

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

    /// <summary>Reads a mask: a line a point, azimuth and elevation in degrees with blanks, a tab or a comma between; # begins a comment. 360° is 0°.</summary>
    /// <exception cref="OrbitDataException">A line is no point, an azimuth stands twice with different elevations, or there is no point.</exception>
    public static HorizonMask Parse(string text)
    {
        var (points, number) = (new SortedDictionary<double, double>(), 0);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var comment = raw.IndexOf('#');
            var line = (comment < 0 ? raw : raw[..comment]).Trim().ToString();
            if (line.Length == 0)
                continue;
            var fields = line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 2 || !TryDegrees(fields[0], 0, 360, out var azimuth) || !TryDegrees(fields[1], -90, 90, out var elevation))
                throw new OrbitDataException($"'{line}'; azimuth 0 to 360 and elevation −90 to 90 in degrees are expected, as in '270 12.5'.", number);
            if (!points.TryAdd(azimuth % 360, elevation) && points[azimuth % 360] != elevation)
                throw new OrbitDataException($"azimuth {fields[0]} stands there for the second time, with another elevation.", number);
        }
        if (points.Count == 0)
            throw new OrbitDataException("no point in it; lines with azimuth and elevation in degrees are expected.", 0);
        return new HorizonMask(points.Select(p => (p.Key * (Math.PI / 180), p.Value * (Math.PI / 180))));
    }

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

    private static bool TryDegrees(string text, double least, double most, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most;
}
