namespace GroundTerminal.Station.Pointing;

/// <summary>A pass that is followed: its plan, and what the readings say of how well.</summary>
internal sealed class FollowedPass(PassPlan plan, ISkyTarget target)
{
    private const double MostSeconds = 1;
    private DateTimeOffset _measured;

    public PassPlan Plan { get; private set; } = plan;

    public PlanCurve Path { get; private set; } = PlanCurve.Of(plan);

    public ISkyTarget Target => target;

    public double OffTargetSeconds { get; private set; }

    public double WorstErrorDegrees { get; private set; }

    public double BeamErrorDegrees { get; private set; } = double.NaN;

    /// <summary>Seconds since the path's first set-point.</summary>
    public double Seconds(DateTimeOffset now) => (now - Plan.Path[0].Time).TotalSeconds;

    /// <summary>Goes on by another plan.</summary>
    public void Replan(PassPlan plan) => (Plan, Path) = (plan, PlanCurve.Of(plan));

    public bool IsSame(PassPlan other) => (Plan.Rise - other.Rise).Duration() < TimeSpan.FromMinutes(1) && (Plan.Set - other.Set).Duration() < TimeSpan.FromMinutes(1);

    /// <param name="azimuth">Of the beam, without calibration.</param>
    /// <param name="elevation">Of the beam, without calibration.</param>
    public void Measure(double azimuth, double elevation, double toleranceDegrees, DateTimeOffset now)
    {
        var (skyAzimuth, skyElevation) = target.DirectionAt(now);
        BeamErrorDegrees = Mechanics.BeamError(azimuth, elevation, skyAzimuth, skyElevation);
        var since = _measured == default ? 0 : (now - _measured).TotalSeconds;
        _measured = now;
        if (now < Plan.Rise || now > Plan.Set || !double.IsFinite(BeamErrorDegrees))
            return;
        WorstErrorDegrees = Math.Max(WorstErrorDegrees, BeamErrorDegrees);
        if (BeamErrorDegrees > toleranceDegrees)
            OffTargetSeconds += Math.Clamp(since, 0, MostSeconds);
    }
}
