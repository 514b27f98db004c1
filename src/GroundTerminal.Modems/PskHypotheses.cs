using System.Runtime.Intrinsics;

namespace GroundTerminal.Modems;

/// <summary>The streams of soft symbols that the same phases may mean: what the carrier's phase leaves open, and a mirrored spectrum. Inversion of all is left to the framings.</summary>
/// <param name="kind">Constellation.</param>
internal sealed class PskHypotheses(PskKind kind)
{
    /// <summary>cos 22.5° and sin 22.5°, and what makes the mean magnitude of a clean 8PSK symbol's bits 1.</summary>
    private const float Near = 0.92387953f, Far = 0.38268343f, EightPhaseScale = 1.26f;

    /// <summary>How many there are.</summary>
    public int Count { get; } = kind switch
    {
        PskKind.Quadrature => 4,
        PskKind.OffsetQuadrature => 2,
        PskKind.EightPhase => 16,
        PskKind.GaussianMinimumShift => 3,
        _ => 1,
    };

    /// <summary>Soft symbols that a pair of rails gives.</summary>
    public int SoftPerPair { get; } = kind switch { PskKind.Binary => 1, PskKind.EightPhase => 3, _ => 2 };

    /// <summary>Soft symbols of one hypothesis.</summary>
    /// <param name="hypothesis">Which.</param>
    /// <param name="re">The real rail.</param>
    /// <param name="im">The imaginary rail.</param>
    /// <param name="before">What came before on the imaginary rail.</param>
    /// <param name="soft">As many as the pairs give.</param>
    public void Soft(int hypothesis, ReadOnlySpan<float> re, ReadOnlySpan<float> im, float before, Span<float> soft)
    {
        if (kind == PskKind.Binary)
            re.CopyTo(soft);
        else if (kind == PskKind.EightPhase)
            EightPhases(hypothesis, re, im, soft);
        else if (kind == PskKind.GaussianMinimumShift && hypothesis == 2)
            Changes(re, im, before, soft);
        else if (kind == PskKind.Quadrature)
            Interleave(hypothesis is 1 or 3 ? im : re, hypothesis is 1 or 3 ? re : im, hypothesis == 1 ? -1 : 1, hypothesis == 2 ? -1 : 1, soft);
        else
            Interleave(re, im, 1, hypothesis == 1 ? -1 : 1, soft);
    }

    private static void Interleave(ReadOnlySpan<float> first, ReadOnlySpan<float> second, float signFirst, float signSecond, Span<float> soft)
    {
        var i = 0;
        var (low, high) = (Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7), Vector256.Create(signFirst, signSecond, signFirst, signSecond, signFirst, signSecond, signFirst, signSecond));
        for (; i + 4 <= first.Length; i += 4)
        {
            var both = Vector256.Create(Vector128.Create(first.Slice(i, 4)), Vector128.Create(second.Slice(i, 4)));
            (Vector256.Shuffle(both, low) * high).CopyTo(soft[(2 * i)..]);
        }
        for (; i < first.Length; i++)
            (soft[2 * i], soft[(2 * i) + 1]) = (signFirst * first[i], signSecond * second[i]);
    }

    /// <summary>GMSK without precoding: bits are the turns from rail to rail; one is as sure as the less sure of the two.</summary>
    private static void Changes(ReadOnlySpan<float> re, ReadOnlySpan<float> im, float before, Span<float> soft)
    {
        for (var i = 0; i < re.Length; i++)
        {
            soft[2 * i] = MathF.CopySign(Math.Min(Math.Abs(before), Math.Abs(re[i])), -before * re[i]);
            soft[(2 * i) + 1] = MathF.CopySign(Math.Min(Math.Abs(re[i]), Math.Abs(im[i])), re[i] * im[i]);
            before = im[i];
        }
    }

    /// <summary>The bits of <see cref="EightPskMap"/> by the distance to the nearest point of either value.</summary>
    private static void EightPhases(int hypothesis, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> soft)
    {
        var (sin, cos) = MathF.SinCos(MathF.PI / 4 * (hypothesis & 7));
        var mirror = hypothesis >= 8 ? -1f : 1f;
        for (var i = 0; i < re.Length; i++)
        {
            var (x, y) = (re[i], mirror * im[i]);
            (x, y) = ((x * cos) - (y * sin), (x * sin) + (y * cos));
            soft[3 * i] = EightPhaseScale * 2 * (Near - Far) * (Math.Abs((y * Near) - (x * Far)) - Math.Abs((x * Near) + (y * Far)));
            soft[(3 * i) + 1] = EightPhaseScale * Half((-x * Near) - (y * Far), (x * Far) - (y * Near));
            soft[(3 * i) + 2] = EightPhaseScale * Half((x * Far) - (y * Near), (x * Near) + (y * Far));
        }
    }

    /// <summary>For a bit that is 1 in a half plane.</summary>
    /// <param name="along">Distance into it.</param>
    /// <param name="across">Along its edge.</param>
    private static float Half(float along, float across)
    {
        across = Math.Abs(across);
        return Math.Max((Near * across) + (Far * along), (Far * across) + (Near * along)) - Math.Max((Near * across) - (Far * along), (Far * across) - (Near * along));
    }
}
