namespace GroundTerminal.Emulator.Rotators;

/// <summary>One axis: a motor with inertia under a controller that drives it to a target, a gear with play, two end stops.</summary>
/// <remarks>The controller brakes in time: speed ≤ √(2·acceleration·distance). Integrated in steps of 5 ms.</remarks>
internal sealed class EmulatedAxis(RotatorAxisOptions options, double startDegrees)
{
    public const double StepSeconds = 0.005;
    private double _speed, _target = startDegrees;
    private bool _driven;

    /// <summary>Of the motor, which the sensor sits on.</summary>
    public double SensorDegrees { get; private set; } = startDegrees;

    /// <summary>Of the antenna, behind the play.</summary>
    public double AntennaDegrees { get; private set; } = startDegrees;

    /// <summary>Times that it ran against an end stop.</summary>
    public int StopHits { get; private set; }

    public bool IsMoving => _driven || _speed != 0;

    public void Point(double degrees)
    {
        _target = degrees;
        _driven |= Math.Abs(degrees - SensorDegrees) >= options.DeadBandDegrees;
    }

    public void Stop() => _driven = false;

    /// <param name="stalls">The motor does not turn.</param>
    /// <param name="runsAt">Turns so fast by itself, degrees/s; null where it obeys.</param>
    public void Step(bool stalls, double? runsAt)
    {
        var wanted = runsAt ?? (_driven ? Wanted() : 0);
        var change = options.AccelerationDegreesPerS2 * StepSeconds;
        _speed = stalls ? 0 : _speed + Math.Clamp(wanted - _speed, -change, change);
        var before = SensorDegrees;
        Move(_speed * StepSeconds);
        if (runsAt is null && _driven && (_target - before) * (_target - SensorDegrees) <= 0 && Math.Abs(_speed) <= 2 * change)
            (SensorDegrees, _speed, _driven) = (_target, 0, false);
        AntennaDegrees = Math.Clamp(AntennaDegrees, SensorDegrees - (options.BacklashDegrees / 2), SensorDegrees + (options.BacklashDegrees / 2));
    }

    private double Wanted()
    {
        var distance = _target - SensorDegrees;
        var speed = Math.Min(options.SpeedDegreesPerS, Math.Sqrt(2 * options.AccelerationDegreesPerS2 * Math.Abs(distance)));
        return Math.Sign(distance) * Math.Min(speed, Math.Abs(distance) / StepSeconds);
    }

    private void Move(double degrees)
    {
        var to = SensorDegrees + degrees;
        SensorDegrees = Math.Clamp(to, options.LeastDegrees, options.MostDegrees);
        if (SensorDegrees == to)
            return;
        (_speed, _driven) = (0, false);
        if (Math.Abs(degrees) > 1e-9)
            StopHits++;
    }
}
