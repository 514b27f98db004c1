using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>The sums of a finite impulse response filter. How many outputs are asked for at once changes no bit of one.</summary>
internal static class FirKernel
{
    /// <summary>Outputs side by side: y[i] = Σ h[k]·x[i + k·step], k ascending.</summary>
    /// <param name="x">The first sample that the first output needs.</param>
    /// <param name="taps">h, in the order of the samples.</param>
    /// <param name="step">Floats a sample: 1 of a real stream, 2 of a complex one.</param>
    public static void AcrossOutputs(ref float x, ReadOnlySpan<float> taps, int step, Span<float> output)
    {
        ref var y = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i + 64 <= output.Length; i += 64)
            SixtyFour(ref Unsafe.Add(ref x, i), taps, step, ref Unsafe.Add(ref y, i));
        for (; i + 8 <= output.Length; i += 8)
            Eight(ref Unsafe.Add(ref x, i), taps, step, ref Unsafe.Add(ref y, i));
        for (; i < output.Length; i++)
            Unsafe.Add(ref y, i) = One(ref Unsafe.Add(ref x, i), taps, step);
    }

    /// <summary>Complex outputs one by one, each a sum across taps in four partial sums: y[m] = Σ h[k]·x[m·hop + k].</summary>
    /// <param name="x">The first sample that the first output needs, real and imaginary parts in turns.</param>
    /// <param name="taps">h in the order of the samples, each twice; a multiple of 8 long.</param>
    /// <param name="hop">Samples from one output to the next.</param>
    public static void AcrossTaps(ref float x, ReadOnlySpan<float> taps, int hop, Span<Complex32> output)
    {
        var m = 0;
        for (; m + 8 <= output.Length; m += 8)
            EightSums(ref Unsafe.Add(ref x, 2 * m * hop), taps, 2 * hop, output.Slice(m, 8));
        for (; m < output.Length; m++)
        {
            ref var from = ref Unsafe.Add(ref x, 2 * m * hop);
            var sum = Vector256<float>.Zero;
            for (nuint k = 0; k < (nuint)taps.Length; k += 8)
                sum = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(in MemoryMarshal.GetReference(taps), k), Vector256.LoadUnsafe(ref from, k), sum);
            output[m] = Folded(sum);
        }
    }

    /// <summary>The reference for <see cref="AcrossTaps"/>: the same partial sums, one number at a time.</summary>
    public static Complex32 ScalarAcrossTaps(ReadOnlySpan<Complex32> x, ReadOnlySpan<float> taps)
    {
        Span<Complex32> parts = stackalloc Complex32[4];
        parts.Clear();
        for (var k = 0; k < taps.Length; k++)
        {
            var (h, part) = (taps[k], parts[k % 4]);
            parts[k % 4] = new Complex32(float.MultiplyAddEstimate(h, x[k].Re, part.Re), float.MultiplyAddEstimate(h, x[k].Im, part.Im));
        }
        return parts[0] + parts[2] + (parts[1] + parts[3]);
    }

    /// <summary>The reference for <see cref="AcrossOutputs"/>.</summary>
    public static float One(ref float x, ReadOnlySpan<float> taps, int step)
    {
        var sum = 0f;
        for (var k = 0; k < taps.Length; k++)
            sum = float.MultiplyAddEstimate(taps[k], Unsafe.Add(ref x, k * step), sum);
        return sum;
    }

    private static void Eight(ref float x, ReadOnlySpan<float> taps, int step, ref float y)
    {
        var sum = Vector256<float>.Zero;
        for (var k = 0; k < taps.Length; k++)
            sum = Vector256.MultiplyAddEstimate(Vector256.Create(taps[k]), Vector256.LoadUnsafe(ref x, (nuint)(k * step)), sum);
        sum.StoreUnsafe(ref y);
    }

    private static void SixtyFour(ref float x, ReadOnlySpan<float> taps, int step, ref float y)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (e, f, g, h) = (a, b, c, d);
        foreach (var value in taps)
        {
            var tap = Vector256.Create(value);
            a = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x), a);
            b = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 8), b);
            c = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 16), c);
            d = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 24), d);
            e = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 32), e);
            f = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 40), f);
            g = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 48), g);
            h = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, 56), h);
            x = ref Unsafe.Add(ref x, step);
        }
        Store(a, b, c, d, ref y);
        Store(e, f, g, h, ref Unsafe.Add(ref y, 32));
    }

    private static void Store(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, ref float y)
    {
        a.StoreUnsafe(ref y);
        b.StoreUnsafe(ref y, 8);
        c.StoreUnsafe(ref y, 16);
        d.StoreUnsafe(ref y, 24);
    }

    private static void EightSums(ref float x, ReadOnlySpan<float> taps, int hop, Span<Complex32> output)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var (e, f, g, h) = (a, b, c, d);
        ref var fifth = ref Unsafe.Add(ref x, 4 * hop);
        var apart = (nuint)hop;
        for (nuint k = 0; k < (nuint)taps.Length; k += 8)
        {
            var tap = Vector256.LoadUnsafe(in MemoryMarshal.GetReference(taps), k);
            a = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, k), a);
            b = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, k + apart), b);
            c = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, k + (2 * apart)), c);
            d = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref x, k + (3 * apart)), d);
            e = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref fifth, k), e);
            f = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref fifth, k + apart), f);
            g = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref fifth, k + (2 * apart)), g);
            h = Vector256.MultiplyAddEstimate(tap, Vector256.LoadUnsafe(ref fifth, k + (3 * apart)), h);
        }
        (output[0], output[1], output[2], output[3]) = (Folded(a), Folded(b), Folded(c), Folded(d));
        (output[4], output[5], output[6], output[7]) = (Folded(e), Folded(f), Folded(g), Folded(h));
    }

    private static Complex32 Folded(Vector256<float> sums)
    {
        var pairs = sums.GetLower() + sums.GetUpper();
        return new Complex32(pairs[0] + pairs[2], pairs[1] + pairs[3]);
    }
}
