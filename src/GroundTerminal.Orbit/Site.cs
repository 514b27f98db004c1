namespace GroundTerminal.Orbit;

/// <summary>A place on the Earth, on the ellipsoid WGS-84.</summary>
/// <remarks>National Imagery and Mapping Agency, TR8350.2, 3rd ed., §3; D. Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., §3.2.</remarks>
public sealed class Site
{
    /// <summary>Semi-major axis, km.</summary>
    public const double EquatorialRadiusKm = 6378.137;

    /// <summary>Flattening.</summary>
    public const double Flattening = 1 / 298.257223563;

    private readonly double _sinLatitude, _cosLatitude, _sinLongitude, _cosLongitude;

    /// <param name="latitudeRadians">Geodetic, north above 0.</param>
    /// <param name="longitudeRadians">East above 0.</param>
    /// <param name="altitudeKm">Above the ellipsoid.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value cannot be.</exception>
    public Site(double latitudeRadians, double longitudeRadians, double altitudeKm)
    {
        if (!(Math.Abs(latitudeRadians) <= (Math.PI / 2) + 1e-12))
            throw new ArgumentOutOfRangeException(nameof(latitudeRadians), latitudeRadians, "Latitude: −π/2 to π/2 is expected.");
        if (!(Math.Abs(longitudeRadians) <= Math.Tau + 1e-12))
            throw new ArgumentOutOfRangeException(nameof(longitudeRadians), longitudeRadians, "Longitude: −2π to 2π is expected.");
        if (!(altitudeKm is >= -12 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(altitudeKm), altitudeKm, "Altitude: −12 to 100 km is expected.");
        (LatitudeRadians, LongitudeRadians, AltitudeKm) = (latitudeRadians, longitudeRadians, altitudeKm);
        (_sinLatitude, _cosLatitude) = Math.SinCos(latitudeRadians);
        (_sinLongitude, _cosLongitude) = Math.SinCos(longitudeRadians);
        const double E2 = Flattening * (2 - Flattening);
        var normal = EquatorialRadiusKm / Math.Sqrt(1 - (E2 * _sinLatitude * _sinLatitude));
        var equatorial = (normal + altitudeKm) * _cosLatitude;
        PositionKm = new Vector3D(equatorial * _cosLongitude, equatorial * _sinLongitude, ((normal * (1 - E2)) + altitudeKm) * _sinLatitude);
    }

    /// <summary>Geodetic, north above 0.</summary>
    public double LatitudeRadians { get; }

    /// <summary>East above 0.</summary>
    public double LongitudeRadians { get; }

    /// <summary>Above the ellipsoid.</summary>
    public double AltitudeKm { get; }

    /// <summary>In the frame that turns with the Earth.</summary>
    public Vector3D PositionKm { get; }

    /// <summary>The upward direction, in the frame that turns with the Earth.</summary>
    public Vector3D Up => new(_cosLatitude * _cosLongitude, _cosLatitude * _sinLongitude, _sinLatitude);

    /// <summary>Where something is seen from here.</summary>
    /// <param name="positionKm">In the frame that turns with the Earth.</param>
    /// <param name="velocityKmPerS">In that frame: 0 for what stands on the Earth.</param>
    public LookAngles Look(Vector3D positionKm, Vector3D velocityKmPerS)
    {
        var (away, rate) = (Local(positionKm - PositionKm), Local(velocityKmPerS));
        var range = away.Length;
        var horizontal2 = (away.X * away.X) + (away.Y * away.Y);
        var azimuth = Math.Atan2(away.X, away.Y);
        var rangeRate = away.Dot(rate) / range;
        return new LookAngles
        {
            AzimuthRadians = azimuth < 0 ? azimuth + Math.Tau : azimuth,
            ElevationRadians = Math.Asin(Math.Clamp(away.Z / range, -1, 1)),
            RangeKm = range,
            RangeRateKmPerS = rangeRate,
            AzimuthRateRadiansPerS = horizontal2 > 0 ? ((rate.X * away.Y) - (rate.Y * away.X)) / horizontal2 : 0,
            ElevationRateRadiansPerS = horizontal2 > 0 ? (rate.Z - (rangeRate * away.Z / range)) / Math.Sqrt(horizontal2) : 0,
        };
    }

    /// <summary>East, north, up.</summary>
    private Vector3D Local(Vector3D v)
    {
        var towards = (_cosLongitude * v.X) + (_sinLongitude * v.Y);
        return new Vector3D((-_sinLongitude * v.X) + (_cosLongitude * v.Y), (-_sinLatitude * towards) + (_cosLatitude * v.Z), (_cosLatitude * towards) + (_sinLatitude * v.Z));
    }
}
