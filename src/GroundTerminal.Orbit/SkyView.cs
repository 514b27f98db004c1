namespace GroundTerminal.Orbit;

/// <summary>Satellites, Sun and Moon in a site's sky. Immutable.</summary>
/// <param name="site">Where they are seen from.</param>
/// <param name="polar">What is known of the Earth's turning beyond the theory.</param>
public sealed class SkyView(Site site, PolarMotion polar = default)
{
    /// <summary>Where a satellite is.</summary>
    /// <param name="orbit">The satellite's.</param>
    /// <param name="time">UTC.</param>
    /// <param name="look">Default where there is none.</param>
    /// <param name="lightTime">True for where it is seen: where it was when its signal left it, some ms before. At 800 km and 7.5 km/s that is 20 m.</param>
    /// <returns>Whether there is a position; <see cref="IOrbit.WhyNot"/> says why there is none.</returns>
    public bool TryLook(IOrbit orbit, DateTimeOffset time, out LookAngles look, bool lightTime = false)
    {
        look = default;
        if (!orbit.TryLocate(time, out var state, polar))
            return false;
        look = site.Look(state.PositionKm, state.VelocityKmPerS);
        for (var round = 0; lightTime && round < 2; round++)
        {
            var delay = look.RangeKm / Propagation.LightKmPerS;
            if (!orbit.TryLocate(time.AddTicks(-(long)Math.Round(delay * TimeSpan.TicksPerSecond)), out state, polar))
                return false;
            state = state.SeenLater(delay);
            look = site.Look(state.PositionKm, state.VelocityKmPerS);
        }
        return true;
    }

    /// <summary>The Sun's direction.</summary>
    public LookAngles Sun(DateTimeOffset time) => Look(new TemeState(CelestialBodies.SunKm(time), default), time);

    /// <summary>The Moon's direction.</summary>
    public LookAngles Moon(DateTimeOffset time) => Look(new TemeState(CelestialBodies.MoonKm(time), default), time);

    private LookAngles Look(in TemeState teme, DateTimeOffset time)
    {
        var state = EarthFixedState.Of(teme, time, polar);
        return site.Look(state.PositionKm, state.VelocityKmPerS);
    }
}
