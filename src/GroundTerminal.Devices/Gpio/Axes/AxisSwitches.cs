namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>The limit switches of an axis. An edge cuts at once; a look at the level each period too, and only that lets go again.</summary>
internal sealed class AxisSwitches(GpioWiring wiring, string axis, GpioAxisOptions options, MotorDrive drive, IAxisSensor sensor, ControlClock clock)
{
    private const double ReleaseSeconds = 0.05;
    private readonly GpioInput? _least = wiring.Input(axis + ".leastSwitch"), _most = wiring.Input(axis + ".mostSwitch");
    private double _leastActiveAt, _mostActiveAt;

    public bool BothHit => IsHit(-1) && IsHit(1);

    public bool IsHit(int direction) => drive.IsBlocked(direction);

    /// <summary>In the thread that reads edges.</summary>
    public void Edge(GpioInput input, bool toActive)
    {
        if (toActive)
            Hit(ReferenceEquals(input, _least) ? -1 : 1);
    }

    public void Step()
    {
        Look(_least, -1, ref _leastActiveAt);
        Look(_most, 1, ref _mostActiveAt);
    }

    private void Look(GpioInput? input, int direction, ref double activeAt)
    {
        if (input is null)
            return;
        double now = clock.Seconds;
        bool isActive = input.IsActive;
        if (isActive)
            Hit(direction);
        if (isActive || !drive.IsBlocked(direction))
            activeAt = now;
        else if (now - activeAt >= ReleaseSeconds)
            drive.Unblock(direction);
    }

    private void Hit(int direction)
    {
        bool isNew = !drive.IsBlocked(direction);
        drive.Block(direction);
        double? degrees = direction < 0 ? options.LeastSwitchDegrees : options.MostSwitchDegrees;
        // While it leaves the switch again bounce says nothing, and at start it may stand anywhere on it.
        if (isNew && drive.LastDirection == direction && sensor.Counts && degrees is { } known)
            sensor.Correct(known, isSure: true);
    }
}
