using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Sines and cosines of many phases at once.</summary>
public static class Phasor
{
    /// <summary>exp(j2πt) for each t; error below 2e-6.</summary>
    /// <param name="turns">Phases in turns, within ±1000.</param>
    /// <param name="re">Cosines, at least as long.</param>
    /// <param name="im">Sines, at least as long.</param>
    /// <remarks>Taylor polynomials of degree 9 and 8 about the nearest quarter turn.</remarks>
    public static void FromTurns(ReadOnlySpan<float> turns, Span<float> re, Span<float> im)
    {
        var i = 0;
        for (; i + 8 <= turns.Length; i += 8)
        {
            var (c, s) = FromTurns(Vector256.Create(turns.Slice(i, 8)));
            c.CopyTo(re[i..]);
            s.CopyTo(im[i..]);
        }
        for (; i < turns.Length; i++)
        {
            var (c, s) = FromTurns(Vector256.Create(turns[i]));
            (re[i], im[i]) = (c[0], s[0]);
        }
    }

    private static (Vector256<float> Cos, Vector256<float> Sin) FromTurns(Vector256<float> turns)
    {
        var quarters = Vector256.Round(turns * 4f);
        var x = (turns - (quarters * 0.25f)) * (2 * MathF.PI);
        var s = x * x;
        var sin = x + (x * s * (Vector256.Create(-1f / 6) + (s * (Vector256.Create(1f / 120) + (s * (Vector256.Create(-1f / 5040) + (s * (1f / 362880))))))));
        var cos = Vector256<float>.One + (s * (Vector256.Create(-0.5f) + (s * (Vector256.Create(1f / 24) + (s * (Vector256.Create(-1f / 720) + (s * (1f / 40320))))))));
        var quadrant = Vector256.ConvertToInt32(quarters) & Vector256.Create(3);
        var odd = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.One).AsSingle();
        var (c, n) = (Vector256.ConditionalSelect(odd, sin, cos), Vector256.ConditionalSelect(odd, cos, sin));
        // Quadrants: cos is −sin in 1, −cos in 2, sin in 3; sin is cos in 1, −sin in 2, −cos in 3.
        var negateCos = Vector256.Equals((quadrant + Vector256<int>.One) & Vector256.Create(2), Vector256.Create(2)).AsSingle();
        var negateSin = Vector256.Equals(quadrant & Vector256.Create(2), Vector256.Create(2)).AsSingle();
        return (Vector256.ConditionalSelect(negateCos, -c, c), Vector256.ConditionalSelect(negateSin, -n, n));
    }
}
