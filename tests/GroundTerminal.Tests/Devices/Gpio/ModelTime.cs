namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class ModelTime : TimeProvider
{
    public long Nanoseconds { get; set; } = 1_000_000_000;

    public double Seconds => Nanoseconds * 1e-9;

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => Nanoseconds;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddYears(56).AddTicks(Nanoseconds / 100);
}
