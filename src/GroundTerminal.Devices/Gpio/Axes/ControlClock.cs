namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Time of the control loop. On Linux the system's provider counts CLOCK_MONOTONIC, as the kernel's edges do.</summary>
internal sealed class ControlClock(TimeProvider provider)
{
    private readonly double _nanosecondsPerTick = 1e9 / provider.TimestampFrequency;

    public long Nanoseconds => (long)(provider.GetTimestamp() * _nanosecondsPerTick);

    public double Seconds => provider.GetTimestamp() * _nanosecondsPerTick * 1e-9;

    public DateTimeOffset Utc => provider.GetUtcNow();
}
