namespace GroundTerminal.Devices.Gpio;

/// <summary>One axis: lines are written as <see cref="GpioLineSpec"/>, empty where there is none.</summary>
public sealed record GpioAxisOptions
{
    /// <summary>Relay that turns to more degrees (clockwise, up). With <see cref="DecreaseLine"/>; or else direction and enable.</summary>
    public string IncreaseLine { get; init; } = "";

    /// <summary>Relay that turns to fewer degrees.</summary>
    public string DecreaseLine { get; init; } = "";

    /// <summary>Direction of an H-bridge, active to more degrees. With <see cref="EnableLine"/>.</summary>
    public string DirectionLine { get; init; } = "";

    /// <summary>Enable of an H-bridge.</summary>
    public string EnableLine { get; init; } = "";

    /// <summary>Full speed where active, slow else; empty: one speed.</summary>
    public string FastLine { get; init; } = "";

    /// <summary>Releases the brake where active, so that it holds without power.</summary>
    public string BrakeReleaseLine { get; init; } = "";

    /// <summary>Switch at the low end.</summary>
    public string LeastSwitchLine { get; init; } = "";

    /// <summary>Switch at the high end.</summary>
    public string MostSwitchLine { get; init; } = "";

    /// <summary>Angle at which the low switch closes; null: not known, no position is taken from it.</summary>
    public double? LeastSwitchDegrees { get; init; }

    /// <summary>Angle at which the high switch closes.</summary>
    public double? MostSwitchDegrees { get; init; }

    /// <summary>Where a counting axis finds itself, slowly, before its first move.</summary>
    public GpioHome Home { get; init; }

    /// <summary>How it knows where it is.</summary>
    public required GpioFeedbackOptions Feedback { get; init; }

    /// <summary>It never turns below.</summary>
    public required double LeastDegrees { get; init; }

    /// <summary>It never turns above.</summary>
    public required double MostDegrees { get; init; }

    /// <summary>Speed at full power.</summary>
    public required double SpeedDegreesPerS { get; init; }

    /// <summary>It rests this near the target or nearer, and does not start for less.</summary>
    public double DeadBandDegrees { get; init; } = 1;

    /// <summary>The most that it turns on without power from full speed: keeps it inside its limits until it has learnt what it truly does.</summary>
    public double CoastDegrees { get; init; } = 1;

    /// <summary>Shortest time in which it reaches full speed, s.</summary>
    public double SpinUpSeconds { get; init; } = 0.1;

    /// <summary>With <see cref="FastLine"/>: slow when this near the target.</summary>
    public double SlowWithinDegrees { get; init; } = 10;

    /// <summary>Without power at least so long before it turns the other way, s.</summary>
    public double DeadTimeSeconds { get; init; } = 0.5;

    /// <summary>On for at least so long, except for a stop, a switch or a limit, s.</summary>
    public double MinimumOnSeconds { get; init; } = 0.05;

    /// <summary>Powered for so long without moving half a dead band: stalled, s.</summary>
    public double StallSeconds { get; init; } = 2;

    /// <summary>After a stall it does not move for so long unless <see cref="GpioRotator.Stop"/> is called before, s.</summary>
    public double RetrySeconds { get; init; } = 30;
}
