namespace GroundTerminal.Modems;

/// <summary>Carrier recovery by the M-th power of the symbols, block by block, in a loop of third order, which a carrier of constant rate of change does not lag in; its bandwidth follows what the signal allows.</summary>
/// <remarks>
/// A. Viterbi, A. Viterbi, "Nonlinear estimation of PSK-modulated carrier phase", IEEE Trans. Inf. Theory 29 (1983) 543, weighted by magnitude. The line's
/// share E of the symbols' magnitude is the lock detector: a mean over N symbols has a phase error of 1/(M·E·√2N), so B·T = E²/24 keeps M times it at 0.2 rad;
/// at first, where the line is strong, it is twice as wide, until it knows how the carrier moves.
/// Loop constants: M. Rice, Digital Communications, A.3, damping 1; the third integrator's gain is a tenth of the natural frequency's cube, which leaves the damping (F. Gardner,
/// Phaselock Techniques, 3rd ed., §2.4).
/// </remarks>
internal sealed class PskCarrierLoop
{
    private const double WidestBandwidth = 5e-3, NarrowestBandwidth = 1e-4;

    /// <summary>Shares of a block in the fast and the slow mean of the coherence: 512 and 8192 symbols.</summary>
    private const double Fast = PskBlock.Symbols / 512.0, Slow = PskBlock.Symbols / 8192.0;
    private const double ThirdShare = 0.1;
    private const double WideShare = 0.15, LostShare = 0.15, LostAlways = 0.02;
    private const int LostBlocks = 1024 / PskBlock.Symbols, SettlingBlocks = 8192 / PskBlock.Symbols;
    private readonly int _power;
    private readonly bool _offset;
    private int _weak, _settling;
    private double _excess;

    /// <param name="kind">Constellation.</param>
    public PskCarrierLoop(PskKind kind) =>
        (_power, _offset) = (PskBlock.Power(kind), PskBlock.IsOffset(kind));

    /// <summary>Carrier phase at the next block's first symbol, turns.</summary>
    public double Turns { get; private set; }

    /// <summary>Carrier frequency left over, cycles a symbol.</summary>
    public double Frequency { get; private set; }

    /// <summary>By how much it grows, cycles a symbol from symbol to symbol.</summary>
    public double Rate { get; private set; }

    /// <summary>Share of the magnitude in the line, lately: about 1 without noise, 0 without signal.</summary>
    public double Coherence { get; private set; }

    /// <summary>The same over a longer time.</summary>
    public double LongCoherence { get; private set; }

    /// <summary>True where the signal has been gone for a while.</summary>
    public bool IsLost => _weak >= LostBlocks;

    /// <summary>Blocks since the signal has probably been gone: since the sum of what their coherence is above half of the usual was highest.</summary>
    public int BlocksGone { get; private set; }

    public void Start(in PskLock found)
    {
        (Turns, Frequency, Rate, _weak, _settling, _excess, BlocksGone) = (found.Turns, 0, found.Rate, 0, SettlingBlocks, 0, 0);
        Coherence = LongCoherence = found.Coherence;
    }

    /// <summary>The mixer took over a part of the frequency.</summary>
    public void Retune(double cyclesASymbol) => Frequency -= cyclesASymbol;

    /// <summary>Turns a block's symbols by the phase expected, then by what they say it is.</summary>
    public void Process(PskBlock block)
    {
        block.Turn(Turns, Frequency, _offset);
        var (re, im, sum) = _offset ? block.OffsetLine() : block.Line(_power);
        var error = sum > 0 && float.IsFinite(sum) ? Follow(re / sum, im / sum) : 0;
        Turns += (Frequency + (Rate * PskBlock.Symbols / 2)) * PskBlock.Symbols;
        Turns -= Math.Floor(Turns);
        Frequency += Rate * PskBlock.Symbols;
        block.Correct(error, _offset);
    }

    /// <summary>One step of the loop; returns the correction of this block, turns.</summary>
    private double Follow(double re, double im)
    {
        Coherence += Fast * (re - Coherence);
        LongCoherence += Slow * (re - LongCoherence);
        _weak = Coherence < Math.Max(LostShare * LongCoherence, LostAlways) ? _weak + 1 : 0;
        _excess = Math.Min(0, _excess + re - (LongCoherence / 2));
        BlocksGone = _excess < 0 ? BlocksGone + 1 : 0;
        var share = Math.Max(Coherence, 0);
        if (share < LostAlways)
            return 0;
        var wider = _settling > 0 && LongCoherence > WideShare ? 2 : 1;
        _settling -= _settling > 0 ? 1 : 0;
        var bandwidth = Math.Clamp(wider * share * share / 24, NarrowestBandwidth, WidestBandwidth);
        var theta = 0.8 * bandwidth * PskBlock.Symbols;
        var scale = 1 / (1 + (2 * theta) + (theta * theta));
        // Where a block's line is strong its phase is the error, less in a block that has little of it; else the component across, which noise does not wrap.
        var phase = share > 0.5 ? Math.Atan2(im, re) * Math.Min(1, Math.Sqrt((re * re) + (im * im)) / share) : Math.Clamp(im / share, -Math.PI, Math.PI);
        var error = phase / (_power * Math.Tau);
        Frequency += 4 * theta * theta * scale * error / PskBlock.Symbols;
        Rate += ThirdShare * 8 * theta * theta * theta * scale * error / (PskBlock.Symbols * PskBlock.Symbols);
        Turns += 4 * theta * scale * error;
        return 4 * theta * scale * error;
    }
}
