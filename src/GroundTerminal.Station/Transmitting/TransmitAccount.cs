namespace GroundTerminal.Station.Transmitting;

/// <summary>What was sent and what was refused. Any threads.</summary>
public sealed class TransmitAccount(TimeProvider clock)
{
    private const int KeptOutcomes = 20;
    private readonly Lock _lock = new();
    private readonly Queue<TransmitOutcome> _last = new();
    private readonly SortedDictionary<TransmitRefusalKind, long> _refused = [];
    private long _sent, _numbers, _limited;
    private double _secondsOnAir, _secondsKeyed;

    /// <summary>Frames wholly sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Samples that were cut down to the greatest level.</summary>
    public long LimitedSamples => Interlocked.Read(ref _limited);

    /// <summary>Samples handed to the radio, s.</summary>
    public double SecondsOnAir => Volatile.Read(ref _secondsOnAir);

    /// <summary>Time that the transmitter was keyed, s.</summary>
    public double SecondsKeyed => Volatile.Read(ref _secondsKeyed);

    /// <summary>Frames that were not, or not wholly, sent, by reason.</summary>
    public IReadOnlyDictionary<TransmitRefusalKind, long> Refused
    {
        get
        {
            lock (_lock)
                return new SortedDictionary<TransmitRefusalKind, long>(_refused);
        }
    }

    /// <summary>The last frames, oldest first.</summary>
    public IReadOnlyList<TransmitOutcome> Last
    {
        get
        {
            lock (_lock)
                return [.. _last];
        }
    }

    internal long NextNumber() => Interlocked.Increment(ref _numbers);

    internal void AddOnAir(double seconds, int limited)
    {
        Volatile.Write(ref _secondsOnAir, _secondsOnAir + seconds);
        Interlocked.Add(ref _limited, limited);
    }

    internal void AddKeyed(TimeSpan time) => Volatile.Write(ref _secondsKeyed, _secondsKeyed + time.TotalSeconds);

    internal void End(TransmitTicket ticket, TransmitRefusal? refusal)
    {
        lock (_lock)
        {
            if (refusal is null)
                _sent++;
            else
                _refused[refusal.Kind] = _refused.GetValueOrDefault(refusal.Kind) + 1;
            _last.Enqueue(new TransmitOutcome(ticket.Number, clock.GetUtcNow(), ticket.Channel.Name, ticket.Origin, ticket.Payload.Length, refusal?.Text ?? ""));
            if (_last.Count > KeptOutcomes)
                _last.Dequeue();
        }
        ticket.End(refusal);
    }
}
