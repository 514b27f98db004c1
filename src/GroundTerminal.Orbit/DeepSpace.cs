namespace GroundTerminal.Orbit;

/// <summary>The deep-space part of SDP4, for periods of 225 minutes and more: Sun, Moon and resonance with the Earth's turning.</summary>
/// <remarks>Spacetrack Report No. 3, §7 and §10; AIAA 2006-6753 (improved mode: its node's quadrant and its choice at 0.2 radians). Immutable.</remarks>
internal sealed class DeepSpace
{
    private const double SunRate = 1.19459e-5, SunEccentricity = 0.01675, SunStrength = 2.9864797e-6;
    private const double MoonRate = 1.5835218e-4, MoonEccentricity = 0.05490, MoonStrength = 4.7968065e-7;

    /// <summary>Inclinations below this or as near to π have no rate of the node by a third body.</summary>
    private const double LeastInclination = 5.2359877e-2;

    /// <summary>Below this inclination the Lyddane modification is used, radians.</summary>
    private const double LyddaneInclination = 0.2;
    private static readonly BodyOrbit SunOrbit = new(-0.98088458, 0.1945905, 0.39785416, 0.91744867, 0, 1);
    private readonly ThirdBody _sun, _moon;

    /// <param name="epochDays">Days since 1949-12-31 0 h UTC.</param>
    /// <param name="inclination">At the epoch, radians.</param>
    /// <param name="elements">At the epoch.</param>
    public DeepSpace(double epochDays, double inclination, in DeepElements elements)
    {
        var day = epochDays + 18261.5;
        var node = (4.5236020 - (9.2422029e-4 * day)) % Math.Tau;
        var (sinNode, cosNode) = Math.SinCos(node);
        var cosI = 0.91375164 - (0.03568096 * cosNode);
        var sinI = Math.Sqrt(1 - (cosI * cosI));
        var sinH = 0.089683511 * sinNode / sinI;
        var cosH = Math.Sqrt(1 - (sinH * sinH));
        var gamma = 5.8351514 + (0.0019443680 * day);
        var perigee = gamma + Math.Atan2(0.39785416 * sinNode / sinI, (cosH * cosNode) + (0.91744867 * sinH * sinNode)) - node;
        var (sinG, cosG) = Math.SinCos(perigee);
        _sun = new ThirdBody(elements, SunOrbit, SunStrength, SunRate, SunEccentricity, (6.2565837 + (0.017201977 * day)) % Math.Tau);
        _moon = new ThirdBody(
            elements, new BodyOrbit(sinG, cosG, sinI, cosI, sinH, cosH), MoonStrength, MoonRate, MoonEccentricity, (4.7199672 + (0.22997150 * day) - gamma) % Math.Tau);
        Rates = Secular(_sun.Rates + _moon.Rates, inclination, elements);
    }

    /// <summary>Secular rates of the elements, radians a minute.</summary>
    public SecularRates Rates { get; }

    /// <summary>Adds the long-period terms.</summary>
    /// <param name="minutes">Since the epoch.</param>
    /// <param name="elements">Mean elements at that time.</param>
    public OrbitElements Perturb(double minutes, in OrbitElements elements)
    {
        var terms = _sun.Periodics(minutes) + _moon.Periodics(minutes);
        var (inclination, eccentricity) = (elements.Inclination + terms.Inclination, elements.Eccentricity + terms.Eccentricity);
        var (sin, cos) = Math.SinCos(inclination);
        var perturbed = elements with { Inclination = inclination, Eccentricity = eccentricity, MeanAnomaly = elements.MeanAnomaly + terms.MeanAnomaly };
        if (inclination < LyddaneInclination)
            return Lyddane(terms, perturbed, elements.MeanAnomaly, sin, cos);
        var node = terms.Node / sin;
        return perturbed with { Node = elements.Node + node, Perigee = elements.Perigee + terms.Perigee - (cos * node) };
    }

    /// <summary>Node and perigee by way of quantities that stay small near the equator (R. Lyddane, Astron. J. 68 (1963) 555).</summary>
    private static OrbitElements Lyddane(in SecularRates terms, in OrbitElements elements, double meanAnomaly, double sin, double cos)
    {
        var (sinNode, cosNode) = Math.SinCos(elements.Node);
        var alpha = (sin * sinNode) + (terms.Node * cosNode) + (terms.Inclination * cos * sinNode);
        var beta = (sin * cosNode) - (terms.Node * sinNode) + (terms.Inclination * cos * cosNode);
        var before = elements.Node % Math.Tau;
        var sum = meanAnomaly + elements.Perigee + (cos * before) + terms.MeanAnomaly + terms.Perigee - (terms.Inclination * before * sin);
        var node = Math.Atan2(alpha, beta);
        if (Math.Abs(before - node) > Math.PI)
            node += node < before ? Math.Tau : -Math.Tau;
        return elements with { Node = node, Perigee = sum - elements.MeanAnomaly - (cos * node) };
    }

    private static SecularRates Secular(in SecularRates rates, double inclination, in DeepElements elements)
    {
        var node = inclination < LeastInclination || inclination > Math.PI - LeastInclination ? 0 : rates.Node;
        if (elements.SinInclination != 0)
            node /= elements.SinInclination;
        return rates with { Node = node, Perigee = rates.Perigee - (elements.CosInclination * node) };
    }
}

/// <summary>Elements at a time: radians, radians a minute, eccentricity.</summary>
internal readonly record struct OrbitElements(double MeanMotion, double Eccentricity, double Inclination, double Node, double Perigee, double MeanAnomaly);
