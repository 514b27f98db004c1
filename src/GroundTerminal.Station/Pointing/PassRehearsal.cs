namespace GroundTerminal.Station.Pointing;

/// <summary>Drives a path with the control law over a model of the rotator, to see how well it does.</summary>
internal sealed class PassRehearsal
{
    private const int MostSteps = 20_000;

    /// <param name="path">As the controller takes it.</param>
    /// <param name="start">Where it stands, as the controller says.</param>
    /// <param name="leadSeconds">How long before the path's beginning it sets off.</param>
    public PassRehearsal(RotatorGeometry geometry, Mechanics mechanics, PassSamples samples, PlanCurve path, (double Azimuth, double Elevation) start, double leadSeconds, double periodSeconds)
    {
        var length = samples.Seconds[^1];
        var period = Math.Max(periodSeconds, length / MostSteps);
        var law = new SetPointLaw(geometry, mechanics, periodSeconds);
        var azimuth = new GearedAxis(start.Azimuth, geometry.AzimuthSpeedDegreesPerS, geometry.AzimuthAccelerationDegreesPerS2, geometry.BacklashDegrees);
        var elevation = new GearedAxis(start.Elevation, geometry.ElevationSpeedDegreesPerS, geometry.ElevationAccelerationDegreesPerS2, geometry.BacklashDegrees);
        law.Hold(path.Azimuth(0), path.Elevation(0));
        azimuth.Advance(law.Azimuth, leadSeconds);
        elevation.Advance(law.Elevation, leadSeconds);
        var (tolerance, least) = (Math.Cos(double.DegreesToRadians(geometry.ToleranceDegrees)), 1.0);
        for (var t = 0.0; t < length; t += period)
        {
            law.Follow(path, t);
            azimuth.Advance(law.Azimuth, period);
            elevation.Advance(law.Elevation, period);
            var (a, e) = mechanics.FromController(azimuth.Antenna, elevation.Antenna);
            var cosine = samples.Cosine(Mechanics.Beam(a, e), t + period);
            least = Math.Min(least, cosine);
            OffTargetSeconds += cosine < tolerance ? Math.Min(period, length - t) : 0;
            SquaredError += 2 * (1 - cosine) * period;
        }
        WorstErrorDegrees = double.RadiansToDegrees(Math.Acos(Math.Clamp(least, -1, 1)));
    }

    public double OffTargetSeconds { get; }

    public double WorstErrorDegrees { get; }

    /// <summary>Integral of the squared error, rad²·s.</summary>
    public double SquaredError { get; }

    /// <summary>A motor and the antenna behind the play of its gear.</summary>
    private struct GearedAxis(double position, double speed, double acceleration, double play)
    {
        private AxisModel _motor = new(position, speed, acceleration);

        public double Antenna { get; private set; } = position;

        public void Advance(double target, double seconds)
        {
            _motor.Advance(target, seconds);
            Antenna = Math.Clamp(Antenna, _motor.Position - (play / 2), _motor.Position + (play / 2));
        }
    }
}
