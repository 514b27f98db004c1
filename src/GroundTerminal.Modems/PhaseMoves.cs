using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>How the phase of continuous-phase FSK moves from the middle of one symbol to the next, by decisions: carrier and modulation index can be read from it.</summary>
/// <remarks>Sums of a symbol's correlation times the conjugate of the one before: where both are 1, where both are 0, where they differ; over the sum of the powers.</remarks>
internal readonly record struct PhaseMoves(Complex32 Ones, Complex32 Zeros, Complex32 Changes)
{
    /// <param name="symbols">Decisions.</param>
    /// <param name="one">Correlations with the tone of a 1, as many.</param>
    /// <param name="zero">Correlations with the tone of a 0.</param>
    public static PhaseMoves Measure(ReadOnlySpan<float> symbols, ReadOnlySpan<Complex32> one, ReadOnlySpan<Complex32> zero)
    {
        // By the two decisions, the earlier one first: 00, 01, 10, 11.
        Span<Complex32> moves = stackalloc Complex32[4];
        moves.Clear();
        Complex32 last = default;
        var (power, kind) = (1e-30f, 0);
        for (var k = 0; k < symbols.Length; k++)
        {
            kind = ((kind << 1) & 2) | SoftSymbol.HardDecision(symbols[k]);
            var now = (kind & 1) != 0 ? one[k] : zero[k];
            power += now.MagnitudeSquared;
            moves[kind] += now * last.Conjugate;
            last = now;
        }
        return new PhaseMoves(moves[3] * (1 / power), moves[0] * (1 / power), (moves[1] + moves[2]) * (1 / power));
    }

    /// <summary>How far the phase goes on from symbol to symbol beyond what decisions and index explain, as a phasor: the longer, the surer.</summary>
    public Complex32 Beyond(double index)
    {
        var forward = Complex32.FromPhase(Math.PI * index);
        return Changes + (Ones * forward.Conjugate) + (Zeros * forward);
    }

    /// <summary>How much greater than assumed the modulation index is, the carrier being right.</summary>
    /// <param name="prior">Weight of its being right.</param>
    public double IndexError(double index, float prior)
    {
        var forward = Complex32.FromPhase(Math.PI * index);
        return ((Ones * forward.Conjugate) + (Zeros * forward).Conjugate + new Complex32(prior, 0)).Phase / Math.PI;
    }

    /// <summary>The same with so many turns a symbol less.</summary>
    public PhaseMoves Turned(double turns)
    {
        var back = Complex32.FromPhase(-Math.Tau * turns);
        return new PhaseMoves(Ones * back, Zeros * back, Changes * back);
    }

    /// <summary>These and earlier ones, which weigh less.</summary>
    public PhaseMoves Remember(Complex32 ones, Complex32 zeros, float weight) => this with { Ones = Ones + (ones * weight), Zeros = Zeros + (zeros * weight) };
}
