using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Pointing;

/// <summary>What the planner and the motion authority must know of a rotator and its antenna. Angles of the mechanics are those that the controller says and takes.</summary>
/// <remarks>mechanical azimuth = sky azimuth + <see cref="AzimuthOffsetDegrees"/> (+ n·360; + 180 over the top), mechanical elevation = true elevation + <see cref="ElevationOffsetDegrees"/>.</remarks>
public sealed record RotatorGeometry
{
    /// <summary>Hard limits, of the mechanics. At most 180° beyond the horizon on either side: elevation −90 to 270.</summary>
    public required RotatorLimits Limits { get; init; }

    /// <summary>How fast azimuth turns, degrees/s.</summary>
    public double AzimuthSpeedDegreesPerS { get; init; } = 6;

    /// <summary>How fast elevation turns, degrees/s.</summary>
    public double ElevationSpeedDegreesPerS { get; init; } = 2.7;

    /// <summary>How fast azimuth gets to its speed and back to 0, degrees/s².</summary>
    public double AzimuthAccelerationDegreesPerS2 { get; init; } = 6;

    /// <summary>How fast elevation gets to its speed and back to 0, degrees/s².</summary>
    public double ElevationAccelerationDegreesPerS2 { get; init; } = 4;

    /// <summary>A set-point goes out when it differs by at least this from the last, degrees; not less than the controller's own.</summary>
    public double DeadBandDegrees { get; init; } = 0.5;

    /// <summary>Play of the gears from one side to the other, degrees, for the prediction; 0 where it is not known.</summary>
    public double BacklashDegrees { get; init; }

    /// <summary>Commands stay so far inside the hard limits, degrees.</summary>
    public double MarginDegrees { get; init; } = 0.5;

    /// <summary>Error of the beam above which it counts as off target, degrees; half of the half-power beamwidth for instance.</summary>
    public double ToleranceDegrees { get; init; } = 5;

    /// <summary>Parking place, of the mechanics.</summary>
    public double ParkAzimuthDegrees { get; init; }

    /// <summary>Parking place, of the mechanics.</summary>
    public double ParkElevationDegrees { get; init; }

    /// <summary>Where wind does least harm, of the mechanics.</summary>
    public double StowAzimuthDegrees { get; init; }

    /// <summary>Where wind does least harm, of the mechanics; a dish looks up.</summary>
    public double StowElevationDegrees { get; init; } = 90;

    /// <summary>Calibration: what the controller says where the beam is at true north, degrees.</summary>
    public double AzimuthOffsetDegrees { get; init; }

    /// <summary>Calibration: what the controller says where the beam is on the horizon, degrees.</summary>
    public double ElevationOffsetDegrees { get; init; }

    /// <summary>Whether it may go over the top (elevation above 90), where the limits allow that.</summary>
    public bool AllowFlip { get; init; } = true;

    /// <summary>The beam is never pointed below it; null where only the limits count. It says nothing of the way from one place to another.</summary>
    public HorizonMask? Mask { get; init; }

    /// <summary>Whether everything can be.</summary>
    /// <exception cref="ArgumentException">A value cannot be; the message says which, its value and what is expected.</exception>
    public void Validate()
    {
        Check(Limits.MostAzimuthDegrees - Limits.LeastAzimuthDegrees is > 0 and <= 720, "azimuth limits", $"{Limits.LeastAzimuthDegrees} to {Limits.MostAzimuthDegrees}", "least below most, at most 720° apart");
        Check(Limits is { LeastElevationDegrees: >= -90, MostElevationDegrees: <= 270 } && Limits.LeastElevationDegrees < Limits.MostElevationDegrees, "elevation limits", $"{Limits.LeastElevationDegrees} to {Limits.MostElevationDegrees}", "least below most, −90 to 270");
        foreach (var (name, value) in new[] { ("azimuth speed", AzimuthSpeedDegreesPerS), ("elevation speed", ElevationSpeedDegreesPerS), ("azimuth acceleration", AzimuthAccelerationDegreesPerS2), ("elevation acceleration", ElevationAccelerationDegreesPerS2) })
            Check(value is >= 0.01 and <= 1000, name, value, "0.01 to 1000");
        Check(DeadBandDegrees is >= 0.01 and <= 10, "dead band", DeadBandDegrees, "0.01 to 10°");
        Check(BacklashDegrees is >= 0 and <= 10, "backlash", BacklashDegrees, "0 to 10°");
        Check(ToleranceDegrees is > 0 and <= 90, "tolerance", ToleranceDegrees, "above 0, at most 90°");
        Check(MarginDegrees >= 0 && 2 * MarginDegrees < Math.Min(Limits.MostAzimuthDegrees - Limits.LeastAzimuthDegrees, Limits.MostElevationDegrees - Limits.LeastElevationDegrees), "margin", MarginDegrees, "0 to less than half of what the limits leave");
        Check(Math.Abs(AzimuthOffsetDegrees) <= 360, "azimuth offset", AzimuthOffsetDegrees, "−360 to 360°");
        Check(Math.Abs(ElevationOffsetDegrees) <= 90, "elevation offset", ElevationOffsetDegrees, "−90 to 90°");
        CheckPlace("parking place", ParkAzimuthDegrees, ParkElevationDegrees);
        CheckPlace("stow place", StowAzimuthDegrees, StowElevationDegrees);
    }

    private void CheckPlace(string name, double azimuth, double elevation) => Check(
        azimuth >= Limits.LeastAzimuthDegrees && azimuth <= Limits.MostAzimuthDegrees && elevation >= Limits.LeastElevationDegrees && elevation <= Limits.MostElevationDegrees,
        name, $"azimuth {azimuth}, elevation {elevation}", "a place inside the limits");

    private static void Check(bool right, string name, object value, string expected)
    {
        if (!right)
            throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Rotator, {name}: {value}; {expected} is expected."));
    }
}
