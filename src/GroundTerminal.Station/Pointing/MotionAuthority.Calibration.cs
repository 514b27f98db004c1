namespace GroundTerminal.Station.Pointing;

/// <content>Where the beam truly is.</content>
public sealed partial class MotionAuthority
{
    private const double MostChangeDegrees = 20, MostElevationDegrees = 85;
    private readonly RotatorGeometry _configured;
    private PointingCalibration? _calibration;

    /// <summary>The beam is now on this direction: the offsets become those with which the present readings mean it. Nothing moves.</summary>
    /// <remarks>Limits, parking and stow place are of the mechanics and stay. A direction that was held is held no longer.</remarks>
    /// <param name="trueAzimuthDegrees">From north over east.</param>
    /// <param name="trueElevationDegrees">As it is seen, refraction included; at most 85, for nearer to the zenith azimuth cannot be told.</param>
    /// <param name="foundBy">How that is known.</param>
    /// <returns>The new calibration, or null and why there is none.</returns>
    public (PointingCalibration? Calibration, string Refusal) Calibrate(double trueAzimuthDegrees, double trueElevationDegrees, string foundBy)
    {
        lock (_lock)
        {
            if (!(Math.Abs(trueAzimuthDegrees) <= 720 && Math.Abs(trueElevationDegrees) <= MostElevationDegrees))
                return (null, "The direction must be an azimuth, and an elevation of at most 85: nearer to the zenith azimuth cannot be told.");
            if (_feedback.Believed is not { } reading)
                return (null, "The rotator has not said where it is.");
            if (_fault != MotionFault.None)
                return (null, _faultText);
            if (WhyOffsetsStay() is { } reason)
                return (null, reason);
            var (azimuth, elevation) = _mechanics.FromController(reading.Azimuth, reading.Elevation);
            var change = Change(azimuth, elevation, trueAzimuthDegrees, trueElevationDegrees);
            if (Greatest(change) > MostChangeDegrees)
                return (null, FormattableString.Invariant($"The offsets would change by {change.Azimuth:+0.0;-0.0} in azimuth and {change.Elevation:+0.0;-0.0} in elevation; more than {MostChangeDegrees:0} is taken for a mistake."));
            var found = new PointingCalibration((_calibration?.AzimuthOffsetDegrees ?? 0) + change.Azimuth, (_calibration?.ElevationOffsetDegrees ?? 0) + change.Elevation, _clock.GetUtcNow(), foundBy);
            if (Math.Abs(_configured.ElevationOffsetDegrees + found.ElevationOffsetDegrees) > 90)
                return (null, "The elevation offset would be above 90.");
            Use(found);
            return (found, "");
        }
    }

    /// <summary>Forgets the calibration: the configured offsets count alone. Nothing moves.</summary>
    /// <returns>Null, or why it does not.</returns>
    public string? ResetCalibration()
    {
        lock (_lock)
        {
            if (_fault == MotionFault.None && WhyOffsetsStay() is { } reason)
                return reason;
            Use(null);
            return null;
        }
    }

    private string? WhyOffsetsStay() => _pass is not null ? "A pass is followed." : IsOnItsWay() ? "The antenna turns: stop it, or wait until it stands." : null;

    private bool IsOnItsWay()
    {
        if (_feedback.Believed is not { } reading)
            return false;
        var near = (2 * _options.FeedbackErrorDegrees) + _geometry.DeadBandDegrees;
        var isThere = Math.Abs(_law.Azimuth - reading.Azimuth) <= near && Math.Abs(_law.Elevation - reading.Elevation) <= near;
        return !(_azimuth.Stands && _elevation.Stands) || (_mode is MotionMode.Pointing or MotionMode.Parking or MotionMode.Stowed && !isThere);
    }

    /// <summary>By how much the offsets change; over the top the mechanics' angles of a direction are others, and the lesser change is the right one.</summary>
    private static (double Azimuth, double Elevation) Change(double azimuth, double elevation, double trueAzimuth, double trueElevation)
    {
        var upright = (Mechanics.Difference(azimuth, trueAzimuth), elevation - trueElevation);
        var flipped = (Mechanics.Difference(azimuth, trueAzimuth + 180), elevation - (180 - trueElevation));
        return Greatest(upright) <= Greatest(flipped) ? upright : flipped;
    }

    private static double Greatest((double Azimuth, double Elevation) change) => Math.Max(Math.Abs(change.Azimuth), Math.Abs(change.Elevation));

    /// <summary>Plans made before mean other places: <see cref="Follow"/> sees that, and plans again.</summary>
    private void Use(PointingCalibration? calibration)
    {
        var geometry = calibration?.AppliedTo(_configured) ?? _configured;
        (_calibration, _geometry) = (calibration, geometry);
        _planner = new PassPlanner(geometry, _options.Period.TotalSeconds);
        _mechanics = new Mechanics(geometry);
        _law = new SetPointLaw(geometry, _mechanics, _options.Period.TotalSeconds);
        Begin(_mode is MotionMode.Stowed or MotionMode.Stopped ? _mode : MotionMode.Idle, _place);
    }

    private bool IsOfOtherOffsets(PassPlan plan) => plan.AzimuthOffsetDegrees != _geometry.AzimuthOffsetDegrees || plan.ElevationOffsetDegrees != _geometry.ElevationOffsetDegrees;
}
