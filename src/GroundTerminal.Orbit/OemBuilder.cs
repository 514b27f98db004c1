namespace GroundTerminal.Orbit;

/// <summary>Puts an ephemeris together from its segments' metadata and states, whatever form they came in.</summary>
/// <remarks>CCSDS 502.0-B-3, §5.2, tables 5-2 and 5-3.</remarks>
internal sealed class OemBuilder
{
    /// <summary>Position and velocity, in the order of a state.</summary>
    public static readonly string[] StateKeys = ["X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT"];
    private const int DefaultDegree = 7;
    private static readonly string[] Common = ["OBJECT_NAME", "OBJECT_ID", "CENTER_NAME", "REF_FRAME"];
    private readonly List<OemSegment> _segments = [];
    private readonly List<OemState> _states = [];
    private Keywords? _first, _metadata;
    private Func<DateTimeOffset, DateTimeOffset>? _toUtc;

    /// <summary>Begins a segment.</summary>
    public void Begin(Keywords metadata)
    {
        End();
        _first ??= metadata;
        foreach (var key in Common)
        {
            if (metadata.Get(key) is var field && field.Text != _first.Text(key))
                throw field.Wrong($"{_first.Text(key)}, as in the message's first segment,");
        }
        (_metadata, _toUtc) = (metadata, Clock(metadata.Get("TIME_SYSTEM")));
    }

    /// <summary>Adds a state to the segment.</summary>
    /// <param name="values">Position, km, and velocity, km/s.</param>
    public void Add(in Field time, ReadOnlySpan<double> values)
    {
        var utc = (_toUtc ?? throw new OrbitDataException("a state before the metadata of its segment.", time.Line))(time.Time());
        if (_states.Count > 0 && utc <= _states[^1].Time)
            throw time.Wrong("a time after that of the state before");
        _states.Add(new OemState(utc, new Vector3D(values[0], values[1], values[2]), new Vector3D(values[3], values[4], values[5])));
    }

    /// <param name="line">Where the message begins.</param>
    public OemEphemeris Build(int line)
    {
        End();
        return _first is null ? throw new OrbitDataException("an ephemeris without a segment; one is expected.", line) : new OemEphemeris(_first, _segments);
    }

    private void End()
    {
        if (_metadata is null)
            return;
        var (start, stop) = (Time("USEABLE_START_TIME") ?? Time("START_TIME"), Time("USEABLE_STOP_TIME") ?? Time("STOP_TIME"));
        var (interpolation, degree) = Interpolation();
        if (_states.Count == 0 || _states.Count < OemSegment.Needed(interpolation, degree))
            throw new OrbitDataException($"{_states.Count} states in the segment that begins here; {interpolation} of degree {degree} takes {OemSegment.Needed(interpolation, degree)}.", _metadata.Line);
        if (start > stop)
            throw new OrbitDataException("the useable time of the segment that begins here ends before it starts.", _metadata.Line);
        _segments.Add(new OemSegment([.. _states], interpolation, degree, start, stop));
        _states.Clear();
        _metadata = null;
    }

    private DateTimeOffset? Time(string key) => _metadata!.Find(key) is { } field ? _toUtc!(field.Time()) : null;

    private (OemInterpolation Interpolation, int Degree) Interpolation()
    {
        if (_metadata!.Find("INTERPOLATION") is not { } method)
            return (OemInterpolation.Hermite, Math.Clamp((2 * _states.Count) - 1, 1, DefaultDegree));
        if (method.Text.Equals("LINEAR", StringComparison.OrdinalIgnoreCase))
            return (OemInterpolation.Lagrange, 1);
        var field = _metadata.Get("INTERPOLATION_DEGREE");
        var degree = field.Whole(OemSegment.MostDegree) is > 0 and var some ? some : throw field.Wrong($"1 to {OemSegment.MostDegree}");
        _metadata.Expect("INTERPOLATION", "HERMITE", "LAGRANGE");
        return (method.Text.StartsWith("H", StringComparison.OrdinalIgnoreCase) ? OemInterpolation.Hermite : OemInterpolation.Lagrange, degree);
    }

    private static Func<DateTimeOffset, DateTimeOffset> Clock(in Field system) => system.Text switch
    {
        "UTC" => time => time,
        "TAI" => LeapSeconds.UtcFromTai,
        "TT" => time => LeapSeconds.UtcFromTai(time.AddSeconds(-LeapSeconds.TtMinusTai)),
        "GPS" => time => LeapSeconds.UtcFromTai(time.AddSeconds(-LeapSeconds.GpsMinusTai)),
        _ => throw system.Wrong("UTC, TAI, TT or GPS"),
    };
}
