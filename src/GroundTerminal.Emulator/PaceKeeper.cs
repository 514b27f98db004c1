namespace GroundTerminal.Emulator;

/// <summary>Waits until a given time has gone by since it was started, without allocating.</summary>
internal sealed class PaceKeeper : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly AutoResetEvent _due = new(false);
    private readonly ITimer _timer;
    private readonly WaitHandle[] _handles;
    private CancellationToken _cancellation;
    private long _start;

    public PaceKeeper(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(static state => ((AutoResetEvent)state!).Set(), _due, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _handles = [_due, _cancellation.WaitHandle];
    }

    /// <summary>How late the latest call came, at worst.</summary>
    public TimeSpan WorstLateness { get; private set; }

    public void Start() => _start = _timeProvider.GetTimestamp();

    /// <returns>False where cancelled.</returns>
    public bool WaitUntil(TimeSpan sinceStart, CancellationToken cancellation)
    {
        if (cancellation != _cancellation)
            (_cancellation, _handles[1]) = (cancellation, cancellation.WaitHandle);
        var left = sinceStart - _timeProvider.GetElapsedTime(_start);
        if (-left > WorstLateness)
            WorstLateness = -left;
        while (left > TimeSpan.Zero)
        {
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            if (WaitHandle.WaitAny(_handles) == 1)
                return false;
            left = sinceStart - _timeProvider.GetElapsedTime(_start);
        }
        return !cancellation.IsCancellationRequested;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _due.Dispose();
    }
}
