namespace GroundTerminal.Station.Pointing;

/// <content>What it does each control period.</content>
public sealed partial class MotionAuthority
{
    private const double StopAgainSeconds = 1;
    private MotionFault _fault;
    private string _faultText = "", _problem = "";
    private bool _replan, _runs, _clearsOnceStill;
    private int _order, _stalls;
    private double _waitUntil, _stoppedAt;

    /// <summary>A stall that was given up, or a runaway: only an order, the next pass or <see cref="ClearFault"/> ends it.</summary>
    private bool IsBarred => _fault is MotionFault.Stall or MotionFault.Runaway;

    /// <summary>One control period: looks at the feedback, keeps the rules, sends a set-point where one is due. One thread.</summary>
    public void Step()
    {
        FollowedPass? pass;
        int order;
        (double, double) place;
        DateTimeOffset now;
        lock (_lock)
        {
            (now, order) = (_clock.GetUtcNow(), _order);
            var seconds = Seconds;
            Look(seconds, now);
            if (_runs)
                KeepStopping(seconds);
            else if (_fault == MotionFault.None && !_replan && seconds >= _waitUntil)
                Move(seconds, now);
            if (_pass is not null && _feedback.Believed is { } reading)
            {
                var (azimuth, elevation) = _mechanics.FromController(reading.Azimuth, reading.Elevation);
                _pass.Measure(azimuth, elevation, _geometry.ToleranceDegrees, now);
            }
            _status = MakeStatus(now);
            if (!_replan || _pass is null || _fault != MotionFault.None || seconds < _waitUntil || _feedback.Believed is not { } here)
                return;
            (pass, place) = (_pass, (here.Azimuth, here.Elevation));
        }
        Replan(pass, place, order, now);
    }

    /// <summary>Plans the rest of a pass from where it is now; outside the lock, so that a stop need not wait.</summary>
    private void Replan(FollowedPass pass, (double, double) place, int order, DateTimeOffset now)
    {
        PassPlan? plan = null;
        try
        {
            plan = Planner.Plan(pass.Target, pass.Plan.Rise, pass.Plan.Set, place, now);
        }
        catch (ArgumentException)
        {
            // The target says nothing of the rest of the pass: the plan before stands.
        }
        lock (_lock)
        {
            if (order != _order)
                return;
            _replan = false;
            _law.Forget();
            if (plan is not null)
                pass.Replan(plan);
        }
    }

    private void Look(double seconds, DateTimeOffset now)
    {
        var feedback = _rotator.Feedback;
        _problem = feedback.Problem;
        var verdict = _feedback.Take(feedback, seconds);
        if (verdict is FeedbackVerdict.Jumped)
            TakeJump(now);
        if (verdict is FeedbackVerdict.Impossible && !IsBarred)
            Halt(MotionFault.Jump, "The rotator says that it is outside its limits; stopped until it can be believed.", now);
        if (verdict is FeedbackVerdict.Believed or FeedbackVerdict.Jumped)
            TakeReading(_feedback.Believed!.Value, now);
        else if (_fault == MotionFault.None && seconds - (_feedback.Believed?.Seconds ?? 0) > _options.MuteAfter.TotalSeconds)
            Halt(MotionFault.Mute, FormattableString.Invariant($"No reading that can be used for {_options.MuteAfter.TotalSeconds:F1} s; stopped."), now);
        if (_fault is MotionFault.Mute or MotionFault.Jump && seconds - _stoppedAt >= StopAgainSeconds)
            StopMotors(seconds);
    }

    private void TakeJump(DateTimeOffset now)
    {
        var reading = _feedback.Believed!.Value;
        _azimuth.Restart();
        _elevation.Restart();
        _law.Forget();
        _replan = _pass is not null;
        if (_fault == MotionFault.None)
            _alarms.Add(now, MotionFault.Jump, FormattableString.Invariant($"The rotator says azimuth {reading.Azimuth:F1}, elevation {reading.Elevation:F1}, where it cannot have got to; believed now."));
    }

    private void TakeReading(in Reading reading, DateTimeOffset now)
    {
        if (_fault is MotionFault.Mute or MotionFault.Jump)
        {
            EndFault("readings again");
            _azimuth.Restart();
            _elevation.Restart();
            _law.Forget();
            _replan = _pass is not null;
        }
        var (azimuth, elevation) = (_azimuth.Take(reading.Azimuth, reading.Seconds), _elevation.Take(reading.Elevation, reading.Seconds));
        if (_azimuth.HasArrived && _elevation.HasArrived)
            _stalls = 0;
        if (_runs)
            return;
        if (azimuth == MotionFault.Runaway || elevation == MotionFault.Runaway)
            RunAway(azimuth == MotionFault.Runaway ? "Azimuth" : "Elevation", now, reading.Seconds);
        else if (azimuth == MotionFault.Stall || elevation == MotionFault.Stall)
            Stall(azimuth == MotionFault.Stall ? "Azimuth" : "Elevation", now, reading.Seconds);
    }

    private void RunAway(string axis, DateTimeOffset now, double seconds)
    {
        (_runs, _clearsOnceStill) = (true, false);
        Halt(MotionFault.Runaway, $"{axis} turns where it was not told to; stopped until the next pass, or until the fault is cleared.", now);
        KeepStopping(seconds);
    }

    /// <summary>Each period, until it stands still; then a pass that was ordered since goes on.</summary>
    private void KeepStopping(double seconds)
    {
        StopMotors(seconds);
        _runs = !(_azimuth.Stands && _elevation.Stands);
        if (_runs)
            return;
        _azimuth.Restart();
        _elevation.Restart();
        if (!_clearsOnceStill)
            return;
        EndFault("another pass");
        _replan = _pass is not null;
    }

    private void Stall(string axis, DateTimeOffset now, double seconds)
    {
        _azimuth.ForgiveStall();
        _elevation.ForgiveStall();
        _law.Forget();
        if (++_stalls == 1)
            return;
        if (_stalls > _options.StallRetries + 1)
        {
            Halt(MotionFault.Stall, $"{axis} does not turn; stopped until the next pass or order.", now);
            return;
        }
        var wait = _options.StallWait.TotalSeconds * Math.Pow(2, _stalls - 2);
        StopMotors(seconds);
        _waitUntil = seconds + wait;
        _replan = _pass is not null;
        _alarms.Add(now, MotionFault.Stall, FormattableString.Invariant($"{axis} does not turn; stopped, tried again in {wait:F0} s."));
    }

    private void Move(double seconds, DateTimeOffset now)
    {
        if (_mode is MotionMode.Idle or MotionMode.Stopped || _feedback.Believed is null)
            return;
        var goes = _mode != MotionMode.Following ? _law.Hold(_place.Azimuth, _place.Elevation)
            : _pass!.Seconds(now) < 0 ? _law.Hold(_pass.Plan.StartAzimuthDegrees, _pass.Plan.StartElevationDegrees)
            : _law.Follow(_pass.Path, _pass.Seconds(now));
        if (!goes)
            return;
        _azimuth.Command(_law.Azimuth, seconds);
        _elevation.Command(_law.Elevation, seconds);
        _rotator.Point(_law.Azimuth, _law.Elevation);
    }

    private void StopMotors(double seconds)
    {
        _rotator.Stop();
        _stoppedAt = seconds;
        _law.Forget();
        _azimuth.Command(double.NaN, seconds);
        _elevation.Command(double.NaN, seconds);
    }

    private void Halt(MotionFault fault, string text, DateTimeOffset now)
    {
        (_fault, _faultText) = (fault, text);
        _alarms.Add(now, fault, text);
        StopMotors(Seconds);
    }

    private void EndFault(string how)
    {
        _alarms.Add(_clock.GetUtcNow(), MotionFault.None, $"{_fault}: over, {how}.");
        (_fault, _faultText) = (MotionFault.None, "");
    }
}
