namespace GroundTerminal.Emulator;

/// <summary>Waits until a given time has gone by since it was started, without allocating.</summary>
/// <remarks>It sleeps rather than sets a timer: a timer of the runtime takes a lock and now and then grows a list.</remarks>
internal sealed class PaceKeeper(TimeProvider timeProvider)
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(1);
    private long _start;

    /// <summary>How late the latest call came, at worst.</summary>
    public TimeSpan WorstLateness { get; private set; }

    public void Start() => _start = timeProvider.GetTimestamp();

    /// <returns>False where cancelled.</returns>
    public bool WaitUntil(TimeSpan sinceStart, CancellationToken cancellation)
    {
        var left = sinceStart - timeProvider.GetElapsedTime(_start);
        if (-left > WorstLateness)
            WorstLateness = -left;
        while (left > TimeSpan.Zero && !cancellation.IsCancellationRequested)
        {
            // Less than a millisecond would be no sleep at all.
            Thread.Sleep(left > LongestSleep ? LongestSleep : left < ShortestSleep ? ShortestSleep : left);
            left = sinceStart - timeProvider.GetElapsedTime(_start);
        }
        return !cancellation.IsCancellationRequested;
    }
}
