namespace GroundTerminal.Station.Pointing;

/// <summary>The one object that moves an antenna: it takes orders, checks them, follows passes, and watches what the rotator says of itself.</summary>
/// <remarks>
/// Rules (docs/decisions/0009-motion-authority.md):
/// <list type="bullet">
/// <item>No set-point leaves the limits less their margin, or is not a number.</item>
/// <item>A stop goes to the rotator within the call. Nothing moves until the next order.</item>
/// <item>An operator's order while a pass is followed is refused, or ends the pass (<see cref="MotionOptions.ManualTakesOver"/>).</item>
/// <item>Stowed, every order but a stop is refused until <see cref="Unstow"/>.</item>
/// <item>Stall (commanded, no progress): the set-point is sent again; then stop, wait and try, each wait twice the last; then stop until the next order or pass.</item>
/// <item>Runaway (outside the way it was told to go): stop, each period until it stands still; nothing moves until the next pass or <see cref="ClearFault"/>.</item>
/// <item>Jump (it cannot have got there): ignored; where it persists, believed with an alarm inside the limits, else stop until readings can be believed.</item>
/// <item>Mute: one lost reply is nothing; after <see cref="MotionOptions.MuteAfter"/> stop, once a second; when it answers it goes on, a pass by a new plan.</item>
/// </list>
/// The pass in which a stall or a runaway was met is not followed again after it. Any threads; <see cref="Step"/> from one.
/// </remarks>
public sealed partial class MotionAuthority : IAntenna
{
    private readonly Lock _lock = new();
    private readonly IRotator _rotator;
    private readonly MotionOptions _options;
    private readonly TimeProvider _clock;
    private readonly long _began;
    private readonly FeedbackWatch _feedback;
    private readonly AxisWatch _azimuth, _elevation;
    private readonly AlarmList _alarms = new();
    private RotatorGeometry _geometry;
    private SetPointLaw _law;
    private volatile Mechanics _mechanics;
    private volatile PassPlanner _planner;
    private volatile AntennaStatus _status;
    private MotionMode _mode = MotionMode.Idle;
    private FollowedPass? _pass, _lastPass;
    private (double Azimuth, double Elevation) _place;
    private string? _stowReason;

    /// <param name="rotator">What it moves; not owned.</param>
    /// <param name="geometry">What that is like.</param>
    /// <param name="clock">UTC for passes, timestamps for everything else.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="calibration">What was found before, beside the offsets of the geometry.</param>
    /// <exception cref="ArgumentException">A value of the geometry cannot be.</exception>
    public MotionAuthority(IRotator rotator, RotatorGeometry geometry, TimeProvider clock, MotionOptions? options = null, PointingCalibration? calibration = null)
    {
        (_rotator, _configured, _calibration, _clock, _options) = (rotator, geometry, calibration, clock, options ?? new MotionOptions());
        _geometry = geometry = calibration?.AppliedTo(geometry) ?? geometry;
        _planner = new PassPlanner(geometry, _options.Period.TotalSeconds);
        _mechanics = new Mechanics(geometry);
        _feedback = new FeedbackWatch(geometry, _options);
        _azimuth = new AxisWatch(geometry.AzimuthSpeedDegreesPerS, geometry.AzimuthAccelerationDegreesPerS2, geometry.DeadBandDegrees, _options);
        _elevation = new AxisWatch(geometry.ElevationSpeedDegreesPerS, geometry.ElevationAccelerationDegreesPerS2, geometry.DeadBandDegrees, _options);
        _law = new SetPointLaw(geometry, _mechanics, _options.Period.TotalSeconds);
        _began = clock.GetTimestamp();
        _status = MakeStatus(clock.GetUtcNow());
    }

    /// <summary>The planner for this antenna, which plans again after a fault, too; another one after a calibration.</summary>
    public PassPlanner Planner => _planner;

    /// <summary>What it knows; a new one each step and order.</summary>
    public AntennaStatus Status => _status;

    /// <summary>Where the controller says that the mechanics are, for a plan; null where that is not known.</summary>
    public (double AzimuthDegrees, double ElevationDegrees)? Mechanical =>
        _status is { Fault: not MotionFault.Mute and not MotionFault.Jump, MechanicalAzimuthDegrees: not double.NaN } s ? (s.MechanicalAzimuthDegrees, s.MechanicalElevationDegrees) : null;

    /// <inheritdoc/>
    public (double AzimuthDegrees, double ElevationDegrees)? Position =>
        _status is { Fault: not MotionFault.Mute and not MotionFault.Jump, SkyAzimuthDegrees: not double.NaN } s ? (s.SkyAzimuthDegrees, s.SkyElevationDegrees) : null;

    /// <inheritdoc/>
    public RotatorLimits Limits
    {
        get
        {
            var mechanics = _mechanics;
            return new(mechanics.LeastAzimuth, mechanics.MostAzimuth, mechanics.LeastElevation, mechanics.MostElevation);
        }
    }

    /// <summary>Alarms after a number, at most the last 100, in order.</summary>
    public IReadOnlyList<AntennaAlarm> AlarmsAfter(long number)
    {
        lock (_lock)
            return _alarms.After(number);
    }

    /// <summary>Follows a pass, setting off at once; it replaces the pass or direction before. A fault is forgotten, but for one in this very pass.</summary>
    /// <returns>Null, or why it will not.</returns>
    public string? Follow(PassPlan plan, ISkyTarget target)
    {
        lock (_lock)
        {
            if (_stowReason is not null)
                return $"The antenna is stowed: {_stowReason}";
            if (IsBarred && _lastPass is { } last && last.IsSame(plan))
                return _faultText;
            if (IsBarred && !_runs)
                EndFault("another pass");
            _clearsOnceStill = true;
            _pass = _lastPass = new FollowedPass(plan, target);
            Begin(MotionMode.Following);
            _replan = IsOfOtherOffsets(plan);
            return null;
        }
    }

    /// <summary>Ends the pass: the antenna stops where it is, or parks.</summary>
    public void Release(bool park = false)
    {
        lock (_lock)
        {
            if (_mode != MotionMode.Following)
                return;
            _rotator.Stop();
            _pass = null;
            Begin(park && !IsBarred ? MotionMode.Parking : MotionMode.Idle, (_geometry.ParkAzimuthDegrees, _geometry.ParkElevationDegrees));
        }
    }

    /// <summary>Points to a direction; above 90 elevation is over the top, where that is allowed.</summary>
    /// <returns>Null, or why it will not.</returns>
    public string? Point(double azimuthDegrees, double elevationDegrees)
    {
        lock (_lock)
        {
            if (!(double.IsFinite(azimuthDegrees) && double.IsFinite(elevationDegrees) && Math.Abs(azimuthDegrees) <= 1e6))
                return "Azimuth and elevation must be numbers.";
            if (WhyNotByHand() is { } reason)
                return reason;
            var here = _feedback.Believed is { } reading ? _mechanics.FromController(reading.Azimuth, reading.Elevation).Azimuth : azimuthDegrees;
            if (_mechanics.NearestTurn(azimuthDegrees, here) is not { } azimuth)
                return FormattableString.Invariant($"Azimuth {azimuthDegrees:F1} is outside the limits, {Limits.LeastAzimuthDegrees:F1} to {Limits.MostAzimuthDegrees:F1}.");
            var (least, most) = _mechanics.Elevations(azimuth);
            // What is next to a limit is taken as the limit: clients ask for the horizon of an antenna that stops a margin above it.
            if (elevationDegrees < least - _geometry.MarginDegrees - 1e-9 || elevationDegrees > most + _geometry.MarginDegrees + 1e-9)
                return FormattableString.Invariant($"Elevation {elevationDegrees:F1} is outside the limits, {least:F1} to {most:F1}.");
            GoByHand(MotionMode.Pointing, _mechanics.ToController(azimuth, Math.Clamp(elevationDegrees, least, most)));
            return null;
        }
    }

    /// <inheritdoc/>
    public string? Park()
    {
        lock (_lock)
        {
            if (WhyNotByHand() is { } reason)
                return reason;
            GoByHand(MotionMode.Parking, (_geometry.ParkAzimuthDegrees, _geometry.ParkElevationDegrees));
            return null;
        }
    }

    /// <summary>Turns to the stow place, ending a pass, and refuses everything but a stop until <see cref="Unstow"/>.</summary>
    /// <returns>Null, or why it does not turn there; orders are refused all the same.</returns>
    public string? Stow(string reason)
    {
        lock (_lock)
        {
            _stowReason = reason;
            GoByHand(MotionMode.Stowed, (_geometry.StowAzimuthDegrees, _geometry.StowElevationDegrees));
            return IsBarred ? _faultText : null;
        }
    }

    /// <summary>Orders are taken again; the antenna stays where it is.</summary>
    public void Unstow()
    {
        lock (_lock)
        {
            if (_stowReason is null)
                return;
            _stowReason = null;
            _rotator.Stop();
            Begin(MotionMode.Idle);
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        lock (_lock)
        {
            _rotator.Stop();
            _pass = null;
            Begin(MotionMode.Stopped);
        }
    }

    /// <summary>Forgets a stall, or a runaway once it stands still: orders are taken again, and the present one, if there is one, goes on.</summary>
    public void ClearFault()
    {
        lock (_lock)
        {
            if (!IsBarred)
                return;
            _clearsOnceStill = true;
            if (_runs)
                return;
            EndFault("cleared");
            Begin(_mode, _place);
            _replan = _pass is not null;
        }
    }

    private string? WhyNotByHand() =>
        _stowReason is not null ? $"The antenna is stowed: {_stowReason}" :
        _pass is not null && !_options.ManualTakesOver ? "A pass is followed." :
        _fault == MotionFault.Runaway ? _faultText : null;

    private void GoByHand(MotionMode mode, (double Azimuth, double Elevation) place)
    {
        if (_fault == MotionFault.Stall)
            EndFault("tried again");
        _pass = null;
        Begin(mode, place);
    }

    /// <summary>A new order: the law sends its first set-point in any case, at the next step.</summary>
    private void Begin(MotionMode mode, (double Azimuth, double Elevation) place = default)
    {
        (_mode, _place, _order) = (mode, place, _order + 1);
        _law.Forget();
        var seconds = Seconds;
        _azimuth.Command(double.NaN, seconds);
        _elevation.Command(double.NaN, seconds);
        (_stalls, _waitUntil, _replan) = (0, 0, false);
        _status = MakeStatus(_clock.GetUtcNow());
    }

    private double Seconds => _clock.GetElapsedTime(_began).TotalSeconds;

    private AntennaStatus MakeStatus(DateTimeOffset now)
    {
        var (azimuth, elevation) = _feedback.Believed is { } r ? (r.Azimuth, r.Elevation) : (double.NaN, double.NaN);
        var (a, e) = _mechanics.FromController(azimuth, elevation);
        var (skyAzimuth, skyElevation) = Mechanics.ToSky(a, e);
        var mode = _fault != MotionFault.None ? MotionMode.Fault : _mode == MotionMode.Following && _pass!.Seconds(now) < 0 ? MotionMode.PrePositioning : _mode;
        return new AntennaStatus
        {
            Time = now,
            Mode = mode,
            HasPass = _pass is not null,
            MechanicalAzimuthDegrees = azimuth,
            MechanicalElevationDegrees = elevation,
            SkyAzimuthDegrees = skyAzimuth,
            SkyElevationDegrees = skyElevation,
            CommandedAzimuthDegrees = _law.Azimuth,
            CommandedElevationDegrees = _law.Elevation,
            BeamErrorDegrees = _pass?.BeamErrorDegrees ?? double.NaN,
            Fault = _fault,
            FaultText = _faultText,
            StowReason = _stowReason,
            RotatorProblem = _problem,
            Alarms = _alarms.Count,
            FeedbackAge = _feedback.Believed is { } b ? TimeSpan.FromSeconds(Math.Max(0, Seconds - b.Seconds)) : null,
            OffTargetSeconds = _lastPass?.OffTargetSeconds ?? 0,
            WorstErrorDegrees = _lastPass?.WorstErrorDegrees ?? 0,
            Calibration = _calibration,
        };
    }
}
