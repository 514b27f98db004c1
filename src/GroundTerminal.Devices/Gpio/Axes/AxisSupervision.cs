using System.Globalization;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Compares what the motor is told with what the axis does: stalled, the wrong way, or by itself.</summary>
internal sealed class AxisSupervision(GpioAxisOptions options, MotorDrive drive, IAxisSensor sensor, ControlClock clock)
{
    private const double WrongWayDeadBands = 2, ByItselfDeadBands = 3;
    private double _from, _best, _bestAt, _restedAt = double.NaN, _faultAt;
    private string _fault = "";

    /// <summary>Holds until it is forgiven or the time to retry has come; empty where nothing.</summary>
    public string Fault => _fault.Length > 0 && clock.Seconds - _faultAt < options.RetrySeconds ? _fault : "";

    public void Forgive() => _fault = "";

    /// <summary>Power went on.</summary>
    public void Begin()
    {
        _from = _best = sensor.Degrees;
        (_bestAt, _restedAt, _fault) = (clock.Seconds, double.NaN, "");
    }

    /// <summary>It came to rest.</summary>
    public void Rested() => _restedAt = sensor.Degrees;

    /// <summary>Once a period under power.</summary>
    /// <returns>True where power must go off; <see cref="Fault"/> says why.</returns>
    public bool IsWrong()
    {
        double now = clock.Seconds, at = sensor.Degrees;
        int direction = drive.Direction;
        if ((at - _best) * direction >= Math.Max(options.DeadBandDegrees / 2, sensor.StepDegrees))
            (_best, _bestAt) = (at, now);
        if ((at - _from) * direction < -WrongWayDeadBands * options.DeadBandDegrees)
            Fail(string.Create(CultureInfo.InvariantCulture, $"turned the wrong way, from {_from:0.0}° to {at:0.0}°: are motor or feedback crossed?"));
        else if (now - _bestAt > options.StallSeconds)
            Fail(string.Create(CultureInfo.InvariantCulture, $"stalled at {at:0.0}°: power on for {now - _bestAt:0.0} s, no motion seen"));
        return Fault.Length > 0;
    }

    /// <summary>At rest: it is somewhere else than where it came to rest.</summary>
    public bool MovedByItself() => Math.Abs(sensor.Degrees - _restedAt) > ByItselfDeadBands * options.DeadBandDegrees;

    private void Fail(string fault) => (_fault, _faultAt) = (fault, clock.Seconds);
}
