namespace GroundTerminal.Orbit;

/// <summary>How near to the Sun a satellite comes during a pass: within the antenna's beam, the Sun's noise is a warning of an outage.</summary>
/// <remarks>Recommendation ITU-R S.1525: sun outage where the Sun comes into the main beam.</remarks>
/// <param name="Radians">The least angle between satellite and Sun.</param>
/// <param name="Time">When, UTC.</param>
public readonly record struct SunSeparation(double Radians, DateTimeOffset Time)
{
    private const double StepSeconds = 5, LongStepSeconds = 60, ShortPassSeconds = 1800, ResolutionSeconds = 0.1;

    /// <summary>The least angle of a pass.</summary>
    /// <param name="view">The site's sky.</param>
    /// <param name="pass">One of that orbit over that site.</param>
    public static SunSeparation Of(SkyView view, IOrbit orbit, Pass pass)
    {
        var (start, end) = (pass.Rise ?? pass.Culmination, pass.Set ?? pass.Culmination);
        var length = (end - start).TotalSeconds;
        var step = length < ShortPassSeconds ? StepSeconds : LongStepSeconds;
        var best = At(0);
        for (var seconds = step; seconds < length + step; seconds += step)
        {
            var here = At(Math.Min(seconds, length));
            best = here.Radians < best.Radians ? here : best;
        }
        for (; step > ResolutionSeconds; step /= 2)
        {
            var middle = (best.Time - start).TotalSeconds;
            var (before, after) = (At(Math.Max(0, middle - (step / 2))), At(Math.Min(length, middle + (step / 2))));
            best = before.Radians < best.Radians ? before : after.Radians < best.Radians ? after : best;
        }
        return best;

        SunSeparation At(double seconds)
        {
            var time = start.AddSeconds(seconds);
            return new SunSeparation(view.TryLook(orbit, time, out var look) ? look.AngleTo(view.Sun(time)) : Math.PI, time);
        }
    }
}
