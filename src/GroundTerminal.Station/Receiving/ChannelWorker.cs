using System.Diagnostics;

namespace GroundTerminal.Station.Receiving;

/// <summary>A worker thread's work: goes round the channels that were cut out and demodulates what waits.</summary>
/// <remarks>All workers go round all channels, so that work spreads by itself; a slow channel gets one block a round and loses what it has no time for, the others get all that waits.</remarks>
public sealed class ChannelWorker
{
    private const double VisitSeconds = 0.004;
    private readonly FeedReader[] _readers;
    private readonly int _start;
    private long _lastEnd;

    /// <param name="readers">All channels.</param>
    /// <param name="start">Where this worker begins its round, so that workers meet seldom.</param>
    internal ChannelWorker(FeedReader[] readers, int start) => (_readers, _start) = (readers, start);

    /// <summary>Time a round, the part of the time used, and bytes allocated.</summary>
    public ThreadMeter Meter { get; } = new();

    /// <summary>Goes round once.</summary>
    /// <returns>False where nothing waited.</returns>
    public bool TryStep()
    {
        long started = Stopwatch.GetTimestamp();
        bool worked = false;
        for (int i = 0; i < _readers.Length; i++)
            worked |= _readers[(i + _start) % _readers.Length].TryVisit((long)(VisitSeconds * Stopwatch.Frequency));
        if (!worked)
            return false;
        long ended = Stopwatch.GetTimestamp();
        double since = _lastEnd == 0 ? ended - started : ended - _lastEnd;
        Meter.Record(started, ended, Math.Max(1, since) / Stopwatch.Frequency);
        _lastEnd = ended;
        return true;
    }

    /// <summary>At the end: the receivers give what is still inside them.</summary>
    public void Flush()
    {
        foreach (FeedReader reader in _readers)
            reader.Flush();
    }
}
