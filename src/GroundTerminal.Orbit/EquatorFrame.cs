namespace GroundTerminal.Orbit;

/// <summary>Turns vectors of the mean equator and equinox of J2000 into SGP4's frame of date.</summary>
/// <remarks>
/// IAU 1976 precession and the greatest 13 terms of the IAU 1980 nutation: D. Vallado, Fundamentals of Astrodynamics and Applications, 4th ed., §3.7.3; J. Meeus, Astronomical Algorithms, 2nd ed., table 22.A.
/// What is left out is below 0.05″, 2 m in a low orbit; GCRF and EME2000 differ by 0.02″ and count as one here.
/// </remarks>
internal readonly struct EquatorFrame
{
    private const double ArcSecond = Math.PI / 180 / 3600, Degree = Math.PI / 180;

    /// <summary>Multiples of D, l′, l, F and Ω; sine of the longitude's term and cosine of the obliquity's, 0.0001″.</summary>
    private static readonly (int D, int Sun, int Moon, int F, int Node, double Longitude, double Obliquity)[] Terms =
    [
        (0, 0, 0, 0, 1, -171996, 92025), (-2, 0, 0, 2, 2, -13187, 5736), (0, 0, 0, 2, 2, -2274, 977), (0, 0, 0, 0, 2, 2062, -895), (0, 1, 0, 0, 0, 1426, 54),
        (0, 0, 1, 0, 0, 712, -7), (-2, 1, 0, 2, 2, -517, 224), (0, 0, 0, 2, 1, -386, 200), (0, 0, 1, 2, 2, -301, 129), (-2, -1, 0, 2, 2, 217, -95),
        (-2, 0, 1, 0, 0, -158, 0), (-2, 0, 0, 2, 1, 129, -70), (0, 0, -1, 2, 2, 123, -53),
    ];

    private readonly double _zeta, _theta, _z, _obliquity, _longitudeShift, _obliquityShift;

    /// <param name="time">UTC, taken for TT: 69 s of precession are 1e-4″.</param>
    public EquatorFrame(DateTimeOffset time)
    {
        var t = (EarthRotation.JulianDate(time) - EarthRotation.J2000) / 36525;
        _zeta = ((2306.2181 + ((0.30188 + (0.017998 * t)) * t)) * t) * ArcSecond;
        _theta = ((2004.3109 - ((0.42665 + (0.041833 * t)) * t)) * t) * ArcSecond;
        _z = ((2306.2181 + ((1.09468 + (0.018203 * t)) * t)) * t) * ArcSecond;
        _obliquity = (84381.448 - (46.8150 * t)) * ArcSecond;
        var (d, sun, moon) = (297.85036 + (445267.111480 * t), 357.52772 + (35999.050340 * t), 134.96298 + (477198.867398 * t));
        var (f, node) = (93.27191 + (483202.017538 * t), 125.04452 - (1934.136261 * t));
        foreach (var term in Terms)
        {
            var (sin, cos) = Math.SinCos(((term.D * d) + (term.Sun * sun) + (term.Moon * moon) + (term.F * f) + (term.Node * node)) % 360 * Degree);
            _longitudeShift += term.Longitude * 1e-4 * ArcSecond * sin;
            _obliquityShift += term.Obliquity * 1e-4 * ArcSecond * cos;
        }
    }

    /// <summary>From EME2000 or GCRF.</summary>
    public Vector3D FromJ2000(Vector3D v)
    {
        v = TurnZ(TurnY(TurnZ(v, -_zeta), _theta), -_z);
        return FromTrueOfDate(TurnX(TurnZ(TurnX(v, _obliquity), -_longitudeShift), -(_obliquity + _obliquityShift)));
    }

    /// <summary>From true equator and true equinox of date (TOD), by the equation of the equinoxes.</summary>
    public Vector3D FromTrueOfDate(Vector3D v) => TurnZ(v, _longitudeShift * Math.Cos(_obliquity + _obliquityShift));

    private static Vector3D TurnX(Vector3D v, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Vector3D(v.X, (cos * v.Y) + (sin * v.Z), (cos * v.Z) - (sin * v.Y));
    }

    private static Vector3D TurnY(Vector3D v, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Vector3D((cos * v.X) - (sin * v.Z), v.Y, (cos * v.Z) + (sin * v.X));
    }

    private static Vector3D TurnZ(Vector3D v, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return new Vector3D((cos * v.X) + (sin * v.Y), (cos * v.Y) - (sin * v.X), v.Z);
    }
}
