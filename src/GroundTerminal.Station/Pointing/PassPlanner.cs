namespace GroundTerminal.Station.Pointing;

/// <summary>Plans a pass before it starts: which way round, over the top or not, when to turn, where to wait. Pure; any threads.</summary>
/// <remarks>
/// The beam need only be within a tolerance, so the whole pass is planned at once (<see cref="AzimuthSearch"/>): near the zenith azimuth may turn long before
/// the satellite gets there, and a wrap of the cable is chosen that lasts. Three ways are tried where the limits allow them: elevation up to 90, over the top
/// from 90, and both with the change in mid-pass. Each is driven by the control law over a model of the motors; the one with the least predicted time
/// off target is taken, then the least error and travel.
/// </remarks>
public sealed class PassPlanner
{
    /// <summary>Paths are planned a little slower than the motors are, so that these can catch up.</summary>
    private const double SpeedShare = 0.96;

    private const double StartMarginSeconds = 2, TravelWeight = 0.02;
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
        var samples = new PassSamples(target, start, set);
        var lead = (start - now).TotalSeconds;
        Candidate? best = null;
        foreach (var (least, most) in Ways())
        {
            var path = Path(samples, least, most, mechanicalNow, lead);
            var rehearsal = new PassRehearsal(_geometry, _mechanics, samples, new PlanCurve([.. samples.Seconds], path.Azimuths, path.Elevations), mechanicalNow, lead, _periodSeconds);
            var candidate = new Candidate(path.Azimuths, path.Elevations, rehearsal, Travel(path.Azimuths));
            if (best is null || Cost(candidate) < Cost(best))
                best = candidate;
            if (best.Rehearsal is { OffTargetSeconds: 0 } done && done.WorstErrorDegrees < _geometry.ToleranceDegrees / 2)
                break;
        }
        return Finish(best!, samples, rise, set, start, now, mechanicalNow);
    }

    private IEnumerable<(double Least, double Most)> Ways()
    {
        yield return (_mechanics.LeastElevation, Math.Min(90, _mechanics.MostElevation));
        if (_mechanics.MostElevation <= 90)
            yield break;
        yield return (_mechanics.LeastElevation, _mechanics.MostElevation);
        yield return (Math.Max(90, _mechanics.LeastElevation), _mechanics.MostElevation);
    }

    private (double[] Azimuths, double[] Elevations) Path(PassSamples samples, double least, double most, (double Azimuth, double Elevation) place, double lead)
    {
        var g = _geometry;
        var (azimuth, elevation) = _mechanics.FromController(place.Azimuth, place.Elevation);
        azimuth = Math.Clamp(azimuth, _mechanics.LeastAzimuth, _mechanics.MostAzimuth);
        var azimuthReach = AxisModel.Reach(lead, g.AzimuthSpeedDegreesPerS, g.AzimuthAccelerationDegreesPerS2);
        var elevationReach = AxisModel.Reach(lead, g.ElevationSpeedDegreesPerS, g.ElevationAccelerationDegreesPerS2);
        var (azimuthSpeed, elevationSpeed) = (SpeedShare * g.AzimuthSpeedDegreesPerS, SpeedShare * g.ElevationSpeedDegreesPerS);
        var search = new AzimuthSearch(g, _mechanics, samples, least, most, azimuthSpeed, elevationSpeed);
        var cells = search.Run(azimuth, elevation, azimuthReach, elevationReach);
        var azimuths = Lipschitz.Limit(samples.Seconds, [.. cells.Select((c, i) => Snap(search.CellAzimuth(c), search.CellDegrees, samples.Azimuth[i]))], azimuthSpeed);
        Lipschitz.LimitFrom(samples.Seconds, azimuths, azimuthSpeed, azimuth, azimuthReach);
        var elevations = Lipschitz.Limit(samples.Seconds, [.. azimuths.Select((a, i) => BestElevation(a, samples.Azimuth[i], samples.Elevation[i], least, most))], elevationSpeed);
        Lipschitz.LimitFrom(samples.Seconds, elevations, elevationSpeed, elevation, elevationReach);
        for (var i = 0; i < azimuths.Length; i++)
        {
            var (a, e) = _mechanics.Clamp(azimuths[i], elevations[i]);
            (azimuths[i], elevations[i]) = _mechanics.ToController(a, e);
        }
        return (azimuths, elevations);
    }

    /// <summary>Where the target, or the way over the top to it, is next to a cell, that very azimuth.</summary>
    private double Snap(double azimuth, double cell, double skyAzimuth)
    {
        var front = Mechanics.Difference(skyAzimuth, azimuth);
        var back = Mechanics.Difference(skyAzimuth + 180, azimuth);
        var near = Math.Abs(front) <= Math.Abs(back) ? front : back;
        return Math.Abs(near) > cell ? azimuth : Math.Clamp(azimuth + near, _mechanics.LeastAzimuth, _mechanics.MostAzimuth);
    }

    private double BestElevation(double azimuth, double skyAzimuth, double skyElevation, double least, double most)
    {
        var best = BestElevation(azimuth, skyAzimuth, skyElevation);
        var range = _mechanics.Elevations(azimuth);
        return Math.Clamp(best, Math.Clamp(least, range.Least, range.Most), Math.Clamp(most, range.Least, range.Most));
    }

    /// <summary>The elevation, −90 to 270, at which a beam of one azimuth is nearest to a direction of the sky: tan e = sin el/(cos el·cos Δ).</summary>
    internal static double BestElevation(double azimuth, double skyAzimuth, double skyElevation)
    {
        var (up, flat) = Math.SinCos(double.DegreesToRadians(skyElevation));
        var best = double.RadiansToDegrees(Math.Atan2(up, flat * Math.Cos(double.DegreesToRadians(skyAzimuth - azimuth))));
        return best < -90 ? best + 360 : best;
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
            Flipped = 2 * best.Elevations.Count(e => e - g.ElevationOffsetDegrees > 90) > best.Elevations.Length,
            OffTargetSeconds = best.Rehearsal.OffTargetSeconds,
            WorstErrorDegrees = best.Rehearsal.WorstErrorDegrees,
            AzimuthTravelDegrees = best.Travel,
        };
    }

    private sealed record Candidate(double[] Azimuths, double[] Elevations, PassRehearsal Rehearsal, double Travel);
}
