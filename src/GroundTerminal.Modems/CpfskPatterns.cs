using System.Runtime.Intrinsics;

namespace GroundTerminal.Modems;

/// <summary>Non-coherent detection of continuous-phase FSK over several symbols: every bit pattern of a window is tried, and the middle bit decided.</summary>
/// <remarks>
/// W. Osborne and M. Luntz, "Coherent and Noncoherent Detection of CPFSK", IEEE Trans. Commun. 22(8), 1974, with the largest |z| in place of the
/// mean of I₀(|z|). A pattern is its middle symbol and the 2^M patterns on each side, which are summed up once each; eight symbols at a time.
/// </remarks>
internal sealed class CpfskPatterns
{
    /// <summary>Symbols on each side of the middle one, M.</summary>
    public const int Reach = 3;
    private const int Sides = 1 << Reach;
    private readonly Vector256<float>[] _afterRe = new Vector256<float>[Sides], _afterIm = new Vector256<float>[Sides];
    private readonly Vector256<float>[] _beforeRe = new Vector256<float>[Sides], _beforeIm = new Vector256<float>[Sides];

    /// <summary>Decides.</summary>
    /// <param name="oneRe">Correlations with the tone of a 1, phases in the middle of the symbols: M symbols before the first to be decided, and as many after the last; padded to 8 more.</param>
    /// <param name="oneIm">Imaginary parts.</param>
    /// <param name="zeroRe">Correlations with the tone of a 0.</param>
    /// <param name="zeroIm">Imaginary parts.</param>
    /// <param name="halfTurn">Phase that a 1 goes on by in half a symbol, radians: πh/2.</param>
    /// <param name="soft">|z| of the best pattern with a 1 in the middle less that of the best with a 0; a multiple of 8 long.</param>
    public void Decide(ReadOnlySpan<float> oneRe, ReadOnlySpan<float> oneIm, ReadOnlySpan<float> zeroRe, ReadOnlySpan<float> zeroIm, float halfTurn, Span<float> soft)
    {
        var half = new Turn(MathF.Cos(halfTurn), MathF.Sin(halfTurn));
        for (var k = 0; k < soft.Length; k += 8)
        {
            // From the far ends inwards; a pattern's phase is kept for the edge that is nearer to the middle.
            for (var j = Reach; j >= 1; j--)
            {
                var (after, before) = (k + Reach + j, k + Reach - j);
                var count = 1 << (Reach - j);
                Extend(_afterRe, _afterIm, count, At(oneRe, oneIm, after), At(zeroRe, zeroIm, after), half, j == Reach);
                Extend(_beforeRe, _beforeIm, count, At(oneRe, oneIm, before), At(zeroRe, zeroIm, before), half.Back, j == Reach);
            }
            var one = Best(At(oneRe, oneIm, k + Reach), half);
            var zero = Best(At(zeroRe, zeroIm, k + Reach), half.Back);
            (Vector256.Sqrt(one) - Vector256.Sqrt(zero)).CopyTo(soft[k..]);
        }
    }

    private static Pair At(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int k) => new(Vector256.Create(re.Slice(k, 8)), Vector256.Create(im.Slice(k, 8)));

    /// <summary>Puts one symbol more on the inner side of every pattern, and turns the phase back from the outer edge to the inner.</summary>
    /// <param name="half">The phase of a 1 from the inner edge to the middle of the symbol.</param>
    private static void Extend(Vector256<float>[] re, Vector256<float>[] im, int count, Pair one, Pair zero, Turn half, bool first)
    {
        // z·e^(−jθ) for a 1 with the patterns outside turned back by 2θ; the other way for a 0.
        var (a, b) = (one.Rotate(half.Back), zero.Rotate(half));
        if (first)
        {
            (re[0], im[0], re[1], im[1]) = (b.Re, b.Im, a.Re, a.Im);
            return;
        }
        var whole = half.Twice;
        for (var i = 0; i < count; i++)
        {
            var outside = new Pair(re[i], im[i]);
            var (up, down) = (outside.Rotate(whole.Back), outside.Rotate(whole));
            (re[i], im[i]) = (b.Re + down.Re, b.Im + down.Im);
            (re[i + count], im[i + count]) = (a.Re + up.Re, a.Im + up.Im);
        }
    }

    /// <summary>Largest |z|² over all patterns around a middle symbol.</summary>
    /// <param name="half">The phase of the middle symbol from its beginning to its middle.</param>
    private Vector256<float> Best(Pair middle, Turn half)
    {
        var best = Vector256<float>.Zero;
        var (whole, begin) = (half.Twice.Back, middle.Rotate(half.Back));
        for (var i = 0; i < Sides; i++)
        {
            var after = new Pair(_afterRe[i], _afterIm[i]).Rotate(whole);
            var (re, im) = (begin.Re + after.Re, begin.Im + after.Im);
            for (var j = 0; j < Sides; j++)
            {
                var (x, y) = (re + _beforeRe[j], im + _beforeIm[j]);
                best = Vector256.Max(best, Vector256.FusedMultiplyAdd(x, x, y * y));
            }
        }
        return best;
    }

    private readonly record struct Turn(float Cos, float Sin)
    {
        public Turn Back => new(Cos, -Sin);

        public Turn Twice => new((Cos * Cos) - (Sin * Sin), 2 * Cos * Sin);
    }

    private readonly record struct Pair(Vector256<float> Re, Vector256<float> Im)
    {
        public Pair Rotate(Turn by) => new((Re * by.Cos) - (Im * by.Sin), (Re * by.Sin) + (Im * by.Cos));
    }
}
