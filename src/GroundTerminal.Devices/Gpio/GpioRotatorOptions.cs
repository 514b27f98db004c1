namespace GroundTerminal.Devices.Gpio;

/// <summary>A rotator whose motors hang on GPIO lines.</summary>
public sealed record GpioRotatorOptions
{
    /// <summary>Azimuth.</summary>
    public required GpioAxisOptions Azimuth { get; init; }

    /// <summary>Elevation.</summary>
    public required GpioAxisOptions Elevation { get; init; }

    /// <summary>Control periods a second, 20 to 200.</summary>
    public double ControlRateHz { get; init; } = 50;

    /// <summary>While it moves, somebody calls it at least so often (a target, a stop, a look at the feedback), or it stops, s; 0.5 to 600.</summary>
    public double WatchdogSeconds { get; init; } = 5;

    /// <summary>Keeps the positions of counting axes over a restart; empty: they are forgotten.</summary>
    public string PositionFile { get; init; } = "";
}
