namespace GroundTerminal.Station.Pointing;

/// <summary>Plans a pass before it starts: which way round, over the top or not, when to turn, where to wait. Pure; any threads.</summary>
/// <remarks>
/// The beam need only be within a tolerance, so the whole pass is planned at once (<see cref="CellSearch"/>): near the zenith azimuth may turn long before
/// the satellite gets there, and a wrap of the cable is chosen that lasts. Three ways are tried where the limits allow them: elevation up to 90, over the top
/// from 90, and both with the change in mid-pass. Each is driven by the control law over a model of the motors; the one with the least predicted time
/// off target is taken, then the least error and travel.
/// </remarks>
public sealed class PassPlanner
{
    private const double StartMarginSeconds = 2, TravelWeight = 0.02, DegreesPerSample = 10, EnoughSamples = 800, MostSampleSeconds = 60;
    private readonly RotatorGeometry _geometry;
    private readonly Mechanics _mechanics;
    private readonly double _periodSeconds;

    /// <param name="geometry">What turns.</param>
    /// <param name="periodSeconds">Control period of the motion authority, s.</param>
    /// <exception cref="ArgumentException">A value of the geometry cannot be.</exception>
    public PassPlanner(RotatorGeometry geometry, double periodSeconds = 0.1)
    {
        geometry.Validate();
        (_geometry, _mechanics, _periodSeconds) = (geometry, new Mechanics(geometry), periodSeconds);
    }

    /// <summary>Plans one pass.</summary>
    /// <param name="target">What is followed.</param>
    /// <param name="rise">UTC; may be past.</param>
    /// <param name="set">UTC.</param>
    /// <param name="mechanicalNow">Where the controller says that it is.</param>
    /// <param name="now">UTC at which the antenna may set off.</param>
    /// <exception cref="ArgumentException">The target's direction is never known, or the place is not a number.</exception>
    public PassPlan Plan(ISkyTarget target, DateTimeOffset rise, DateTimeOffset set, (double AzimuthDegrees, double ElevationDegrees) mechanicalNow, DateTimeOffset now)
    {
        if (!(double.IsFinite(mechanicalNow.AzimuthDegrees) && double.IsFinite(mechanicalNow.ElevationDegrees)))
            throw new ArgumentException("Where the antenna is must be known.", nameof(mechanicalNow));
        var start = now > rise ? now : rise;
        if (set < start)
            set = start;
        var samples = new PassSamples(target, start, set, Step(set - start));
        var lead = (start - now).TotalSeconds;
        var finder = new PathFinder(_geometry, _mechanics, samples);
        Candidate? best = null;
        foreach (var (least, most) in Ways())
        {
            var path = finder.Find(least, most, mechanicalNow, lead);
            var rehearsal = new PassRehearsal(_geometry, _mechanics, samples, new PlanCurve([.. samples.Seconds], path.Azimuths, path.Elevations), mechanicalNow, lead, _periodSeconds);
            var candidate = new Candidate(path.Azimuths, path.Elevations, rehearsal, Travel(path.Azimuths));
            if (best is null || Cost(candidate) < Cost(best))
                best = candidate;
            if (best.Rehearsal is { OffTargetSeconds: 0 } done && done.WorstErrorDegrees < _geometry.ToleranceDegrees / 2)
                break;
        }
        return Finish(best!, samples, rise, set, start, now, mechanicalNow);
    }

    /// <summary>Samples are no further apart than the motor needs for some degrees, but in long passes.</summary>
    private double Step(TimeSpan length) => Math.Max(Math.Min(DegreesPerSample / _geometry.AzimuthSpeedDegreesPerS, MostSampleSeconds), length.TotalSeconds / EnoughSamples);

    private IEnumerable<(double Least, double Most)> Ways()
    {
        yield return (_mechanics.LeastElevation, Math.Min(90, _mechanics.MostElevation));
        if (_mechanics.MostElevation <= 90)
            yield break;
        yield return (_mechanics.LeastElevation, _mechanics.MostElevation);
        yield return (Math.Max(90, _mechanics.LeastElevation), _mechanics.MostElevation);
    }

    private static double Travel(double[] azimuths)
    {
        var sum = 0.0;
        for (var i = 1; i < azimuths.Length; i++)
            sum += Math.Abs(azimuths[i] - azimuths[i - 1]);
        return sum;
    }

    private double Cost(Candidate candidate)
    {
        var tolerance = double.DegreesToRadians(_geometry.ToleranceDegrees);
        return (1000 * candidate.Rehearsal.OffTargetSeconds) + (candidate.Rehearsal.SquaredError / (tolerance * tolerance)) + (TravelWeight * candidate.Travel);
    }

    private PassPlan Finish(Candidate best, PassSamples samples, DateTimeOffset rise, DateTimeOffset set, DateTimeOffset start, DateTimeOffset now, (double Azimuth, double Elevation) place)
    {
        var g = _geometry;
        var way = Math.Max(
            AxisModel.TravelSeconds(best.Azimuths[0] - place.Azimuth, g.AzimuthSpeedDegreesPerS, g.AzimuthAccelerationDegreesPerS2),
            AxisModel.TravelSeconds(best.Elevations[0] - place.Elevation, g.ElevationSpeedDegreesPerS, g.ElevationAccelerationDegreesPerS2));
        var latest = start.AddSeconds(-way - StartMarginSeconds);
        return new PassPlan
        {
            Rise = rise,
            Set = set,
            PrePositionAt = latest < now ? now : latest,
            Path = [.. samples.Seconds.Select((s, i) => new MechanicalPoint(start.AddTicks((long)(s * TimeSpan.TicksPerSecond)), best.Azimuths[i], best.Elevations[i]))],
            AzimuthOffsetDegrees = g.AzimuthOffsetDegrees,
            ElevationOffsetDegrees = g.ElevationOffsetDegrees,
            Flipped = 2 * best.Elevations.Count(e => e - g.ElevationOffsetDegrees > 90) > best.Elevations.Length,
            OffTargetSeconds = best.Rehearsal.OffTargetSeconds,
            WorstErrorDegrees = best.Rehearsal.WorstErrorDegrees,
            AzimuthTravelDegrees = best.Travel,
        };
    }

    private sealed record Candidate(double[] Azimuths, double[] Elevations, PassRehearsal Rehearsal, double Travel);
}
