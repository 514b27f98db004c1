namespace GroundTerminal.Station.Pointing;

/// <summary>How the motion authority behaves; the defaults suit amateur rotators.</summary>
public sealed record MotionOptions
{
    /// <summary>How often it is stepped.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(0.1);

    /// <summary>Whether an operator's order (rotctld, HTTP) ends a pass that is followed; else it is refused while there is one, so that a client which sends directions on and on ruins no contact.</summary>
    public bool ManualTakesOver { get; init; }

    /// <summary>How far one reading may be from the truth (step of the sensor, noise), degrees.</summary>
    public double FeedbackErrorDegrees { get; init; } = 2;

    /// <summary>Without a reading for so long it is stopped.</summary>
    public TimeSpan MuteAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Readings that agree with each other but cannot follow from the last believed one are believed after so long.</summary>
    public TimeSpan BelieveJumpAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Least time without progress that is a stall; slow motors and coarse sensors get more.</summary>
    public TimeSpan StallAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often it is stopped and tried again after a stall.</summary>
    public int StallRetries { get; init; } = 3;

    /// <summary>Wait before the first retry; the next wait twice as long, and so on.</summary>
    public TimeSpan StallWait { get; init; } = TimeSpan.FromSeconds(1);
}
