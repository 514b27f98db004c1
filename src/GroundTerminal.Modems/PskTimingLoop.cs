namespace GroundTerminal.Modems;

/// <summary>Symbol timing from samples half a symbol apart, block by block, in a loop of second order.</summary>
/// <remarks>
/// The difference of power between symbols and transitions is the cosine, Gardner's error the sine of the phase of the line at the symbol rate (S. Lee, "A new
/// non-data-aided feedforward symbol timing estimator using two samples per symbol", IEEE Commun. Lett. 6 (2002) 205; F. Gardner, IEEE Trans. Commun. 34 (1986) 423).
/// </remarks>
internal sealed class PskTimingLoop
{
    private const double WidestBandwidth = 4e-3, NarrowestBandwidth = 1e-4, Memory = PskBlock.Symbols / 8192.0;
    private const double MostClockError = 2e-3;

    /// <summary>Most that a block may move the instants, symbols.</summary>
    private const double MostStep = 0.05;
    private readonly double _nominalPeriod;
    private double _symbols;
    private double _line;

    public PskTimingLoop(double nominalPeriod) => _nominalPeriod = Period = nominalPeriod;

    /// <summary>Samples a symbol.</summary>
    public double Period { get; private set; }

    public void Start(in PskLock found) => (Period, _symbols, _line) = (found.Period, found.Symbols, found.ClockLine * PskBlock.Symbols);

    /// <summary>Takes a block's phasor; returns by how much later the next block is to be taken, samples.</summary>
    /// <param name="cosine">The line's part in phase: positive where the instants are right.</param>
    /// <param name="sine">Its part in quadrature: positive where the instants are early.</param>
    public double Follow(double cosine, double sine)
    {
        if (!double.IsFinite(cosine + sine))
            return 0;
        _line += Memory * (cosine - _line);
        _symbols += PskBlock.Symbols;
        var scale = Math.Max(_line, 0.03 * Math.Sqrt((cosine * cosine) + (sine * sine)));
        if (!(scale > 0))
            return 0;
        var theta = 0.8 * PskBlock.Symbols * Math.Clamp(2 / _symbols, NarrowestBandwidth, WidestBandwidth);
        var norm = 1 / (1 + (2 * theta) + (theta * theta));
        var most = MostStep / (4 * theta * norm);
        var error = Math.Clamp(sine / scale / Math.Tau, -most, most) * _nominalPeriod;
        var limit = MostClockError * _nominalPeriod;
        Period = Math.Clamp(Period + (4 * theta * theta * norm * error / PskBlock.Symbols), _nominalPeriod - limit, _nominalPeriod + limit);
        return 4 * theta * norm * error;
    }
}
