namespace GroundTerminal.Emulator;

/// <summary>The time of an emulated stream: what its last sample says. The station of an emulated sky lives by it, however fast the stream goes.</summary>
/// <remarks>One thread, the radio's, moves it on; any threads read it. It has no timers.</remarks>
public sealed class StreamClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks, _followed = long.MaxValue;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How far the stream may be ahead of what <see cref="Follow"/> said last.</summary>
    public TimeSpan MostAhead { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>UTC of the stream's first sample.</summary>
    public DateTimeOffset Start { get; } = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <summary>Whoever must see all of time (the tracker) says how far it has come; the stream does not run away from it then.</summary>
    public void Follow(DateTimeOffset seen) => Volatile.Write(ref _followed, seen.UtcTicks);

    /// <summary>Nobody follows any more.</summary>
    public void StopFollowing() => Volatile.Write(ref _followed, long.MaxValue);

    /// <summary>The radio's thread: time has come to here. Waits where it is too far ahead.</summary>
    internal void Advance(DateTimeOffset now, CancellationToken cancellation)
    {
        Volatile.Write(ref _ticks, now.UtcTicks);
        while (Volatile.Read(ref _followed) is var followed && followed != long.MaxValue && now.UtcTicks - followed > MostAhead.Ticks && !cancellation.IsCancellationRequested)
            Thread.Sleep(0);
    }
}
