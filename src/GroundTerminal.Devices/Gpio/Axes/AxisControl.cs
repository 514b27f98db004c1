using System.Globalization;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Turns one axis to a target: power on, off in time for what it coasts, wait for rest, learn, correct. One thread.</summary>
internal sealed class AxisControl
{
    private const int MostCorrections = 8;
    private const double RunawaySeconds = 3, WorthwhilePart = 0.8;
    private readonly GpioAxisOptions _options;
    private readonly MotorDrive _drive;
    private readonly IAxisSensor _sensor;
    private readonly AxisSwitches _switches;
    private readonly AxisHoming _homing;
    private readonly AxisSupervision _supervision;
    private readonly ControlClock _clock;
    private readonly CoastTable _coast;
    private readonly RestDetector _rest;
    private readonly double _periodSeconds;
    private Phase _phase = Phase.Coasting;
    private (int Direction, bool Fast, double OnSeconds, double Degrees) _stop;
    private double? _target;
    private double _startedFor, _coastsSince, _shortestWay = double.PositiveInfinity;
    private int _corrections;
    private bool _learns;
    private string _notice = "";

    public AxisControl(GpioAxisOptions options, MotorDrive drive, IAxisSensor sensor, AxisSwitches switches, ControlClock clock, double rateHz)
    {
        (_options, _drive, _sensor, _switches, _clock) = (options, drive, sensor, switches, clock);
        _homing = new AxisHoming(options, drive, sensor, switches, clock);
        _supervision = new AxisSupervision(options, drive, sensor, clock);
        _coast = new CoastTable(options.CoastDegrees, options.SpinUpSeconds);
        (_periodSeconds, _coastsSince) = (1 / rateHz, clock.Seconds);
        _rest = new RestDetector(sensor.Counts ? sensor.StepDegrees / 4 : options.DeadBandDegrees / 5, rateHz);
    }

    private enum Phase
    {
        Resting,
        Driving,
        Coasting,
    }

    /// <summary>Power is on, or it has not come to rest.</summary>
    public bool IsMoving => _phase != Phase.Resting;

    /// <summary>Why it does not turn, or what is to be known; empty where nothing.</summary>
    public string Problem => Fault() is { Length: > 0 } fault ? fault
        : _homing.IsOn ? "homing; " + _sensor.Notice
        : _notice.Length > 0 ? _notice
        : _sensor.Notice;

    public void Point(double degrees)
    {
        _target = Math.Clamp(degrees, _options.LeastDegrees, _options.MostDegrees);
        if (Math.Abs(_target.Value - _startedFor) > _options.DeadBandDegrees)
            (_corrections, _shortestWay, _startedFor) = (0, double.PositiveInfinity, _target.Value);
    }

    /// <summary>Off, and what went wrong is forgiven.</summary>
    public void Stop()
    {
        _drive.Off();
        (_target, _notice, _corrections) = (null, "", 0);
        _homing.End();
        _homing.Forgive();
        _supervision.Forgive();
    }

    public void Step()
    {
        _sensor.Step();
        _switches.Step();
        if (Fault().Length > 0)
        {
            _drive.Off();
            _homing.End();
        }
        if (_phase == Phase.Driving && _drive.Direction == 0)
            Coast(learns: false);
        else if (_phase == Phase.Driving)
            Drive();
        else if (_phase == Phase.Coasting)
            AwaitRest();
        else
            Rest();
    }

    private string Fault() => _sensor.Fault.Length > 0 ? _sensor.Fault
        : _switches.BothHit ? "both limit switches are hit: is a wire broken?"
        : _homing.Failure.Length > 0 ? _homing.Failure
        : _supervision.Fault;

    private void Rest()
    {
        _drive.Hold();
        if (_supervision.MovedByItself())
            Coast(learns: false);
        else if (Fault().Length > 0)
            return;
        else if (_target is { } target && _homing.IsNeeded && !_homing.IsOn)
            _homing.Begin();
        else if (_homing.IsOn)
            Home();
        else if (_target is { } aim)
            Start(aim);
    }

    private void Home()
    {
        _homing.Step();
        if (_homing.IsOn)
            Run(_homing.Wanted, fast: false);
    }

    private void Start(double target)
    {
        double at = _sensor.Degrees;
        if (Math.Abs(target - at) <= _options.DeadBandDegrees)
        {
            (_corrections, _shortestWay, _notice) = (0, double.PositiveInfinity, "");
            return;
        }
        double way = Aim(target) - at;
        int direction = Math.Sign(way);
        if (_switches.IsHit(direction))
            _notice = Text($"stands on its limit switch, {Math.Abs(way):0.0}° short of the target");
        else if (RoomAhead(direction) <= _coast.Bound(direction, fast: false, _options.MinimumOnSeconds + _periodSeconds))
            _notice = Text($"rests {Math.Abs(way):0.0}° short: nearer its limit it might coast through");
        else if (_corrections > MostCorrections)
            _notice = Text($"rests {Math.Abs(way):0.0}° off after {MostCorrections} corrections: enlarge deadBandDegrees or lower minimumOnSeconds");
        else if (Run(direction, Math.Abs(way) > _options.SlowWithinDegrees))
            Count(Math.Abs(way));
    }

    /// <summary>A start that brings it no nearer is a correction.</summary>
    private void Count(double way)
    {
        _corrections = way < _shortestWay * WorthwhilePart ? 0 : _corrections + 1;
        (_shortestWay, _notice) = (Math.Min(way, _corrections == 0 ? way : _shortestWay), "");
    }

    private bool Run(int direction, bool fast)
    {
        if (!_drive.Run(direction, fast))
            return false;
        _phase = Phase.Driving;
        _supervision.Begin();
        return true;
    }

    private void Drive()
    {
        int direction = _drive.Direction;
        if (_supervision.IsWrong())
            _drive.Off();
        else if (_homing.IsOn)
            _homing.Step();
        else if (_target is not { } target)
            _drive.Off();
        else
            DriveTo(target, direction);
        if (_drive.Direction == 0)
            Coast(learns: _supervision.Fault.Length == 0 && !_homing.IsOn);
    }

    private void DriveTo(double target, int direction)
    {
        double on = _drive.SecondsSinceChange;
        double left = (Aim(target) - _sensor.Degrees) * direction;
        RememberStop(direction, on);
        double room = RoomAhead(direction);
        if (room <= _coast.Bound(direction, _drive.IsFast, on + _periodSeconds))
            _drive.Off();
        else if (left <= _coast.Expected(direction, _drive.IsFast, on))
            _drive.Rest();
        else
            _drive.Run(direction, left > _options.SlowWithinDegrees);
    }

    private void RememberStop(int direction, double onSeconds) => _stop = (direction, _drive.IsFast, onSeconds, _sensor.Degrees);

    private void Coast(bool learns)
    {
        (_phase, _learns) = (Phase.Coasting, learns);
        _coastsSince = _clock.Seconds;
        _rest.Restart();
    }

    private void AwaitRest()
    {
        if (!_rest.IsAtRest(_sensor.Degrees))
        {
            if (_clock.Seconds - _coastsSince > RunawaySeconds)
                _notice = "moves though its power is off: does a relay stick, does the brake slip?";
            return;
        }
        if (_learns && !_switches.IsHit(_stop.Direction))
            _coast.Learn(_stop.Direction, _stop.Fast, _stop.OnSeconds, (_sensor.Degrees - _stop.Degrees) * _stop.Direction);
        (_phase, _notice) = (Phase.Resting, "");
        _supervision.Rested();
    }

    /// <summary>A target at a limit is aimed at from half a dead band inside.</summary>
    private double Aim(double target)
    {
        double inside = _options.DeadBandDegrees / 2;
        return Math.Clamp(target, _options.LeastDegrees + inside, _options.MostDegrees - inside);
    }

    private double RoomAhead(int direction) => direction > 0 ? _options.MostDegrees - _sensor.Degrees : _sensor.Degrees - _options.LeastDegrees;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
