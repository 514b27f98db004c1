namespace GroundTerminal.Station.Radios;

/// <summary>Between a clock that is never set and UTC. One thread.</summary>
internal sealed class UtcBridge(TimeProvider clock)
{
    private const double QuickSeconds = 50e-6;
    private readonly long _origin = clock.GetTimestamp();
    private DateTimeOffset _utcAtOrigin = clock.GetUtcNow();
    private double _nextLook;

    /// <summary>Seconds since the bridge was made, by the clock that is never set.</summary>
    public double Now() => clock.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>UTC of such a time.</summary>
    public DateTimeOffset UtcOf(double seconds) => _utcAtOrigin.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));

    /// <summary>Such a time of a UTC.</summary>
    public double SecondsOf(DateTimeOffset utc) => (utc - _utcAtOrigin).TotalSeconds;

    /// <summary>Sees where UTC stands now; ten times a second are enough.</summary>
    public void Look(double now)
    {
        if (now < _nextLook)
            return;
        double before = Now();
        DateTimeOffset utc = clock.GetUtcNow();
        double after = Now();
        if (after - before > QuickSeconds)
            return; // put aside in between: at the next block
        _utcAtOrigin = utc.AddTicks(-(long)Math.Round((before + after) / 2 * TimeSpan.TicksPerSecond));
        _nextLook = now + 0.1;
    }
}
