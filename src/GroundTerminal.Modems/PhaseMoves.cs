using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>How the phase of continuous-phase FSK moves from the middle of one symbol to the next, by decisions: carrier and modulation index can be read from it.</summary>
/// <remarks>Sums of a symbol's correlation times the conjugate of the one before: where both are 1, where both are 0, where they differ; over the sum of the powers.</remarks>
internal readonly record struct PhaseMoves(Complex32 Ones, Complex32 Zeros, Complex32 Changes)
{
    /// <param name="symbols">Decisions.</param>
    /// <param name="oneRe">Correlations with the tone of a 1, as many.</param>
    /// <param name="oneIm">Imaginary parts.</param>
    /// <param name="zeroRe">Correlations with the tone of a 0.</param>
    /// <param name="zeroIm">Imaginary parts.</param>
    public PhaseMoves(ReadOnlySpan<float> symbols, ReadOnlySpan<float> oneRe, ReadOnlySpan<float> oneIm, ReadOnlySpan<float> zeroRe, ReadOnlySpan<float> zeroIm)
        : this(default, default, default)
    {
        Complex32 ones = default, zeros = default, changes = default, last = default;
        var power = 1e-30f;
        var lastOne = false;
        for (var k = 0; k < symbols.Length; k++)
        {
            var one = symbols[k] > 0;
            var now = one ? new Complex32(oneRe[k], oneIm[k]) : new Complex32(zeroRe[k], zeroIm[k]);
            var move = now * last.Conjugate;
            power += now.MagnitudeSquared;
            if (one != lastOne)
                changes += move;
            else if (one)
                ones += move;
            else
                zeros += move;
            (last, lastOne) = (now, one);
        }
        (Ones, Zeros, Changes) = (ones * (1 / power), zeros * (1 / power), changes * (1 / power));
    }

    /// <summary>How much further than it should the phase goes on from symbol to symbol, turns.</summary>
    /// <param name="prior">Weight of its being right.</param>
    public double CarrierError(double index, float prior)
    {
        var forward = Complex32.FromPhase(Math.PI * index);
        return (Changes + (Ones * forward.Conjugate) + (Zeros * forward) + new Complex32(prior, 0)).Phase / Math.Tau;
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
