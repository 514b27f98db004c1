using System.Globalization;

namespace GroundTerminal.Orbit;

/// <summary>An Orbit Ephemeris Message as an orbit: only where it has states, never beyond.</summary>
/// <remarks>CCSDS 502.0-B-3, §5; frames: SANA registry "Orbit-Relative and Celestial Body Reference Frames".</remarks>
public sealed class OemOrbit : IOrbit
{
    /// <summary>What polynomials between the states may add.</summary>
    private const double RadiusMargin = 1.02, RateMargin = 1.05;
    private readonly Func<OemState, PolarMotion, EarthFixedState> _toEarth;

    /// <param name="ephemeris">The message.</param>
    /// <exception cref="OrbitDataException">Its centre is not the Earth, or its frame is not known here.</exception>
    public OemOrbit(OemEphemeris ephemeris)
    {
        Ephemeris = ephemeris;
        if (!ephemeris.CenterName.Equals("EARTH", StringComparison.OrdinalIgnoreCase))
            throw new OrbitDataException($"CENTER_NAME '{ephemeris.CenterName}' of {ephemeris.ObjectName}; EARTH is expected.", 0);
        _toEarth = FrameOf(ephemeris);
        (CatalogNumber, InternationalDesignator) = Identify(ephemeris.ObjectId);
        (Start, Stop) = (ephemeris.Segments.Min(s => s.UseableStart), ephemeris.Segments.Max(s => s.UseableStop));
        Bounds = BoundsOf(ephemeris);
    }

    /// <summary>What it was built from.</summary>
    public OemEphemeris Ephemeris { get; }

    /// <summary>First time with a position, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Last time with a position, UTC.</summary>
    public DateTimeOffset Stop { get; }

    /// <inheritdoc/>
    public string Name => Ephemeris.ObjectName;

    /// <summary>OBJECT_ID where it is a number, as some operators write it; else 0.</summary>
    public int CatalogNumber { get; }

    /// <inheritdoc/>
    public string InternationalDesignator { get; }

    /// <inheritdoc/>
    public OrbitBounds Bounds { get; }

    /// <inheritdoc/>
    public bool TryLocate(DateTimeOffset time, out EarthFixedState state, PolarMotion polar = default)
    {
        var isThere = Ephemeris.TryGetState(time, out var own);
        state = isThere ? _toEarth(own, polar) : default;
        return isThere;
    }

    /// <inheritdoc/>
    public string WhyNot(DateTimeOffset time) => Ephemeris.TryGetState(time, out _)
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"the ephemeris has no state there; it covers {Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} to {Stop.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    private static Func<OemState, PolarMotion, EarthFixedState> FrameOf(OemEphemeris ephemeris)
    {
        var frame = ephemeris.RefFrame.ToUpperInvariant();
        if (frame.StartsWith("ITRF", StringComparison.Ordinal))
            return (state, _) => new EarthFixedState(state.PositionKm, state.VelocityKmPerS);
        return frame switch
        {
            "TEME" => (state, polar) => EarthFixedState.Of(new TemeState(state.PositionKm, state.VelocityKmPerS), state.Time, polar),
            "TOD" => (state, polar) => FromEquator(state, polar, static (frame, v) => frame.FromTrueOfDate(v)),
            "EME2000" or "J2000" or "GCRF" or "ICRF" => (state, polar) => FromEquator(state, polar, static (frame, v) => frame.FromJ2000(v)),
            _ => throw new OrbitDataException($"REF_FRAME '{ephemeris.RefFrame}' of {ephemeris.ObjectName}; ITRF…, TEME, TOD, EME2000, GCRF or ICRF is expected.", 0),
        };
    }

    private static EarthFixedState FromEquator(in OemState state, PolarMotion polar, Func<EquatorFrame, Vector3D, Vector3D> turn)
    {
        var frame = new EquatorFrame(state.Time);
        return EarthFixedState.Of(new TemeState(turn(frame, state.PositionKm), turn(frame, state.VelocityKmPerS)), state.Time, polar);
    }

    private static (int CatalogNumber, string Designator) Identify(string objectId) =>
        int.TryParse(objectId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, "") : (0, objectId);

    private OrbitBounds BoundsOf(OemEphemeris ephemeris)
    {
        var (radius, rate) = (0.0, 0.0);
        foreach (var state in ephemeris.Segments.SelectMany(s => s.States))
        {
            var earth = _toEarth(state, default);
            var distance = earth.PositionKm.Length;
            (radius, rate) = (Math.Max(radius, distance), Math.Max(rate, earth.VelocityKmPerS.Length / distance));
        }
        return new OrbitBounds(RadiusMargin * radius, (RateMargin * rate) + EarthFixedState.EarthRateRadiansPerS, HasGaps: true);
    }
}
