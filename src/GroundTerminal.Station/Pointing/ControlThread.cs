namespace GroundTerminal.Station.Pointing;

/// <summary>Does something once a period of a clock, on a thread of its own, until it is disposed.</summary>
public sealed class ControlThread : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);
    private readonly TimeProvider _clock;
    private readonly TimeSpan _period;
    private readonly Action<DateTimeOffset> _step;
    private readonly Action<Exception> _failed;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="clock">What the period is measured by; one that goes faster than the machine's is looked at every millisecond.</param>
    /// <param name="period">From one step to the next. A step that comes late is not made up.</param>
    /// <param name="step">What is done, with the time.</param>
    /// <param name="failed">Told what a step threw; the next step comes all the same.</param>
    public ControlThread(TimeProvider clock, TimeSpan period, Action<DateTimeOffset> step, Action<Exception> failed)
    {
        (_clock, _period, _step, _failed) = (clock, period, step, failed);
        _thread = new Thread(Run) { Name = "control", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends it, after the step that it may be in.</summary>
    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
    }

    private void Run()
    {
        var real = ReferenceEquals(_clock, TimeProvider.System);
        var next = _clock.GetUtcNow();
        while (!_stopping)
        {
            var now = _clock.GetUtcNow();
            if (now < next)
            {
                Thread.Sleep(!real ? TimeSpan.FromMilliseconds(1) : next - now < LongestSleep ? next - now : LongestSleep);
                // A clock that was set back must not stop the antenna.
                next = next - now > _period ? now : next;
                continue;
            }
            next = now - next > _period ? now + _period : next + _period;
            try
            {
                _step(now);
            }
            catch (Exception e)
            {
                _failed(e);
            }
        }
    }
}
