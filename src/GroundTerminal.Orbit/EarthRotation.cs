namespace GroundTerminal.Orbit;

/// <summary>How far the Earth has turned.</summary>
public static class EarthRotation
{
    /// <summary>Julian date of 2000-01-01 12:00.</summary>
    public const double J2000 = 2451545.0;

    private const double UnixEpoch = 2440587.5;

    /// <summary>Julian date of a time, days; to 40 µs.</summary>
    public static double JulianDate(DateTimeOffset time) => UnixEpoch + ((time - DateTimeOffset.UnixEpoch).Ticks / (double)TimeSpan.TicksPerDay);

    /// <summary>Greenwich mean sidereal time (IAU 1982), radians, 0 to 2π.</summary>
    /// <remarks>S. Aoki et al., Astron. Astrophys. 105 (1982) 359; D. Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., (3-47).</remarks>
    /// <param name="julianDateUt1">Julian date, UT1.</param>
    public static double SiderealTime(double julianDateUt1)
    {
        var centuries = (julianDateUt1 - J2000) / 36525;
        var seconds = 67310.54841 + (centuries * ((876600.0 * 3600) + 8640184.812866 + (centuries * (0.093104 - (6.2e-6 * centuries)))));
        var angle = seconds * (Math.PI / 180 / 240) % Math.Tau;
        return angle < 0 ? angle + Math.Tau : angle;
    }
}
