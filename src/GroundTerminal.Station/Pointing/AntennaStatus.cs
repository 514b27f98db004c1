namespace GroundTerminal.Station.Pointing;

/// <summary>What the motion authority knows at one moment. Angles in degrees; not a number where not known.</summary>
public sealed record AntennaStatus
{
    /// <summary>UTC of the step that made it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What it does.</summary>
    public required MotionMode Mode { get; init; }

    /// <summary>Whether a pass is followed or its beginning waited for, a fault notwithstanding.</summary>
    public required bool HasPass { get; init; }

    /// <summary>Where the mechanics are, by the last reading that was believed.</summary>
    public required double MechanicalAzimuthDegrees { get; init; }

    /// <summary>Where the mechanics are, by the last reading that was believed.</summary>
    public required double MechanicalElevationDegrees { get; init; }

    /// <summary>Where the beam points, 0 to 360.</summary>
    public required double SkyAzimuthDegrees { get; init; }

    /// <summary>Where the beam points, −90 to 90.</summary>
    public required double SkyElevationDegrees { get; init; }

    /// <summary>What was commanded last, of the mechanics.</summary>
    public required double CommandedAzimuthDegrees { get; init; }

    /// <summary>What was commanded last, of the mechanics.</summary>
    public required double CommandedElevationDegrees { get; init; }

    /// <summary>Angle between beam and target; not a number where no pass is followed.</summary>
    public required double BeamErrorDegrees { get; init; }

    /// <summary>What is wrong.</summary>
    public required MotionFault Fault { get; init; }

    /// <summary>The same as a sentence; empty where nothing is.</summary>
    public required string FaultText { get; init; }

    /// <summary>Why it is stowed; null where it is not.</summary>
    public required string? StowReason { get; init; }

    /// <summary>What the link or the controller complains of; empty where nothing.</summary>
    public required string RotatorProblem { get; init; }

    /// <summary>Alarms since the start.</summary>
    public required long Alarms { get; init; }

    /// <summary>How old the last reading is that was believed; null before the first.</summary>
    public required TimeSpan? FeedbackAge { get; init; }

    /// <summary>By the readings: for how long the beam was off target in the present or last pass, s.</summary>
    public required double OffTargetSeconds { get; init; }

    /// <summary>By the readings: greatest error of the beam in the present or last pass.</summary>
    public required double WorstErrorDegrees { get; init; }

    /// <summary>What is added to the configured offsets; null where nothing is.</summary>
    public required PointingCalibration? Calibration { get; init; }
}
