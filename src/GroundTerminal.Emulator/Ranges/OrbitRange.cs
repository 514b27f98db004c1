using GroundTerminal.Orbit;

namespace GroundTerminal.Emulator.Ranges;

/// <summary>A satellite on a real orbit, as a site sees it. Asked in order of time, on one thread.</summary>
/// <remarks>The orbit is computed every half second; between, range rate, elevation and azimuth follow cubics through the values and their slopes' differences.</remarks>
public sealed class OrbitRange : IRangeHistory
{
    private const double KnotSeconds = 0.5;
    private readonly Sgp4 _satellite;
    private readonly SkyView _view;
    private readonly DateTimeOffset _start;
    private readonly Knot[] _knots = new Knot[4];
    private long _first = long.MinValue;

    /// <param name="satellite">The orbit.</param>
    /// <param name="site">Where it is seen from.</param>
    /// <param name="startUtc">UTC at stream time 0.</param>
    public OrbitRange(Sgp4 satellite, Site site, DateTimeOffset startUtc)
    {
        (_satellite, _view, _start) = (satellite, new SkyView(site), startUtc);
        var elements = satellite.Elements;
        var motion = elements.MeanMotionRevPerDay * Math.Tau / 86400;
        var axis = Math.Cbrt(GravityModel.Wgs72.MuKm3PerS2 / (motion * motion));
        ClosestRangeKm = Math.Max(100, (axis * (1 - elements.Eccentricity)) - Site.EquatorialRadiusKm);
    }

    /// <summary>Height of the perigee.</summary>
    public double ClosestRangeKm { get; }

    /// <inheritdoc/>
    public RangeState At(double seconds)
    {
        var index = (long)Math.Floor(seconds / KnotSeconds);
        Fill(index - 1);
        var t = (float)((seconds / KnotSeconds) - index);
        var (a, b, c, d) = (_knots[0], _knots[1], _knots[2], _knots[3]);
        var azimuth = b.Azimuth + Cubic(Near(a.Azimuth - b.Azimuth), 0, Near(c.Azimuth - b.Azimuth), Near(d.Azimuth - b.Azimuth), t);
        return new RangeState(Cubic(a.Range, b.Range, c.Range, d.Range, t), Cubic(a.Rate, b.Rate, c.Rate, d.Rate, t), Cubic(a.Elevation, b.Elevation, c.Elevation, d.Elevation, t))
        {
            AzimuthRadians = azimuth,
        };
    }

    private static double Near(double radians) => Math.IEEERemainder(radians, Math.Tau);

    /// <summary>Lagrange's cubic through four points, t from the second (0) to the third (1).</summary>
    private static double Cubic(double a, double b, double c, double d, double t) =>
        b + (t * (c - (a / 3) - (b / 2) - (d / 6) + (t * (((a + c) / 2) - b + (t * (((b - c) / 2) + ((d - a) / 6)))))));

    private void Fill(long first)
    {
        if (first == _first)
            return;
        var kept = first == _first + 1 ? 3 : 0;
        _knots.AsSpan(4 - kept).CopyTo(_knots);
        for (var i = kept; i < 4; i++)
            _knots[i] = Compute((first + i) * KnotSeconds);
        _first = first;
    }

    private Knot Compute(double seconds) =>
        _view.TryLook(_satellite, _start.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)), out var look, lightTime: true)
            ? new Knot(look.RangeKm, look.RangeRateKmPerS, look.ElevationRadians, look.AzimuthRadians)
            : new Knot(1e6, 0, -Math.PI / 2, 0);

    private readonly record struct Knot(double Range, double Rate, double Elevation, double Azimuth);
}
