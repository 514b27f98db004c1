namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Finds a counting axis at its switch: off it where it stands on it, then slowly onto it.</summary>
internal sealed class AxisHoming(GpioAxisOptions options, MotorDrive drive, IAxisSensor sensor, AxisSwitches switches, ControlClock clock)
{
    private const double SlowestPart = 0.1, ExtraSeconds = 10;
    private readonly int _direction = options.Home == GpioHome.Least ? -1 : 1;
    private double _since;

    public bool IsOn { get; private set; }

    /// <summary>Why it gave up, until it is forgiven; empty where it did not.</summary>
    public string Failure { get; private set; } = "";

    public bool IsNeeded => options.Home != GpioHome.None && !sensor.IsSure && Failure.Length == 0;

    public void Begin() => (IsOn, _since) = (true, clock.Seconds);

    public void End() => IsOn = false;

    public void Forgive() => Failure = "";

    /// <summary>Once a period while it is on.</summary>
    public void Step()
    {
        if (sensor.IsSure)
            IsOn = false;
        else if (clock.Seconds - _since > LongestSeconds)
            (IsOn, Failure) = (false, "homing did not meet the limit switch; order a stop to try again");
        if (!IsOn)
            drive.Off();
        else if (drive.Direction == -_direction && !switches.IsHit(_direction))
            drive.Off();
    }

    /// <summary>Which way to turn, at rest.</summary>
    public int Wanted => switches.IsHit(_direction) ? -_direction : _direction;

    private double LongestSeconds =>
        ExtraSeconds + ((options.MostDegrees - options.LeastDegrees) * 1.5 / options.SpeedDegreesPerS / (options.FastLine.Length > 0 ? SlowestPart : 1));
}
