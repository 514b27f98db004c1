using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Live;

/// <summary>The antenna as it is shown to the outside. Degrees; null where not known.</summary>
public sealed record AntennaReport
{
    /// <summary>What turns it.</summary>
    public required string Rotator { get; init; }

    /// <summary>What it does.</summary>
    public required string Mode { get; init; }

    /// <summary>Where the beam points.</summary>
    public required double? AzimuthDegrees { get; init; }

    /// <summary>Where the beam points.</summary>
    public required double? ElevationDegrees { get; init; }

    /// <summary>Where the mechanics are.</summary>
    public required double? MechanicalAzimuthDegrees { get; init; }

    /// <summary>Where the mechanics are.</summary>
    public required double? MechanicalElevationDegrees { get; init; }

    /// <summary>Angle between beam and satellite.</summary>
    public required double? BeamErrorDegrees { get; init; }

    /// <summary>What is wrong; empty where nothing is.</summary>
    public required string Fault { get; init; }

    /// <summary>Alarms since the start.</summary>
    public required long Alarms { get; init; }

    /// <summary>What is added to the configured offsets; null where nothing is.</summary>
    public required PointingCalibration? Calibration { get; init; }

    public static AntennaReport Of(AntennaStatus status, string rotator) => new()
    {
        Rotator = rotator,
        Mode = status.StowReason is { } reason ? $"{status.Mode}: {reason}" : status.Mode.ToString(),
        AzimuthDegrees = Rounded(status.SkyAzimuthDegrees),
        ElevationDegrees = Rounded(status.SkyElevationDegrees),
        MechanicalAzimuthDegrees = Rounded(status.MechanicalAzimuthDegrees),
        MechanicalElevationDegrees = Rounded(status.MechanicalElevationDegrees),
        BeamErrorDegrees = Rounded(status.BeamErrorDegrees),
        Fault = status.FaultText.Length > 0 ? status.FaultText : status.RotatorProblem,
        Alarms = status.Alarms,
        Calibration = status.Calibration,
    };

    private static double? Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 2) : null;
}
