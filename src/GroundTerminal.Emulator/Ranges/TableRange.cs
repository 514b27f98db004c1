namespace GroundTerminal.Emulator.Ranges;

/// <summary>A path given at equal steps of time: range and elevation straight between the points, range rate straight too, held at the ends.</summary>
public sealed class TableRange : IRangeHistory
{
    private readonly double _stepSeconds;
    private readonly RangeState[] _points;

    /// <exception cref="ArgumentException">There are fewer than two points, or the step is not above 0.</exception>
    public TableRange(double stepSeconds, IReadOnlyList<RangeState> points)
    {
        if (!(stepSeconds > 0) || points.Count < 2)
            throw new ArgumentException($"{points.Count} points every {stepSeconds} s; at least two, and a step above 0, are expected.", nameof(points));
        _stepSeconds = stepSeconds;
        _points = [.. points];
        ClosestRangeKm = _points.Min(p => p.RangeKm);
    }

    public double ClosestRangeKm { get; }

    public RangeState At(double seconds)
    {
        var place = Math.Clamp(seconds / _stepSeconds, 0, _points.Length - 1);
        var index = Math.Min((int)place, _points.Length - 2);
        var (before, after, part) = (_points[index], _points[index + 1], place - index);
        return new RangeState(
            before.RangeKm + (part * (after.RangeKm - before.RangeKm)),
            before.RangeRateKmPerS + (part * (after.RangeRateKmPerS - before.RangeRateKmPerS)),
            before.ElevationRadians + (part * (after.ElevationRadians - before.ElevationRadians)));
    }
}
