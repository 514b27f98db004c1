namespace GroundTerminal.Orbit;

/// <summary>SGP4 and SDP4: where a satellite is, from its mean elements. Immutable, for any number of threads.</summary>
/// <remarks>
/// F. Hoots, R. Roehrich, Spacetrack Report No. 3 (1980); D. Vallado, P. Crawford, R. Hujsak, T. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, improved mode, WGS-72. Lengths inside are Earth radii, times
/// minutes, angles radians; symbols in remarks are the report's.
/// </remarks>
public sealed class Sgp4 : IOrbit
{
    private const double DeepSpacePeriod = 225;

    /// <summary>Where the perigee is lower, km, drag is taken to the first order only.</summary>
    private const double SimplePerigeeKm = 220;
    private const double Tiny = 1.5e-12;

    /// <summary>Julian date of 1949-12-31 0 h. Days since are taken from a Julian date's double as the reference does, since its 40 µs of rounding show in the orbit of WIND, 1e-6 km.</summary>
    private const double Days1950 = 2433281.5;
    private readonly GravityModel _gravity;
    private readonly OrbitElements _epoch;
    private readonly double _bStar, _j3OverJ2, _axis, _sinInclination, _cosInclination;
    private readonly double _meanAnomalyRate, _perigeeRate, _nodeRate;
    private readonly DragTerms _drag;
    private readonly DeepSpace? _deep;
    private readonly Resonance? _resonance;

    /// <param name="elements">The elements.</param>
    /// <exception cref="ArgumentException">They are no orbit: mean motion, eccentricity or inclination out of range.</exception>
    public Sgp4(MeanElements elements)
    {
        Check(elements);
        (Elements, _gravity, _bStar) = (elements, GravityModel.Wgs72, elements.BStar);
        _j3OverJ2 = _gravity.J3 / _gravity.J2;
        var (sin, cos) = Math.SinCos(elements.InclinationRadians);
        var e2 = elements.Eccentricity * elements.Eccentricity;
        var (beta2, theta2) = (1 - e2, cos * cos);
        var motion = BrouwerMotion(elements.MeanMotionRevPerDay * Math.Tau / 1440, theta2, beta2);
        _epoch = new OrbitElements(motion, elements.Eccentricity, elements.InclinationRadians, elements.NodeRadians, elements.PerigeeRadians, elements.MeanAnomalyRadians);
        var axis = Math.Pow(_gravity.Ke / motion, 2.0 / 3);
        (_axis, _sinInclination, _cosInclination) = (axis, sin, cos);
        EpochError = axis * (1 - elements.Eccentricity) < 1 ? Sgp4Error.SubOrbitalEpoch : Sgp4Error.None;
        var inverse2 = 1 / (axis * beta2 * axis * beta2);
        var temp1 = 1.5 * _gravity.J2 * inverse2 * motion;
        var temp2 = 0.5 * temp1 * _gravity.J2 * inverse2;
        var temp3 = -0.46875 * _gravity.J4 * inverse2 * inverse2 * motion;
        var (theta4, beta) = (theta2 * theta2, Math.Sqrt(beta2));
        _meanAnomalyRate = motion + (0.5 * temp1 * beta * ((3 * theta2) - 1)) + (0.0625 * temp2 * beta * (13 - (78 * theta2) + (137 * theta4)));
        _perigeeRate = (-0.5 * temp1 * (1 - (5 * theta2))) + (0.0625 * temp2 * (7 - (114 * theta2) + (395 * theta4))) + (temp3 * (3 - (36 * theta2) + (49 * theta4)));
        var nodeRate = -temp1 * cos;
        _nodeRate = nodeRate + (((0.5 * temp2 * (4 - (19 * theta2))) + (2 * temp3 * (3 - (7 * theta2)))) * cos);
        Bounds = BoundsOf(elements);
        var isDeep = Math.Tau / motion >= DeepSpacePeriod;
        _drag = new DragTerms(_gravity, _epoch, _bStar, axis, sin, theta2, nodeRate, isDeep || axis * (1 - elements.Eccentricity) < (SimplePerigeeKm / _gravity.RadiusKm) + 1);
        if (!isDeep)
            return;
        var julian = EarthRotation.JulianDate(elements.Epoch);
        var (sinNode, cosNode) = Math.SinCos(_epoch.Node);
        var (sinPerigee, cosPerigee) = Math.SinCos(_epoch.Perigee);
        _deep = new DeepSpace(julian - Days1950, _epoch.Inclination, new DeepElements(motion, _epoch.Eccentricity, sin, cos, sinNode, cosNode, sinPerigee, cosPerigee));
        _resonance = Resonance.Create(
            _epoch, new SecularRates(0, 0, _meanAnomalyRate, _perigeeRate, _nodeRate), _deep.Rates, EarthRotation.SiderealTime(julian), _gravity.Ke);
    }

    /// <summary>What it was built from.</summary>
    public MeanElements Elements { get; }

    /// <inheritdoc/>
    public string Name => Elements.Name;

    /// <inheritdoc/>
    public int CatalogNumber => Elements.CatalogNumber;

    /// <inheritdoc/>
    public string InternationalDesignator => Elements.InternationalDesignator;

    /// <inheritdoc/>
    public OrbitBounds Bounds { get; }

    /// <summary><see cref="Sgp4Error.SubOrbitalEpoch"/> where the perigee at the epoch lies inside the Earth, which some sets of real debris have; positions are given all the same.</summary>
    public Sgp4Error EpochError { get; }

    /// <inheritdoc/>
    public bool TryLocate(DateTimeOffset time, out EarthFixedState state, PolarMotion polar = default)
    {
        var isThere = Propagate(time, out var teme) == Sgp4Error.None;
        state = isThere ? EarthFixedState.Of(teme, time, polar) : default;
        return isThere;
    }

    /// <inheritdoc/>
    public string WhyNot(DateTimeOffset time) => Propagate(time, out _).Reason();

    /// <summary>Position and velocity at a time.</summary>
    public Sgp4Error Propagate(DateTimeOffset time, out TemeState state) => Propagate((time - Elements.Epoch).TotalMinutes, out state);

    /// <summary>Position and velocity so many minutes after the epoch.</summary>
    /// <param name="minutes">Below 0 before it.</param>
    /// <param name="state">Default where there is an error, but for <see cref="Sgp4Error.Decayed"/>.</param>
    public Sgp4Error Propagate(double minutes, out TemeState state)
    {
        state = default;
        var elements = _epoch with
        {
            MeanAnomaly = _epoch.MeanAnomaly + (_meanAnomalyRate * minutes),
            Perigee = _epoch.Perigee + (_perigeeRate * minutes),
            Node = _epoch.Node + (_nodeRate * minutes) + (_drag.Node * minutes * minutes),
        };
        var drag = _drag.At(minutes, elements.MeanAnomaly);
        elements = elements with { MeanAnomaly = elements.MeanAnomaly + drag.Anomaly, Perigee = elements.Perigee - drag.Anomaly };
        if (_deep is not null)
            elements = Secular(minutes, elements);
        if (elements.MeanMotion <= 0)
            return Sgp4Error.MeanMotion;
        var axis = (_deep is null ? _axis : Math.Pow(_gravity.Ke / elements.MeanMotion, 2.0 / 3)) * drag.Axis * drag.Axis;
        var eccentricity = elements.Eccentricity - (drag.Eccentricity + (_bStar * _drag.C5 * (Math.Sin(elements.MeanAnomaly) - _drag.SinAnomaly)));
        if (eccentricity is >= 1 or < -0.001)
            return Sgp4Error.MeanElements;
        var motion = _gravity.Ke / (axis * Math.Sqrt(axis));
        var anomaly = elements.MeanAnomaly + (_epoch.MeanMotion * drag.Longitude);
        var sum = (anomaly + elements.Perigee + elements.Node) % Math.Tau;
        var (node, perigee) = (elements.Node % Math.Tau, elements.Perigee % Math.Tau);
        elements = new OrbitElements(motion, Math.Max(eccentricity, 1e-6), elements.Inclination, node, perigee, (sum - perigee - node) % Math.Tau);
        if (_deep is not null)
        {
            elements = _deep.Perturb(minutes, elements);
            if (elements.Inclination < 0)
                elements = elements with { Inclination = -elements.Inclination, Node = elements.Node + Math.PI, Perigee = elements.Perigee - Math.PI };
            if (elements.Eccentricity is < 0 or > 1)
                return Sgp4Error.PerturbedElements;
        }
        return Position(elements, axis, ref state);
    }

    private static void Check(MeanElements elements)
    {
        if (!(elements.MeanMotionRevPerDay is > 0 and < 20))
            throw new ArgumentException($"Mean motion of {elements.CatalogNumber}: {elements.MeanMotionRevPerDay} revolutions a day; above 0, below 20 is expected.", nameof(elements));
        if (!(elements.Eccentricity is >= 0 and < 1))
            throw new ArgumentException($"Eccentricity of {elements.CatalogNumber}: {elements.Eccentricity}; 0 to below 1 is expected.", nameof(elements));
        if (!(elements.InclinationRadians is >= 0 and <= Math.PI + 1e-9))
            throw new ArgumentException($"Inclination of {elements.CatalogNumber}: {elements.InclinationRadians * 180 / Math.PI}°; 0 to 180° is expected.", nameof(elements));
    }

    /// <summary>Perigee's rate and apogee's radius of the mean orbit, and what periodic terms may add.</summary>
    private static OrbitBounds BoundsOf(MeanElements elements)
    {
        var motion = elements.MeanMotionRevPerDay * Math.Tau / 86400;
        var axis = Math.Cbrt(GravityModel.Wgs72.MuKm3PerS2 / (motion * motion));
        var e = elements.Eccentricity;
        var rate = (1.05 * motion * Math.Sqrt(1 - (e * e)) / ((1 - e) * (1 - e))) + EarthFixedState.EarthRateRadiansPerS;
        return new OrbitBounds(1.02 * axis * (1 + e), rate, HasGaps: false);
    }

    /// <summary>The mean motion of Brouwer's theory from Kozai's, in which elements are published.</summary>
    private double BrouwerMotion(double kozai, double theta2, double beta2)
    {
        var axis = Math.Pow(_gravity.Ke / kozai, 2.0 / 3);
        var d1 = 0.75 * _gravity.J2 * ((3 * theta2) - 1) / (Math.Sqrt(beta2) * beta2);
        var delta = d1 / (axis * axis);
        axis *= 1 - (delta * delta) - (delta * ((1.0 / 3) + (134 * delta * delta / 81)));
        return kozai / (1 + (d1 / (axis * axis)));
    }

    private OrbitElements Secular(double minutes, in OrbitElements elements)
    {
        var rates = _deep!.Rates;
        var moved = elements with
        {
            Eccentricity = elements.Eccentricity + (rates.Eccentricity * minutes),
            Inclination = elements.Inclination + (rates.Inclination * minutes),
            Perigee = elements.Perigee + (rates.Perigee * minutes),
            Node = elements.Node + (rates.Node * minutes),
            MeanAnomaly = elements.MeanAnomaly + (rates.MeanAnomaly * minutes),
        };
        return _resonance is null ? moved : _resonance.Apply(minutes, moved);
    }

    /// <summary>Long-period terms, Kepler's equation, short-period terms, and the vectors.</summary>
    private Sgp4Error Position(in OrbitElements elements, double axis, ref TemeState state)
    {
        // Near the Earth the mean inclination does not change.
        var (sinI, cosI) = _deep is null ? (_sinInclination, _cosInclination) : Math.SinCos(elements.Inclination);
        var (sinW, cosW) = Math.SinCos(elements.Perigee);
        var e = elements.Eccentricity;
        var aycof = -0.5 * _j3OverJ2 * sinI;
        var xlcof = -0.25 * _j3OverJ2 * sinI * (3 + (5 * cosI)) / (Math.Abs(cosI + 1) > Tiny ? 1 + cosI : Tiny);
        var axn = e * cosW;
        var inverse = 1 / (axis * (1 - (e * e)));
        var ayn = (e * sinW) + (inverse * aycof);
        var u = (elements.MeanAnomaly + elements.Perigee + (inverse * xlcof * axn)) % Math.Tau;
        var (sinE, cosE) = Kepler(u, axn, ayn);
        var (eCosE, eSinE) = ((axn * cosE) + (ayn * sinE), (axn * sinE) - (ayn * cosE));
        var el2 = (axn * axn) + (ayn * ayn);
        var pl = axis * (1 - el2);
        if (pl < 0)
            return Sgp4Error.SemiLatusRectum;
        var rl = axis * (1 - eCosE);
        var (rDot, rvDot) = (Math.Sqrt(axis) * eSinE / rl, Math.Sqrt(pl) / rl);
        var beta = Math.Sqrt(1 - el2);
        var temp = eSinE / (1 + beta);
        var (sinU, cosU) = (axis / rl * (sinE - ayn - (axn * temp)), axis / rl * (cosE - axn + (ayn * temp)));
        var (sin2U, cos2U) = (2 * cosU * sinU, 1 - (2 * sinU * sinU));
        var (temp1, temp2) = (0.5 * _gravity.J2 / pl, 0.5 * _gravity.J2 / (pl * pl));
        var theta2 = cosI * cosI;
        var (con41, x1mth2, x7thm1) = ((3 * theta2) - 1, 1 - theta2, (7 * theta2) - 1);
        var r = (rl * (1 - (1.5 * temp2 * beta * con41))) + (0.5 * temp1 * x1mth2 * cos2U);
        var latitude = Math.Atan2(sinU, cosU) - (0.25 * temp2 * x7thm1 * sin2U);
        var node = elements.Node + (1.5 * temp2 * cosI * sin2U);
        var inclination = elements.Inclination + (1.5 * temp2 * cosI * sinI * cos2U);
        var radial = rDot - (elements.MeanMotion * temp1 * x1mth2 * sin2U / _gravity.Ke);
        var across = rvDot + (elements.MeanMotion * temp1 * ((x1mth2 * cos2U) + (1.5 * con41)) / _gravity.Ke);
        state = Vectors(r, latitude, node, inclination, radial, across);
        return r < 1 ? Sgp4Error.Decayed : Sgp4Error.None;
    }

    /// <summary>Kepler's equation in axn and ayn by Newton's way, bounded.</summary>
    /// <returns>Sine and cosine of the eccentric longitude at the last step but one, as the report has it.</returns>
    private static (double Sin, double Cos) Kepler(double u, double axn, double ayn)
    {
        var (longitude, step, sin, cos) = (u, double.MaxValue, 0.0, 0.0);
        for (var round = 0; round < 10 && Math.Abs(step) >= 1e-12; round++)
        {
            (sin, cos) = Math.SinCos(longitude);
            step = (u - (ayn * cos) + (axn * sin) - longitude) / (1 - (cos * axn) - (sin * ayn));
            step = Math.Clamp(step, -0.95, 0.95);
            longitude += step;
        }
        return (sin, cos);
    }

    private TemeState Vectors(double r, double latitude, double node, double inclination, double radial, double across)
    {
        var (sinU, cosU) = Math.SinCos(latitude);
        var (sinN, cosN) = Math.SinCos(node);
        var (sinI, cosI) = Math.SinCos(inclination);
        var (mx, my) = (-sinN * cosI, cosN * cosI);
        var outward = new Vector3D((mx * sinU) + (cosN * cosU), (my * sinU) + (sinN * cosU), sinI * sinU);
        var along = new Vector3D((mx * cosU) - (cosN * sinU), (my * cosU) - (sinN * sinU), sinI * cosU);
        return new TemeState(outward * (r * _gravity.RadiusKm), ((outward * radial) + (along * across)) * (_gravity.RadiusKm * _gravity.Ke / 60));
    }
}
