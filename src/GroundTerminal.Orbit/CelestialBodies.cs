namespace GroundTerminal.Orbit;

/// <summary>Where Sun and Moon are, from the middle of the Earth, in the frame of true equator and mean equinox of date (TEME, to 0.01°).</summary>
/// <remarks>The Astronomical Almanac's low-precision formulae; D. Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., algorithms 29 and 31. From 1950 to 2050 the Sun is right to 0.01°, the Moon to 0.3°.</remarks>
public static class CelestialBodies
{
    /// <summary>Astronomical unit, km (IAU 2012 B2).</summary>
    public const double AstronomicalUnitKm = 149597870.7;

    private const double Degree = Math.PI / 180;

    /// <summary>The Sun, km.</summary>
    public static Vector3D SunKm(DateTimeOffset time)
    {
        var t = Centuries(time);
        var anomaly = (357.5291092 + (35999.05034 * t)) * Degree;
        var longitude = (280.460 + (36000.771 * t) + (1.914666471 * Math.Sin(anomaly)) + (0.019994643 * Math.Sin(2 * anomaly))) * Degree;
        var distance = 1.000140612 - (0.016708617 * Math.Cos(anomaly)) - (0.000139589 * Math.Cos(2 * anomaly));
        return Equatorial(longitude, 0, distance * AstronomicalUnitKm, t);
    }

    /// <summary>The Moon, km.</summary>
    public static Vector3D MoonKm(DateTimeOffset time)
    {
        var t = Centuries(time);
        var longitude = 218.32 + (481267.8813 * t) + (6.29 * Sin(134.9, 477198.85)) - (1.27 * Sin(259.2, -413335.38)) + (0.66 * Sin(235.7, 890534.23))
            + (0.21 * Sin(269.9, 954397.70)) - (0.19 * Sin(357.5, 35999.05)) - (0.11 * Sin(186.6, 966404.05));
        var latitude = (5.13 * Sin(93.3, 483202.03)) + (0.28 * Sin(228.2, 960400.87)) - (0.28 * Sin(318.3, 6003.18)) - (0.17 * Sin(217.6, -407332.20));
        var parallax = 0.9508 + (0.0518 * Cos(134.9, 477198.85)) + (0.0095 * Cos(259.2, -413335.38)) + (0.0078 * Cos(235.7, 890534.23)) + (0.0028 * Cos(269.9, 954397.70));
        return Equatorial(longitude * Degree, latitude * Degree, Site.EquatorialRadiusKm / Math.Sin(parallax * Degree), t);

        double Sin(double phase, double rate) => Math.Sin((phase + (rate * t)) * Degree);

        double Cos(double phase, double rate) => Math.Cos((phase + (rate * t)) * Degree);
    }

    private static double Centuries(DateTimeOffset time) => (EarthRotation.JulianDate(time) - EarthRotation.J2000) / 36525;

    private static Vector3D Equatorial(double longitude, double latitude, double distance, double t)
    {
        var (sinE, cosE) = Math.SinCos((23.439291 - (0.0130042 * t)) * Degree);
        var ((sinL, cosL), (sinB, cosB)) = (Math.SinCos(longitude), Math.SinCos(latitude));
        return new Vector3D(cosB * cosL, (cosE * cosB * sinL) - (sinE * sinB), (sinE * cosB * sinL) + (cosE * sinB)) * distance;
    }
}
