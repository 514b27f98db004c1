namespace GroundTerminal.Orbit;

/// <summary>Position and velocity in the frame that turns with the Earth.</summary>
/// <param name="PositionKm">Kilometres.</param>
/// <param name="VelocityKmPerS">Kilometres a second, as seen from the turning Earth.</param>
public readonly record struct EarthFixedState(Vector3D PositionKm, Vector3D VelocityKmPerS)
{
    /// <summary>Rate at which the Earth turns, radians a second (AIAA 2006-6753, appendix C).</summary>
    public const double EarthRateRadiansPerS = 7.29211514670698e-5;

    /// <summary>From SGP4's frame by the mean sidereal time, and the motion of the pole.</summary>
    /// <remarks>AIAA 2006-6753, appendix C: TEME → PEF → ITRF.</remarks>
    /// <param name="teme">State in SGP4's frame.</param>
    /// <param name="time">UTC.</param>
    /// <param name="polar">What is known beyond the theory.</param>
    public static EarthFixedState Of(in TemeState teme, DateTimeOffset time, PolarMotion polar = default)
    {
        var (sin, cos) = Math.SinCos(EarthRotation.SiderealTime(EarthRotation.JulianDate(time) + (polar.Ut1MinusUtcSeconds / 86400)));
        var (r, v) = (Turn(teme.PositionKm, sin, cos), Turn(teme.VelocityKmPerS, sin, cos));
        v = new Vector3D(v.X + (EarthRateRadiansPerS * r.Y), v.Y - (EarthRateRadiansPerS * r.X), v.Z);
        return polar.XRadians == 0 && polar.YRadians == 0 ? new EarthFixedState(r, v) : new EarthFixedState(Pole(r, polar), Pole(v, polar));
    }

    /// <summary>The same state in the frame as it stands some time later, when the Earth has turned on.</summary>
    internal EarthFixedState SeenLater(double seconds)
    {
        var (sin, cos) = Math.SinCos(EarthRateRadiansPerS * seconds);
        return new EarthFixedState(Turn(PositionKm, sin, cos), Turn(VelocityKmPerS, sin, cos));
    }

    private static Vector3D Turn(Vector3D v, double sin, double cos) => new((cos * v.X) + (sin * v.Y), (cos * v.Y) - (sin * v.X), v.Z);

    private static Vector3D Pole(Vector3D v, PolarMotion polar)
    {
        var ((sinX, cosX), (sinY, cosY)) = (Math.SinCos(polar.XRadians), Math.SinCos(polar.YRadians));
        return new Vector3D(
            (cosX * v.X) + (sinX * sinY * v.Y) + (sinX * cosY * v.Z),
            (cosY * v.Y) - (sinY * v.Z),
            (-sinX * v.X) + (cosX * sinY * v.Y) + (cosX * cosY * v.Z));
    }
}
