namespace GroundTerminal.Station.Pointing;

/// <summary>Where a target is during a pass, sampled as finely as it moves.</summary>
internal sealed class PassSamples
{
    private const double SkyStep = 1, AzimuthStep = 3, LeastSeconds = 0.5;
    private readonly List<double> _seconds = [], _azimuth = [], _elevation = [], _x = [], _y = [], _z = [];
    private int _cursor;

    /// <exception cref="ArgumentException">The target says nothing of where it is.</exception>
    /// <param name="mostSeconds">Between two samples.</param>
    public PassSamples(ISkyTarget target, DateTimeOffset start, DateTimeOffset end, double mostSeconds)
    {
        var length = Math.Max(0, (end - start).TotalSeconds);
        var (t, step) = (0.0, LeastSeconds);
        Add(target, start, 0);
        while (t < length)
        {
            var next = Math.Min(t + step, length);
            Add(target, start, next);
            var change = Change(Count - 2);
            if (change > 2 && step > LeastSeconds)
            {
                Drop();
                step = Math.Max(LeastSeconds, step / 2);
                continue;
            }
            t = next;
            step = Math.Clamp(step * Math.Clamp(1 / Math.Max(change, 1e-9), 0.5, 2), LeastSeconds, Math.Max(LeastSeconds, mostSeconds));
        }
        if (_x.TrueForAll(double.IsNaN))
            throw new ArgumentException("The target's direction is not known at any time of the pass.", nameof(target));
        Fill();
    }

    public int Count => _seconds.Count;

    public IReadOnlyList<double> Seconds => _seconds;

    public IReadOnlyList<double> Azimuth => _azimuth;

    public IReadOnlyList<double> Elevation => _elevation;

    /// <summary>Cosine of the angle between the beam and the target at a time, which goes up from call to call.</summary>
    public double Cosine((double X, double Y, double Z) beam, double t)
    {
        while (_cursor > 0 && _seconds[_cursor] > t)
            _cursor--;
        while (_cursor < Count - 2 && _seconds[_cursor + 1] <= t)
            _cursor++;
        var i = Math.Min(_cursor + 1, Count - 1);
        var share = i == _cursor ? 0 : (t - _seconds[_cursor]) / (_seconds[i] - _seconds[_cursor]);
        var (x, y, z) = (double.Lerp(_x[_cursor], _x[i], share), double.Lerp(_y[_cursor], _y[i], share), double.Lerp(_z[_cursor], _z[i], share));
        return ((beam.X * x) + (beam.Y * y) + (beam.Z * z)) / Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    /// <summary>How far it moved to the next sample; 1 is as wanted.</summary>
    private double Change(int i)
    {
        var (x, y, z) = (_x[i + 1] - _x[i], _y[i + 1] - _y[i], _z[i + 1] - _z[i]);
        var sky = double.RadiansToDegrees(Math.Sqrt((x * x) + (y * y) + (z * z)));
        var change = Math.Max(sky / SkyStep, Math.Abs(Mechanics.Difference(_azimuth[i + 1], _azimuth[i])) / AzimuthStep);
        return double.IsNaN(change) ? 1 : change;
    }

    private void Add(ISkyTarget target, DateTimeOffset start, double t)
    {
        var (azimuth, elevation) = target.DirectionAt(start.AddTicks((long)(t * TimeSpan.TicksPerSecond)));
        var (x, y, z) = double.IsFinite(azimuth) && double.IsFinite(elevation) ? Mechanics.Beam(azimuth, elevation) : (double.NaN, double.NaN, double.NaN);
        _seconds.Add(t);
        _azimuth.Add(azimuth);
        _elevation.Add(elevation);
        _x.Add(x);
        _y.Add(y);
        _z.Add(z);
    }

    private void Drop()
    {
        foreach (var list in new[] { _seconds, _azimuth, _elevation, _x, _y, _z })
            list.RemoveAt(list.Count - 1);
    }

    /// <summary>Where nothing is known it stays where it was last.</summary>
    private void Fill()
    {
        var known = _x.FindIndex(x => !double.IsNaN(x));
        for (var i = 0; i < Count; i++)
        {
            if (!double.IsNaN(_x[i]))
                known = i;
            foreach (var list in new[] { _azimuth, _elevation, _x, _y, _z })
                list[i] = list[known];
        }
    }
}
