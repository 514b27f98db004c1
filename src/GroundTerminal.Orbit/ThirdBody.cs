namespace GroundTerminal.Orbit;

/// <summary>What the Sun or the Moon does to a deep-space orbit: secular rates and long-period terms.</summary>
/// <remarks>
/// F. Hoots, R. Roehrich, Spacetrack Report No. 3 (1980), §10 (deep-space initialization), as corrected in AIAA 2006-6753; symbols are theirs. Built once for the elements at the epoch.
/// </remarks>
internal readonly struct ThirdBody
{
    private readonly double _rate, _eccentricity, _phase;
    private readonly double _e2, _e3, _i2, _i3, _l2, _l3, _l4, _gh2, _gh3, _gh4, _h2, _h3;

    /// <param name="elements">Of the satellite at the epoch.</param>
    /// <param name="place">Orientation of the body's orbit.</param>
    /// <param name="strength">C of the body.</param>
    /// <param name="rate">Its mean motion, radians a minute.</param>
    /// <param name="eccentricity">Of its orbit.</param>
    /// <param name="phase">Its mean anomaly at the epoch.</param>
    public ThirdBody(in DeepElements elements, in BodyOrbit place, double strength, double rate, double eccentricity, double phase)
    {
        (_rate, _eccentricity, _phase) = (rate, eccentricity, phase);
        var (sinI, cosI, sinW, cosW) = (elements.SinInclination, elements.CosInclination, elements.SinPerigee, elements.CosPerigee);
        var (sinH, cosH) = ((elements.SinNode * place.CosNode) - (elements.CosNode * place.SinNode), (elements.CosNode * place.CosNode) + (elements.SinNode * place.SinNode));
        var (sinG, cosG, sinB, cosB) = (place.SinPerigee, place.CosPerigee, place.SinInclination, place.CosInclination);
        var (a1, a3) = ((cosG * cosH) + (sinG * cosB * sinH), (-sinG * cosH) + (cosG * cosB * sinH));
        var (a7, a8) = ((-cosG * sinH) + (sinG * cosB * cosH), sinG * sinB);
        var (a9, a10) = ((sinG * sinH) + (cosG * cosB * cosH), cosG * sinB);
        var (a2, a4) = ((cosI * a7) + (sinI * a8), (cosI * a9) + (sinI * a10));
        var (a5, a6) = ((-sinI * a7) + (cosI * a8), (-sinI * a9) + (cosI * a10));
        var (x1, x2) = ((a1 * cosW) + (a2 * sinW), (a3 * cosW) + (a4 * sinW));
        var (x3, x4) = ((-a1 * sinW) + (a2 * cosW), (-a3 * sinW) + (a4 * cosW));
        var (x5, x6, x7, x8) = (a5 * sinW, a6 * sinW, a5 * cosW, a6 * cosW);
        var e2 = elements.Eccentricity * elements.Eccentricity;
        var beta2 = 1 - e2;
        var z31 = (12 * x1 * x1) - (3 * x3 * x3);
        var z32 = (24 * x1 * x2) - (6 * x3 * x4);
        var z33 = (12 * x2 * x2) - (3 * x4 * x4);
        var z1 = (6 * ((a1 * a1) + (a2 * a2))) + (((2 * e2) + beta2) * z31);
        var z2 = (12 * ((a1 * a3) + (a2 * a4))) + (((2 * e2) + beta2) * z32);
        var z3 = (6 * ((a3 * a3) + (a4 * a4))) + (((2 * e2) + beta2) * z33);
        var z11 = (-6 * a1 * a5) + (e2 * ((-24 * x1 * x7) - (6 * x3 * x5)));
        var z12 = (-6 * ((a1 * a6) + (a3 * a5))) + (e2 * ((-24 * ((x2 * x7) + (x1 * x8))) - (6 * ((x3 * x6) + (x4 * x5)))));
        var z13 = (-6 * a3 * a6) + (e2 * ((-24 * x2 * x8) - (6 * x4 * x6)));
        var z21 = (6 * a2 * a5) + (e2 * ((24 * x1 * x5) - (6 * x3 * x7)));
        var z22 = (6 * ((a4 * a5) + (a2 * a6))) + (e2 * ((24 * ((x2 * x5) + (x1 * x6))) - (6 * ((x4 * x7) + (x3 * x8)))));
        var z23 = (6 * a4 * a6) + (e2 * ((24 * x2 * x6) - (6 * x4 * x8)));
        var rootBeta = Math.Sqrt(beta2);
        var s3 = strength / elements.MeanMotion;
        var (s2, s4) = (-0.5 * s3 / rootBeta, s3 * rootBeta);
        var s1 = -15 * elements.Eccentricity * s4;
        var (s5, s6, s7) = ((x1 * x3) + (x2 * x4), (x2 * x3) + (x1 * x4), (x2 * x4) - (x1 * x3));
        (_e2, _e3) = (2 * s1 * s6, 2 * s1 * s7);
        (_i2, _i3) = (2 * s2 * z12, 2 * s2 * (z13 - z11));
        (_l2, _l3, _l4) = (-2 * s3 * z2, -2 * s3 * (z3 - z1), -2 * s3 * (-21 - (9 * e2)) * eccentricity);
        (_gh2, _gh3, _gh4) = (2 * s4 * z32, 2 * s4 * (z33 - z31), -18 * s4 * eccentricity);
        (_h2, _h3) = (-2 * s2 * z22, -2 * s2 * (z23 - z21));
        Rates = new SecularRates(
            Eccentricity: s1 * rate * s5,
            Inclination: s2 * rate * (z11 + z13),
            MeanAnomaly: -rate * s3 * (z1 + z3 - 14 - (6 * e2)),
            Perigee: s4 * rate * (z31 + z33 - 6),
            Node: -rate * s2 * (z21 + z23));
    }

    /// <summary>Rates a minute; those of node and perigee not yet divided by the inclination's sine.</summary>
    public SecularRates Rates { get; }

    /// <summary>Long-period terms so many minutes after the epoch, in the same form.</summary>
    public SecularRates Periodics(double minutes)
    {
        var anomaly = _phase + (_rate * minutes);
        var (sin, cos) = Math.SinCos(anomaly + (2 * _eccentricity * Math.Sin(anomaly)));
        var (f2, f3) = ((0.5 * sin * sin) - 0.25, -0.5 * sin * cos);
        return new SecularRates(
            (_e2 * f2) + (_e3 * f3),
            (_i2 * f2) + (_i3 * f3),
            (_l2 * f2) + (_l3 * f3) + (_l4 * sin),
            (_gh2 * f2) + (_gh3 * f3) + (_gh4 * sin),
            (_h2 * f2) + (_h3 * f3));
    }
}

/// <summary>Orientation of a body's orbit to the Earth's equator.</summary>
internal readonly record struct BodyOrbit(double SinPerigee, double CosPerigee, double SinInclination, double CosInclination, double SinNode, double CosNode);

/// <summary>A satellite's elements at the epoch, as the deep-space terms need them.</summary>
internal readonly record struct DeepElements(
    double MeanMotion, double Eccentricity, double SinInclination, double CosInclination, double SinNode, double CosNode, double SinPerigee, double CosPerigee);

/// <summary>Changes of the elements: a minute, or at a time.</summary>
internal readonly record struct SecularRates(double Eccentricity, double Inclination, double MeanAnomaly, double Perigee, double Node)
{
    public static SecularRates operator +(SecularRates a, SecularRates b) =>
        new(a.Eccentricity + b.Eccentricity, a.Inclination + b.Inclination, a.MeanAnomaly + b.MeanAnomaly, a.Perigee + b.Perigee, a.Node + b.Node);
}
