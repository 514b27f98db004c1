namespace GroundTerminal.Orbit;

/// <summary>A piece of an ephemeris across which it may be interpolated. Immutable, for any number of threads.</summary>
/// <remarks>CCSDS 502.0-B-3, §5.</remarks>
public sealed class OemSegment
{
    /// <summary>The highest degree that is taken; above it rounding grows faster than accuracy.</summary>
    internal const int MostDegree = 31;

    private readonly OemState[] _states;
    private readonly double[] _seconds;

    /// <param name="states">At least as many as the interpolation takes, times ascending.</param>
    internal OemSegment(OemState[] states, OemInterpolation interpolation, int degree, DateTimeOffset? useableStart, DateTimeOffset? useableStop)
    {
        (_states, Interpolation, InterpolationDegree) = (states, interpolation, degree);
        _seconds = Array.ConvertAll(states, s => LeapSeconds.Between(states[0].Time, s.Time));
        UseableStart = useableStart > states[0].Time ? useableStart.Value : states[0].Time;
        UseableStop = useableStop < states[^1].Time ? useableStop.Value : states[^1].Time;
    }

    /// <summary>The states as they were sent, times ascending.</summary>
    public IReadOnlyList<OemState> States => _states;

    /// <summary>How the message wants it read between them; Hermite where it says nothing.</summary>
    public OemInterpolation Interpolation { get; }

    /// <summary>Degree of the polynomial; 7 where the message says nothing, or less where there are too few states for it.</summary>
    public int InterpolationDegree { get; }

    /// <summary>First time with a state, UTC; never before <see cref="States"/>.</summary>
    public DateTimeOffset UseableStart { get; }

    /// <summary>Last time with a state, UTC; never after <see cref="States"/>.</summary>
    public DateTimeOffset UseableStop { get; }

    /// <summary>So many states an interpolation takes.</summary>
    internal static int Needed(OemInterpolation interpolation, int degree) => interpolation == OemInterpolation.Hermite ? (degree + 2) / 2 : degree + 1;

    /// <summary>Whether it has a state at a time.</summary>
    public bool Covers(DateTimeOffset time) => time >= UseableStart && time <= UseableStop;

    /// <param name="time">One that it covers.</param>
    internal OemState At(DateTimeOffset time)
    {
        var x = LeapSeconds.Between(_states[0].Time, time);
        var count = Needed(Interpolation, InterpolationDegree);
        var at = Array.BinarySearch(_seconds, x);
        var start = Math.Clamp((at < 0 ? ~at : at) - (count / 2), 0, _states.Length - count);
        return Interpolation == OemInterpolation.Hermite ? Hermite(time, x, start, count) : Lagrange(time, x, start, count);
    }

    private OemState Lagrange(DateTimeOffset time, double x, int start, int count)
    {
        Span<Vector3D> positions = stackalloc Vector3D[count], velocities = stackalloc Vector3D[count];
        var nodes = _seconds.AsSpan(start, count);
        for (var i = 0; i < count; i++)
            (positions[i], velocities[i]) = (_states[start + i].PositionKm, _states[start + i].VelocityKmPerS);
        DividedDifferences.Lagrange(nodes, positions);
        DividedDifferences.Lagrange(nodes, velocities);
        return new OemState(time, DividedDifferences.Evaluate(nodes, positions, x).Value, DividedDifferences.Evaluate(nodes, velocities, x).Value);
    }

    private OemState Hermite(DateTimeOffset time, double x, int start, int count)
    {
        Span<Vector3D> positions = stackalloc Vector3D[2 * count], velocities = stackalloc Vector3D[count];
        Span<double> nodes = stackalloc double[2 * count];
        for (var i = 0; i < count; i++)
        {
            nodes[2 * i] = nodes[(2 * i) + 1] = _seconds[start + i];
            positions[2 * i] = positions[(2 * i) + 1] = _states[start + i].PositionKm;
            velocities[i] = _states[start + i].VelocityKmPerS;
        }
        DividedDifferences.Hermite(nodes, positions, velocities);
        var (position, velocity) = DividedDifferences.Evaluate(nodes, positions, x);
        return new OemState(time, position, velocity);
    }
}
