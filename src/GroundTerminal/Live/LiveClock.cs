using GroundTerminal.Devices.Clocks;
using GroundTerminal.Station.Clock;

namespace GroundTerminal.Live;

/// <summary>Watches how good the machine's clock is, every few seconds.</summary>
public sealed class LiveClock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ClockMonitor _monitor;
    private readonly ClockRules _rules;
    private readonly Timer _timer;

    /// <param name="rules">When nothing may be followed by it.</param>
    public LiveClock(ClockRules rules)
    {
        _rules = rules;
        _monitor = new ClockMonitor([new ChronyClock(ChronyClock.Usual, TimeProvider.System), new KernelClock()], TimeProvider.System);
        _timer = new Timer(_ => _monitor.Update(), null, Interval, Interval);
    }

    /// <summary>How good it is.</summary>
    public ClockQuality Quality => _monitor.Current;

    /// <summary>Null, or why nothing may be followed by it.</summary>
    public string? Refusal() => _rules.Refusal(TimeProvider.System.GetUtcNow(), Quality) is { Length: > 0 } refusal ? refusal : null;

    /// <summary>Ends the watch.</summary>
    public void Dispose() => _timer.Dispose();
}
