namespace GroundTerminal.Orbit;

/// <summary>What the atmosphere does to the elements in SGP4; the coefficients C and D of Spacetrack Report No. 3, §6.</summary>
internal readonly struct DragTerms
{
    private readonly bool _isSimple;
    private readonly double _c1, _c4, _bStar, _c5, _d2, _d3, _d4, _t2, _t3, _t4, _t5;
    private readonly double _ofPerigee, _ofAnomaly, _eta, _cubeAtEpoch;

    /// <param name="gravity">The Earth.</param>
    /// <param name="epoch">Elements at the epoch.</param>
    /// <param name="bStar">B*.</param>
    /// <param name="axis">Semi-major axis, Earth radii.</param>
    /// <param name="sinI">Sine of the inclination.</param>
    /// <param name="theta2">Squared cosine of the inclination.</param>
    /// <param name="nodeRate">First-order rate of the node.</param>
    /// <param name="isSimple">To the first order only.</param>
    public DragTerms(GravityModel gravity, in OrbitElements epoch, double bStar, double axis, double sinI, double theta2, double nodeRate, bool isSimple)
    {
        (_isSimple, _bStar) = (isSimple, bStar);
        var (e, motion) = (epoch.Eccentricity, epoch.MeanMotion);
        var (s, q) = Atmosphere(gravity, axis * (1 - e));
        var beta2 = 1 - (e * e);
        var tsi = 1 / (axis - s);
        var eta = axis * e * tsi;
        var (eta2, eEta) = (eta * eta, e * eta);
        var psi2 = Math.Abs(1 - eta2);
        var coefficient = q * tsi * tsi * tsi * tsi;
        var c = coefficient / Math.Pow(psi2, 3.5);
        var (con41, x1mth2, j3OverJ2) = ((3 * theta2) - 1, 1 - theta2, gravity.J3 / gravity.J2);
        var c2 = c * motion * ((axis * (1 + (1.5 * eta2) + (eEta * (4 + eta2)))) + (0.375 * gravity.J2 * tsi / psi2 * con41 * (8 + (3 * eta2 * (8 + eta2)))));
        _c1 = bStar * c2;
        var c3 = e > 1e-4 ? -2 * coefficient * tsi * j3OverJ2 * motion * sinI / e : 0;
        _c4 = 2 * motion * c * axis * beta2 * ((eta * (2 + (0.5 * eta2))) + (e * (0.5 + (2 * eta2)))
            - (gravity.J2 * tsi / (axis * psi2) * ((-3 * con41 * (1 - (2 * eEta) + (eta2 * (1.5 - (0.5 * eEta))))) + (0.75 * x1mth2 * ((2 * eta2) - (eEta * (1 + eta2))) * Math.Cos(2 * epoch.Perigee)))));
        _c5 = 2 * c * axis * beta2 * (1 + (2.75 * (eta2 + eEta)) + (eEta * eta2));
        _ofPerigee = bStar * c3 * Math.Cos(epoch.Perigee);
        _ofAnomaly = e > 1e-4 ? -2.0 / 3 * coefficient * bStar / eEta : 0;
        Node = 3.5 * beta2 * nodeRate * _c1;
        _t2 = 1.5 * _c1;
        _eta = eta;
        _cubeAtEpoch = Cube(1 + (eta * Math.Cos(epoch.MeanAnomaly)));
        SinAnomaly = Math.Sin(epoch.MeanAnomaly);
        var c12 = _c1 * _c1;
        _d2 = 4 * axis * tsi * c12;
        var temp = _d2 * tsi * _c1 / 3;
        _d3 = ((17 * axis) + s) * temp;
        _d4 = 0.5 * temp * axis * tsi * ((221 * axis) + (31 * s)) * _c1;
        _t3 = _d2 + (2 * c12);
        _t4 = 0.25 * ((3 * _d3) + (_c1 * ((12 * _d2) + (10 * c12))));
        _t5 = 0.2 * ((3 * _d4) + (12 * _c1 * _d3) + (6 * _d2 * _d2) + (15 * c12 * ((2 * _d2) + c12)));
    }

    /// <summary>Acceleration of the node, radians a minute².</summary>
    public double Node { get; }

    /// <summary>C5; 0 where drag is taken to the first order.</summary>
    public double C5 => _isSimple ? 0 : _c5;

    /// <summary>Sine of the mean anomaly at the epoch.</summary>
    public double SinAnomaly { get; }

    /// <summary>Factor of the square root of the axis, what the eccentricity loses but for C5, what longitude gains over the mean motion, and what mean anomaly gains and perigee loses.</summary>
    /// <param name="t">Minutes since the epoch.</param>
    /// <param name="anomaly">Mean anomaly then, but for drag.</param>
    public (double Axis, double Eccentricity, double Longitude, double Anomaly) At(double t, double anomaly)
    {
        var (axis, eccentricity, longitude) = (1 - (_c1 * t), _bStar * _c4 * t, _t2 * t * t);
        if (_isSimple)
            return (axis, eccentricity, longitude, 0);
        var (t2, t3) = (t * t, t * t * t);
        var change = (_ofPerigee * t) + (_ofAnomaly * (Cube(1 + (_eta * Math.Cos(anomaly))) - _cubeAtEpoch));
        return (axis - (_d2 * t2) - (_d3 * t3) - (_d4 * t2 * t2), eccentricity, longitude + (_t3 * t3) + (t2 * t2 * (_t4 + (t * _t5))), change);
    }

    /// <summary>Bottom of the atmosphere's density function, Earth radii, and (q₀ − s)⁴.</summary>
    private static (double S, double Q) Atmosphere(GravityModel gravity, double perigee)
    {
        var perigeeKm = (perigee - 1) * gravity.RadiusKm;
        var s = perigeeKm < 98 ? 20 : perigeeKm < 156 ? perigeeKm - 78 : 78;
        var q = (120 - s) / gravity.RadiusKm;
        return ((s / gravity.RadiusKm) + 1, q * q * q * q);
    }

    private static double Cube(double x) => x * x * x;
}
