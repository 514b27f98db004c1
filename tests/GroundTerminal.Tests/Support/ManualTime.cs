namespace GroundTerminal.Tests.Support;

/// <summary>A clock that a test sets; time that has passed is counted beside it.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private TimeSpan _elapsed;

    public DateTimeOffset Now { get; set; } = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan time) => (Now, _elapsed) = (Now + time, _elapsed + time);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _elapsed.Ticks;
}
