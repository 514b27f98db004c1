namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>The outputs of one motor. Never both directions; without power for the dead time before it turns the other way. Any threads.</summary>
internal sealed class MotorDrive(GpioWiring wiring, string axis, GpioAxisOptions options, ControlClock clock)
{
    private readonly Lock _lock = new();
    private readonly GpioOutput? _increase = wiring.Output(axis + ".increase"), _decrease = wiring.Output(axis + ".decrease");
    private readonly GpioOutput? _direction = wiring.Output(axis + ".direction"), _enable = wiring.Output(axis + ".enable");
    private readonly GpioOutput? _fast = wiring.Output(axis + ".fast"), _brake = wiring.Output(axis + ".brakeRelease");
    private double _changedAt = double.NegativeInfinity;
    private bool _isFast, _decreaseIsBlocked, _increaseIsBlocked, _isTripped, _isReleased;
    private volatile int _powered, _last;

    /// <summary>Of the power: 1 to more degrees, −1 to fewer, 0 off.</summary>
    public int Direction => _powered;

    /// <summary>Of the power that is on, or was last; 0 at first.</summary>
    public int LastDirection => _last;

    /// <summary>There is a fast line, and it is on.</summary>
    public bool IsFast => _isFast;

    /// <summary>Since power was switched on or off, s.</summary>
    public double SecondsSinceChange => clock.Seconds - _changedAt;

    public bool IsBlocked(int direction) => direction < 0 ? _decreaseIsBlocked : _increaseIsBlocked;

    /// <summary>Turns, as soon as the dead time lets it; not where that direction is blocked.</summary>
    /// <returns>True where power is on in that direction.</returns>
    public bool Run(int direction, bool fast)
    {
        lock (_lock)
        {
            if (_isTripped || IsBlocked(direction) || (_powered != 0 && _powered != direction))
                return false;
            if (_powered == 0 && _last == -direction && SecondsSinceChange < options.DeadTimeSeconds)
                return false;
            SetFast(fast);
            if (_powered == 0)
                PowerOn(direction);
            return true;
        }
    }

    /// <summary>Off, once it was on for the least time.</summary>
    public void Rest()
    {
        lock (_lock)
        {
            if (_powered != 0 && SecondsSinceChange >= options.MinimumOnSeconds)
                PowerOff();
        }
    }

    /// <summary>Off at once.</summary>
    public void Off()
    {
        lock (_lock)
            PowerOff();
    }

    /// <summary>Off at once where it turns that way, which it does not until it is unblocked.</summary>
    public void Block(int direction)
    {
        lock (_lock)
        {
            if (direction < 0)
                _decreaseIsBlocked = true;
            else
                _increaseIsBlocked = true;
            if (_powered == direction)
                PowerOff();
        }
    }

    public void Unblock(int direction)
    {
        lock (_lock)
        {
            if (direction < 0)
                _decreaseIsBlocked = false;
            else
                _increaseIsBlocked = false;
        }
    }

    /// <summary>Engages the brake where power is off.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            if (_powered != 0 || !_isReleased)
                return;
            _brake?.Set(false);
            _isReleased = false;
        }
    }

    /// <summary>Nothing goes on any more until <see cref="Recover"/>. Takes no lock: whoever has it may hang.</summary>
    public void Trip() => Volatile.Write(ref _isTripped, true);

    /// <summary>Off, and obeys again.</summary>
    public void Recover()
    {
        lock (_lock)
        {
            PowerOff();
            _brake?.Set(false);
            (_isTripped, _isReleased) = (false, false);
        }
    }

    private void PowerOn(int direction)
    {
        (_powered, _last, _changedAt) = (direction, direction, clock.Seconds);
        if (!_isReleased)
            _brake?.Set(true);
        _isReleased = true;
        if (_enable is null)
        {
            (direction > 0 ? _increase : _decrease)!.Set(true);
            return;
        }
        _direction!.Set(direction > 0);
        _enable.Set(true);
    }

    private void PowerOff()
    {
        if (_powered != 0)
            (_powered, _changedAt) = (0, clock.Seconds);
        _enable?.Set(false);
        _increase?.Set(false);
        _decrease?.Set(false);
        SetFast(false);
    }

    private void SetFast(bool fast)
    {
        if (fast == _isFast || _fast is null)
            return;
        _fast.Set(fast);
        _isFast = fast;
    }
}
