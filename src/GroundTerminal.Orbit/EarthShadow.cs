namespace GroundTerminal.Orbit;

/// <summary>How much of the Sun a satellite sees beside the Earth.</summary>
/// <remarks>O. Montenbruck, E. Gill, Satellite Orbits, §3.4.2: discs of Sun and Earth as seen from the satellite; the Earth a sphere.</remarks>
public static class EarthShadow
{
    private const double SunRadiusKm = 696000;

    /// <summary>Share of the Sun's disc that is seen: 1 in sunlight, 0 in the umbra.</summary>
    /// <param name="positionKm">Satellite, from the Earth's middle.</param>
    /// <param name="sunKm">Sun, in the same frame.</param>
    public static double SunlitShare(Vector3D positionKm, Vector3D sunKm)
    {
        var toSun = sunKm - positionKm;
        var (distance, height) = (toSun.Length, positionKm.Length);
        var sun = Math.Asin(Math.Min(1, SunRadiusKm / distance));
        var earth = Math.Asin(Math.Min(1, Site.EquatorialRadiusKm / height));
        var apart = Math.Acos(Math.Clamp(-positionKm.Dot(toSun) / (height * distance), -1, 1));
        if (apart >= sun + earth)
            return 1;
        if (apart <= earth - sun)
            return 0;
        if (apart <= sun - earth)
            return 1 - (earth * earth / (sun * sun));
        var x = ((apart * apart) + (sun * sun) - (earth * earth)) / (2 * apart);
        var y = Math.Sqrt(Math.Max(0, (sun * sun) - (x * x)));
        var hidden = (sun * sun * Math.Acos(Math.Clamp(x / sun, -1, 1))) + (earth * earth * Math.Acos(Math.Clamp((apart - x) / earth, -1, 1))) - (apart * y);
        return Math.Clamp(1 - (hidden / (Math.PI * sun * sun)), 0, 1);
    }
}
