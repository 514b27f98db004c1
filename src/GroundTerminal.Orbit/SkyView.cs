namespace GroundTerminal.Orbit;

/// <summary>Satellites, Sun and Moon in a site's sky. Immutable.</summary>
/// <param name="site">Where they are seen from.</param>
/// <param name="polar">What is known of the Earth's turning beyond the theory.</param>
public sealed class SkyView(Site site, PolarMotion polar = default)
{
    /// <summary>Where a satellite is.</summary>
    /// <param name="satellite">The satellite.</param>
    /// <param name="time">UTC.</param>
    /// <param name="look">Default where there is an error.</param>
    /// <param name="lightTime">True for where it is seen: where it was when its signal left it, some ms before. At 800 km and 7.5 km/s that is 20 m.</param>
    public Sgp4Error Look(Sgp4 satellite, DateTimeOffset time, out LookAngles look, bool lightTime = false)
    {
        look = default;
        var error = satellite.Propagate(time, out var teme);
        if (error != Sgp4Error.None)
            return error;
        look = Look(teme, time);
        for (var round = 0; lightTime && round < 2; round++)
        {
            error = satellite.Propagate((time - satellite.Elements.Epoch).TotalMinutes - (look.RangeKm / Propagation.LightKmPerS / 60), out teme);
            if (error != Sgp4Error.None)
                return error;
            look = Look(teme, time);
        }
        return Sgp4Error.None;
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
