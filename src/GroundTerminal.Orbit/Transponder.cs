namespace GroundTerminal.Orbit;

/// <summary>What a transponder makes of the frequency that it receives: coherent with a turn-around ratio, or shifted with or without turning the band round.</summary>
/// <remarks>
/// Coherent: f_down = r·f_up, r = 240/221 in S band, 880/749 in X band, 880/221 from S up to X (CCSDS 401.0-B-32, recommendations 2.6.1 to 2.6.3A). Bent pipe: f_down = f_out ± (f_up − f_in).
/// </remarks>
public sealed record Transponder
{
    private readonly double _slope, _offsetHz;

    private Transponder(double slope, double offsetHz) => (_slope, _offsetHz) = (slope, offsetHz);

    /// <summary>A coherent transponder.</summary>
    /// <param name="turnAroundRatio">Downlink over uplink frequency, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    public static Transponder Coherent(double turnAroundRatio) =>
        turnAroundRatio > 0 && double.IsFinite(turnAroundRatio)
            ? new(turnAroundRatio, 0)
            : throw new ArgumentOutOfRangeException(nameof(turnAroundRatio), turnAroundRatio, "Turn-around ratio: above 0 is expected.");

    /// <summary>A linear transponder (bent pipe).</summary>
    /// <param name="inputHz">A frequency that it receives.</param>
    /// <param name="outputHz">What it makes of that.</param>
    /// <param name="inverting">True where it turns the band round.</param>
    public static Transponder Linear(double inputHz, double outputHz, bool inverting) => inverting ? new(-1, outputHz + inputHz) : new(1, outputHz - inputHz);

    /// <summary>What it sends where it receives a frequency, both as on board, Hz.</summary>
    public double OutputHz(double inputHz) => (_slope * inputHz) + _offsetHz;

    /// <summary>The frequency that comes back to the ground, Hz.</summary>
    /// <remarks>
    /// The shift of the way up goes through the transponder, that of the way down comes on top: T(f·√((1−β)/(1+β)))·√((1−β)/(1+β)), β = (range rate)/c. D. Vallado, Fundamentals of Astrodynamics and
    /// Applications, 4th ed., §4.2; for a coherent transponder r·f·(1−β)/(1+β), C. Thornton, J. Border, Radiometric Tracking Techniques for Deep-Space Navigation (JPL, 2000), §3.2.
    /// Radial motion only, and one range rate for both ways: in the time between, some ms, it changes by less than 1 m/s in a low orbit.
    /// </remarks>
    /// <param name="uplinkHz">Frequency that the ground sends.</param>
    /// <param name="rangeRateKmPerS">Negative while the satellite comes nearer.</param>
    public double ReturnedHz(double uplinkHz, double rangeRateKmPerS)
    {
        var oneWay = Propagation.OneWayRatio(rangeRateKmPerS);
        return OutputHz(uplinkHz * oneWay) * oneWay;
    }

    /// <summary>Shift of what comes back from what would come back at rest, Hz.</summary>
    /// <inheritdoc cref="ReturnedHz"/>
    public double TwoWayDopplerHz(double uplinkHz, double rangeRateKmPerS) => ReturnedHz(uplinkHz, rangeRateKmPerS) - OutputHz(uplinkHz);
}
