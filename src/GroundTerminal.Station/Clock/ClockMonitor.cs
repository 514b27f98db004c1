namespace GroundTerminal.Station.Clock;

/// <summary>Asks probes how good the clock is, and remembers since when it is not kept. One thread updates, any number reads.</summary>
/// <remarks>While nothing keeps the clock, its uncertainty grows by <see cref="DriftSecondsPerSecond"/> (RFC 5905, §7.1, PHI).</remarks>
public sealed class ClockMonitor
{
    /// <summary>How fast a clock runs away that was on UTC.</summary>
    public const double DriftSecondsPerSecond = 15e-6;

    private readonly IReadOnlyList<IClockProbe> _probes;
    private readonly TimeProvider _time;
    private ClockReading? _lastGood;
    private long _lastGoodAt;
    private ClockQuality _current;

    /// <summary>Updates once.</summary>
    /// <param name="probes">The first that answers counts; where none does, nothing is known of the clock.</param>
    public ClockMonitor(IReadOnlyList<IClockProbe> probes, TimeProvider time)
    {
        (_probes, _time, _lastGoodAt) = (probes, time, time.GetTimestamp());
        _current = Measure();
    }

    /// <summary>As of the last <see cref="Update"/>.</summary>
    public ClockQuality Current => Volatile.Read(ref _current);

    /// <summary>Asks the probes. To be called every few seconds.</summary>
    public ClockQuality Update()
    {
        var quality = Measure();
        Volatile.Write(ref _current, quality);
        return quality;
    }

    private ClockQuality Measure()
    {
        var reading = Read();
        if (reading is { IsSynchronised: true })
        {
            (_lastGood, _lastGoodAt) = (reading, _time.GetTimestamp());
            return new ClockQuality
            {
                Source = reading.Source,
                IsSynchronised = true,
                UncertaintySeconds = reading.MaximumErrorSeconds,
                EstimatedErrorSeconds = reading.EstimatedErrorSeconds,
                UnsynchronisedSince = null,
                UnsynchronisedFor = TimeSpan.Zero,
            };
        }
        var since = _time.GetElapsedTime(_lastGoodAt);
        var drift = since.TotalSeconds * DriftSecondsPerSecond;
        return new ClockQuality
        {
            Source = reading?.Source ?? "unknown",
            IsSynchronised = false,
            UncertaintySeconds = _lastGood?.MaximumErrorSeconds + drift,
            EstimatedErrorSeconds = _lastGood?.EstimatedErrorSeconds + drift,
            UnsynchronisedSince = _time.GetUtcNow() - since,
            UnsynchronisedFor = since,
        };
    }

    private ClockReading? Read()
    {
        foreach (var probe in _probes)
        {
            if (probe.Read() is { } reading)
                return reading;
        }
        return null;
    }
}
