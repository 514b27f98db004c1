namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>An axis whose edges are counted.</summary>
internal sealed class CountingSensor : IAxisSensor
{
    private readonly Lock _lock = new();
    private readonly IEdgeDecoder _decoder;
    private readonly GpioInput _a;
    private readonly GpioInput? _b;
    private readonly ControlClock _clock;
    private readonly string _remedy;
    private long _count, _losses;
    private double _origin;
    private volatile bool _isSure;

    /// <param name="b">Null where there is one channel.</param>
    /// <param name="canHome">There is a switch at which it finds itself.</param>
    public CountingSensor(IEdgeDecoder decoder, GpioInput a, GpioInput? b, double degreesPerCount, bool canHome, ControlClock clock)
    {
        (_decoder, _a, _b, StepDegrees, _clock) = (decoder, a, b, degreesPerCount, clock);
        _remedy = canHome ? "until homed" : "until it is set: there is no switch to home to";
        decoder.Restart(a.IsActive, b?.IsActive ?? false);
    }

    public double Degrees
    {
        get
        {
            lock (_lock)
                return _origin + (_count * StepDegrees);
        }
    }

    public double StepDegrees { get; }

    public bool IsSure => _isSure;

    public bool Counts => true;

    public long Glitches => _decoder.Glitches;

    public string Fault => "";

    public string Notice => (IsSure, _losses) switch
    {
        (false, _) => "position not sure " + _remedy,
        (_, > 0) => $"edges were lost {_losses} times; the position may be off {_remedy}",
        _ => "",
    };

    public void Step()
    {
        lock (_lock)
            _count += _decoder.Settle(_clock.Nanoseconds);
    }

    public void Edge(GpioInput input, in GpioEdge edge)
    {
        lock (_lock)
            _count += _decoder.Edge(ReferenceEquals(input, _b) ? 1 : 0, edge.ToActive, edge.TimestampNanoseconds);
    }

    /// <summary>The kernel's buffer overflowed.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            _losses++;
            _decoder.Restart(_a.IsActive, _b?.IsActive ?? false);
        }
    }

    public void Correct(double degrees, bool isSure)
    {
        lock (_lock)
            (_count, _origin, _isSure, _losses) = (0, degrees, isSure, 0);
    }
}
