namespace GroundTerminal.Orbit;

/// <summary>One pass of a satellite in a circular orbit over a site on a spherical Earth that does not turn, in closed form.</summary>
/// <remarks>
/// With R the Earth's radius, r the orbit's, n = √(µ/r³) and λ₀ the least angle between site and satellite at the Earth's centre:
/// cos λ = cos λ₀·cos nt; range² = R² + r² − 2Rr·cos λ; sin(elevation) = (r·cos λ − R)/range. D. Vallado, Fundamentals of Astrodynamics and
/// Applications, 4th ed., §2.2 and §4.4 (µ and the mean radius as there). Leaving the Earth's turning out shifts a pass's length by a few per cent.
/// </remarks>
public sealed class CircularPass
{
    /// <summary>Mean radius of the Earth, km.</summary>
    public const double EarthRadiusKm = 6371.0;

    /// <summary>Gravitational parameter of the Earth, km³/s².</summary>
    public const double EarthMuKm3PerS2 = 398600.4418;

    private readonly double _orbitRadiusKm;
    private readonly double _cosLeastAngle;

    /// <param name="altitudeKm">Height above the sphere, 100 to 100 000 km.</param>
    /// <param name="maxElevationRadians">Elevation at the closest approach, above 0, up to π/2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public CircularPass(double altitudeKm, double maxElevationRadians)
    {
        if (!(altitudeKm >= 100 && altitudeKm <= 100_000))
            throw new ArgumentOutOfRangeException(nameof(altitudeKm), altitudeKm, "Altitude: 100 to 100 000 km is expected.");
        if (!(maxElevationRadians > 0 && maxElevationRadians <= (Math.PI / 2) + 1e-12))
            throw new ArgumentOutOfRangeException(nameof(maxElevationRadians), maxElevationRadians, "Maximum elevation: above 0, up to π/2 radians, is expected.");
        _orbitRadiusKm = EarthRadiusKm + altitudeKm;
        AngularRateRadiansPerS = Math.Sqrt(EarthMuKm3PerS2 / Math.Pow(_orbitRadiusKm, 3));
        var leastAngle = Math.Acos(EarthRadiusKm * Math.Cos(maxElevationRadians) / _orbitRadiusKm) - maxElevationRadians;
        _cosLeastAngle = Math.Cos(leastAngle);
    }

    /// <summary>Angular rate of the satellite in its orbit, rad/s.</summary>
    public double AngularRateRadiansPerS { get; }

    /// <summary>How long one pass is above an elevation, s; 0 where it never gets there.</summary>
    /// <param name="elevationRadians">0 to π/2.</param>
    public double SecondsAbove(double elevationRadians)
    {
        var angle = Math.Acos(EarthRadiusKm * Math.Cos(elevationRadians) / _orbitRadiusKm) - elevationRadians;
        var cosine = Math.Cos(angle) / _cosLeastAngle;
        return cosine >= 1 ? 0 : 2 * Math.Acos(cosine) / AngularRateRadiansPerS;
    }

    /// <summary>Distance between site and satellite, km.</summary>
    /// <param name="seconds">From the closest approach; negative before it.</param>
    public double RangeKm(double seconds)
    {
        var (site, orbit) = (EarthRadiusKm, _orbitRadiusKm);
        return Math.Sqrt((site * site) + (orbit * orbit) - (2 * site * orbit * CosAngle(seconds)));
    }

    /// <summary>Its rate of change, km/s: negative while the satellite comes nearer.</summary>
    /// <param name="seconds">From the closest approach; negative before it.</param>
    public double RangeRateKmPerS(double seconds) =>
        EarthRadiusKm * _orbitRadiusKm * _cosLeastAngle * AngularRateRadiansPerS * Math.Sin(AngularRateRadiansPerS * seconds) / RangeKm(seconds);

    /// <summary>Elevation above the site's horizon, radians; negative below it.</summary>
    /// <param name="seconds">From the closest approach; negative before it.</param>
    public double ElevationRadians(double seconds) =>
        Math.Asin(Math.Clamp(((_orbitRadiusKm * CosAngle(seconds)) - EarthRadiusKm) / RangeKm(seconds), -1, 1));

    private double CosAngle(double seconds) => _cosLeastAngle * Math.Cos(AngularRateRadiansPerS * seconds);
}
