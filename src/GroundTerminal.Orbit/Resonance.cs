namespace GroundTerminal.Orbit;

/// <summary>Orbits of about 12 and 24 hours, which meet the same bumps of the Earth's gravity again and again: mean motion and longitude are integrated in steps of 12 hours from the epoch.</summary>
/// <remarks>Spacetrack Report No. 3, §10 (resonance initialization and integrator); AIAA 2006-6753. Immutable: each call integrates from the epoch, 60 steps for 30 days.</remarks>
internal sealed class Resonance
{
    private const double EarthRate = 4.37526908801129966e-3;
    private const double Step = 720;
    private readonly bool _isSynchronous;
    private readonly double _sidereal, _longitude, _meanMotion, _rate, _perigee, _perigeeRate;
    private readonly Term[] _terms;

    private Resonance(bool isSynchronous, double sidereal, double longitude, double meanMotion, double rate, double perigee, double perigeeRate, Term[] terms)
    {
        (_isSynchronous, _sidereal, _longitude, _meanMotion, _rate) = (isSynchronous, sidereal, longitude % Math.Tau, meanMotion, rate);
        (_perigee, _perigeeRate, _terms) = (perigee, perigeeRate, terms);
    }

    /// <param name="epoch">Elements at the epoch.</param>
    /// <param name="rates">Their secular rates by the Earth's oblateness: mean anomaly, perigee, node.</param>
    /// <param name="bodies">Those by Sun and Moon.</param>
    /// <param name="sidereal">Sidereal time at the epoch, radians.</param>
    /// <param name="ke">√µ in Earth radii and minutes.</param>
    /// <returns>Null for an orbit without resonance.</returns>
    public static Resonance? Create(in OrbitElements epoch, in SecularRates rates, in SecularRates bodies, double sidereal, double ke)
    {
        var synchronous = epoch.MeanMotion is < 0.0052359877 and > 0.0034906585;
        var half = epoch.MeanMotion is >= 8.26e-3 and <= 9.24e-3 && epoch.Eccentricity >= 0.5;
        if (!synchronous && !half)
            return null;
        var all = rates + bodies;
        var axis = Math.Pow(epoch.MeanMotion / ke, 2.0 / 3); // one over the semi-major axis
        return synchronous
            ? new Resonance(
                true, sidereal, epoch.MeanAnomaly + epoch.Node + epoch.Perigee - sidereal, epoch.MeanMotion, all.MeanAnomaly + all.Perigee + all.Node - EarthRate - epoch.MeanMotion,
                epoch.Perigee, rates.Perigee, Synchronous(epoch, axis))
            : new Resonance(
                false, sidereal, epoch.MeanAnomaly + (2 * epoch.Node) - (2 * sidereal), epoch.MeanMotion, all.MeanAnomaly + (2 * (all.Node - EarthRate)) - epoch.MeanMotion,
                epoch.Perigee, rates.Perigee, HalfDay(epoch, axis));
    }

    /// <summary>Mean motion and mean anomaly at a time.</summary>
    /// <param name="minutes">Since the epoch.</param>
    /// <param name="elements">The other elements then.</param>
    public OrbitElements Apply(double minutes, in OrbitElements elements)
    {
        var (longitude, motion, at) = (_longitude, _meanMotion, 0.0);
        var step = minutes > 0 ? Step : -Step;
        var (first, second, slope) = Derivatives(longitude, motion, at);
        while (Math.Abs(minutes - at) >= Step)
        {
            longitude += (slope * step) + (first * (Step * Step / 2));
            motion += (first * step) + (second * (Step * Step / 2));
            at += step;
            (first, second, slope) = Derivatives(longitude, motion, at);
        }
        var rest = minutes - at;
        motion += (first * rest) + (second * rest * rest * 0.5);
        longitude += (slope * rest) + (first * rest * rest * 0.5);
        var turned = (_sidereal + (minutes * EarthRate)) % Math.Tau;
        var anomaly = _isSynchronous ? longitude - elements.Node - elements.Perigee + turned : longitude - (2 * elements.Node) + (2 * turned);
        return elements with { MeanMotion = motion, MeanAnomaly = anomaly };
    }

    /// <summary>First and second derivative of the mean motion, and the first of the longitude.</summary>
    private (double First, double Second, double Slope) Derivatives(double longitude, double motion, double at)
    {
        var (perigee, slope) = (_perigee + (_perigeeRate * at), motion + _rate);
        var (first, second) = (0.0, 0.0);
        foreach (var term in _terms)
        {
            var (sin, cos) = Math.SinCos((term.OfPerigee * perigee) + (term.OfLongitude * longitude) - term.Phase);
            first += term.Size * sin;
            second += term.OfLongitude * term.Size * cos;
        }
        return (first, second * slope, slope);
    }

    private static Term[] Synchronous(in OrbitElements epoch, double axis)
    {
        const double Q22 = 1.7891679e-6, Q31 = 2.1460748e-6, Q33 = 2.2123015e-7;
        const double Lambda22 = 2.8843198, Lambda31 = 0.13130908, Lambda33 = 0.37448087;
        var (sin, cos) = Math.SinCos(epoch.Inclination);
        var e2 = epoch.Eccentricity * epoch.Eccentricity;
        var g200 = 1 + (e2 * (-2.5 + (0.8125 * e2)));
        var g310 = 1 + (2 * e2);
        var g300 = 1 + (e2 * (-6 + (6.60937 * e2)));
        var f220 = 0.75 * (1 + cos) * (1 + cos);
        var f311 = (0.9375 * sin * sin * (1 + (3 * cos))) - (0.75 * (1 + cos));
        var f330 = 1.875 * (1 + cos) * (1 + cos) * (1 + cos);
        var size = 3 * epoch.MeanMotion * epoch.MeanMotion * axis * axis;
        return
        [
            new Term(size * f311 * g310 * Q31 * axis, 0, 1, Lambda31),
            new Term(2 * size * f220 * g200 * Q22, 0, 2, 2 * Lambda22),
            new Term(3 * size * f330 * g300 * Q33 * axis, 0, 3, 3 * Lambda33),
        ];
    }

    private static Term[] HalfDay(in OrbitElements epoch, double axis)
    {
        const double Root22 = 1.7891679e-6, Root32 = 3.7393792e-7, Root44 = 7.3636953e-9, Root52 = 1.1428639e-7, Root54 = 2.1765803e-9;
        const double G22 = 5.7686396, G32 = 0.95240898, G44 = 1.8014998, G52 = 1.0508330, G54 = 4.4108898;
        var (sin, cos) = Math.SinCos(epoch.Inclination);
        var (cos2, sin2) = (cos * cos, sin * sin);
        var f220 = 0.75 * (1 + (2 * cos) + cos2);
        var f221 = 1.5 * sin2;
        var f321 = 1.875 * sin * (1 - (2 * cos) - (3 * cos2));
        var f322 = -1.875 * sin * (1 + (2 * cos) - (3 * cos2));
        var f441 = 35 * sin2 * f220;
        var f442 = 39.3750 * sin2 * sin2;
        var f522 = 9.84375 * sin * ((sin2 * (1 - (2 * cos) - (5 * cos2))) + (0.33333333 * (-2 + (4 * cos) + (6 * cos2))));
        var f523 = sin * ((4.92187512 * sin2 * (-2 - (4 * cos) + (10 * cos2))) + (6.56250012 * (1 + (2 * cos) - (3 * cos2))));
        var f542 = 29.53125 * sin * (2 - (8 * cos) + (cos2 * (-12 + (8 * cos) + (10 * cos2))));
        var f543 = 29.53125 * sin * (-2 - (8 * cos) + (cos2 * (12 + (8 * cos) - (10 * cos2))));
        var g = new EccentricityFunctions(epoch.Eccentricity);
        var size = 3 * epoch.MeanMotion * epoch.MeanMotion * axis * axis;
        var (size2, size3, size4, size5) = (size * Root22, size * axis * Root32, 2 * size * axis * axis * Root44, size * axis * axis * axis);
        return
        [
            new Term(size2 * f220 * g.G201, 2, 1, G22), new Term(size2 * f221 * g.G211, 0, 1, G22),
            new Term(size3 * f321 * g.G310, 1, 1, G32), new Term(size3 * f322 * g.G322, -1, 1, G32),
            new Term(size4 * f441 * g.G410, 2, 2, G44), new Term(size4 * f442 * g.G422, 0, 2, G44),
            new Term(size5 * Root52 * f522 * g.G520, 1, 1, G52), new Term(size5 * Root52 * f523 * g.G532, -1, 1, G52),
            new Term(2 * size5 * Root54 * f542 * g.G521, 1, 2, G54), new Term(2 * size5 * Root54 * f543 * g.G533, -1, 2, G54),
        ];
    }

    /// <summary>Size·sin(p·ω + l·λ − phase).</summary>
    private readonly record struct Term(double Size, double OfPerigee, double OfLongitude, double Phase);
}
