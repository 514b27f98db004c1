namespace GroundTerminal.Orbit;

/// <summary>Finds the passes of a satellite over a site. Immutable.</summary>
/// <remarks>
/// While the satellite is so far below the horizon that it cannot have come up within a step, steps are as long as that allows: the angle at the Earth's centre to where the apogee's height would be seen, over the greatest angular
/// rate. Nearer, steps are <see cref="NearStepRadians"/> of that angle; sign changes of elevation above the horizon and of its rate are followed by regula falsi (Illinois).
/// </remarks>
public sealed class PassPredictor
{
    private const double NearStepRadians = 0.03, NearMaskRadians = 0.006, MarginRadians = 0.02;
    private const double LeastStepSeconds = 5, GreatestStepSeconds = 600, ResolutionSeconds = 0.001;

    /// <summary>A pass under way at an end of the search is followed for so long beyond it.</summary>
    private const double BeyondSeconds = 12 * 3600;
    private readonly IOrbit _orbit;
    private readonly Site _site;
    private readonly double _leastElevation, _near, _seenFrom, _greatestRate, _blindStep;
    private readonly HorizonMask _mask;

    /// <param name="orbit">The satellite's.</param>
    /// <param name="site">Where it is seen from.</param>
    /// <param name="leastElevationRadians">Below this it does not count as seen; −π/2 to π/2.</param>
    /// <param name="mask">What hides the sky; null for a flat horizon.</param>
    public PassPredictor(IOrbit orbit, Site site, double leastElevationRadians = 0, HorizonMask? mask = null)
    {
        (_orbit, _site, _leastElevation, _mask) = (orbit, site, leastElevationRadians, mask ?? HorizonMask.Flat);
        _near = _mask.IsFlat ? NearStepRadians : NearMaskRadians;
        _blindStep = orbit.Bounds.HasGaps ? LeastStepSeconds : GreatestStepSeconds;
        var least = Math.Max(leastElevationRadians, _mask.IsFlat ? leastElevationRadians : _mask.LeastElevationRadians);
        _seenFrom = Math.Acos(Math.Min(1, site.PositionKm.Length / orbit.Bounds.GreatestRadiusKm * Math.Cos(least))) - least + MarginRadians;
        _greatestRate = orbit.Bounds.GreatestRateRadiansPerS;
    }

    /// <summary>The passes that overlap a time, in order; passes under way at its ends are followed for half a day beyond.</summary>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC, after <paramref name="from"/>.</param>
    public IEnumerable<Pass> Find(DateTimeOffset from, DateTimeOffset to)
    {
        var end = (to - from).TotalSeconds;
        var last = At(from, Beginning(from));
        var pass = last.Margin > 0 ? new Open(null, last) : null;
        while (last.Seconds < end || (pass is not null && last.Seconds < end + BeyondSeconds))
        {
            var next = At(from, last.Seconds + Step(last));
            if (last.Rate > 0 && next.Rate <= 0)
            {
                var peak = Root(from, last, next, s => s.Rate);
                if (Advance(from, ref pass, last, peak) is { } before && !(before.Rise > to))
                    yield return before;
                last = peak;
            }
            if (Advance(from, ref pass, last, next) is { } done && !(done.Rise > to))
                yield return done;
            if (pass?.Rise > to)
                yield break;
            last = next;
        }
        if (pass is not null)
            yield return pass.Close(null, last);
    }

    /// <summary>Where the search begins: before a pass that is under way.</summary>
    private double Beginning(DateTimeOffset from)
    {
        var sample = At(from, 0);
        while (sample.Margin > 0 && sample.Seconds > -BeyondSeconds)
            sample = At(from, sample.Seconds - Step(sample));
        return sample.Seconds;
    }

    /// <summary>Opens or closes the pass between two samples that have at most one crossing between them.</summary>
    /// <returns>The pass that is over, or null.</returns>
    private Pass? Advance(DateTimeOffset from, ref Open? pass, in Sample a, in Sample b)
    {
        if (a.Margin <= 0 && b.Margin > 0)
        {
            var rise = Root(from, a, b, s => s.Margin);
            pass = new Open(rise.Time, rise);
        }
        pass?.See(b.Margin > 0 ? b : a);
        if (pass is null || a.Margin <= 0 || b.Margin > 0)
            return null;
        var set = Root(from, a, b, s => s.Margin);
        var done = pass.Close(set.Time, set);
        pass = null;
        return done;
    }

    private double Step(in Sample sample)
    {
        if (sample.AngleRadians is not { } angle)
            return _blindStep;
        return angle > _seenFrom
            ? Math.Max(LeastStepSeconds, (angle - _seenFrom) / _greatestRate)
            : Math.Clamp(_near / sample.AngularRate, Math.Min(1, _near * 100), GreatestStepSeconds);
    }

    private Sample Root(DateTimeOffset from, Sample a, Sample b, Func<Sample, double> value)
    {
        var (low, high, side) = (value(a), value(b), 0);
        while (b.Seconds - a.Seconds > ResolutionSeconds)
        {
            var share = double.IsFinite(low + high) && low != high ? Math.Clamp(low / (low - high), 0.01, 0.99) : 0.5;
            var middle = At(from, double.Lerp(a.Seconds, b.Seconds, share));
            var there = value(middle);
            if (Math.Abs(there) < 1e-12)
                return middle;
            if (there > 0 == value(a) > 0)
            {
                (a, low, high) = (middle, there, side < 0 ? high / 2 : high);
                side = -1;
            }
            else
            {
                (b, high, low) = (middle, there, side > 0 ? low / 2 : low);
                side = 1;
            }
        }
        return value(a) > 0 ? a : b;
    }

    private Sample At(DateTimeOffset from, double seconds)
    {
        var time = from.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        if (!_orbit.TryLocate(time, out var state))
            return new Sample(seconds, time, default, double.NegativeInfinity, 0, null, 0);
        var look = _site.Look(state.PositionKm, state.VelocityKmPerS);
        var least = _mask.IsFlat ? _leastElevation : Math.Max(_leastElevation, _mask.ElevationAt(look.AzimuthRadians));
        var (r, up) = (state.PositionKm.Length, _site.PositionKm);
        var angle = Math.Acos(Math.Clamp(state.PositionKm.Dot(up) / (r * up.Length), -1, 1));
        return new Sample(seconds, time, look, look.ElevationRadians - least, look.ElevationRateRadiansPerS, angle, (state.VelocityKmPerS.Length / r) + EarthFixedState.EarthRateRadiansPerS);
    }

    private readonly record struct Sample(double Seconds, DateTimeOffset Time, LookAngles Look, double Margin, double Rate, double? AngleRadians, double AngularRate);

    /// <summary>A pass that has begun.</summary>
    private sealed class Open(DateTimeOffset? rise, Sample sample)
    {
        private readonly Sample _first = sample;
        private Sample _highest = sample;

        public DateTimeOffset? Rise => rise;

        public void See(in Sample sample)
        {
            if (sample.Look.ElevationRadians > _highest.Look.ElevationRadians)
                _highest = sample;
        }

        public Pass Close(DateTimeOffset? set, in Sample last)
        {
            See(last);
            return new Pass { Rise = rise, Culmination = _highest.Time, Set = set, AtRise = _first.Look, AtCulmination = _highest.Look, AtSet = last.Look };
        }
    }
}
