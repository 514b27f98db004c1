namespace GroundTerminal.Emulator;

/// <summary>A clock that goes on only when it is told to: for simulations that run as fast as they can. One thread.</summary>
public sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Lets time go by.</summary>
    public void Advance(TimeSpan time) => _now += time;
}
