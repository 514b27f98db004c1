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
        if (Vector256.IsHardwareAccelerated)
            AcrossOutputs<Lanes8>(ref x, taps, step, output);
        else
            AcrossOutputs<Lanes4>(ref x, taps, step, output);
    }

    /// <summary>Complex outputs one by one, each a sum across taps in four partial sums (two where vectors have 128 bits): y[m] = Σ h[k]·x[m·hop + k].</summary>
    /// <param name="x">The first sample that the first output needs, real and imaginary parts in turns.</param>
    /// <param name="taps">h in the order of the samples, each twice; a multiple of 8 long.</param>
    /// <param name="hop">Samples from one output to the next.</param>
    public static void AcrossTaps(ref float x, ReadOnlySpan<float> taps, int hop, Span<Complex32> output)
    {
        if (Vector256.IsHardwareAccelerated)
            AcrossTaps<Lanes8>(ref x, taps, hop, output);
        else
            AcrossTaps<Lanes4>(ref x, taps, hop, output);
    }

    /// <summary>The reference for <see cref="AcrossTaps"/>: the same partial sums, one number at a time.</summary>
    public static Complex32 ScalarAcrossTaps(ReadOnlySpan<Complex32> x, ReadOnlySpan<float> taps)
    {
        Span<Complex32> parts = stackalloc Complex32[Vector256.IsHardwareAccelerated ? 4 : 2];
        parts.Clear();
        for (var k = 0; k < taps.Length; k++)
        {
            ref var part = ref parts[k % parts.Length];
            part = new Complex32(Fused.MultiplyAdd(taps[k], x[k].Re, part.Re), Fused.MultiplyAdd(taps[k], x[k].Im, part.Im));
        }
        return parts.Length == 4 ? parts[0] + parts[2] + (parts[1] + parts[3]) : parts[0] + parts[1];
    }

    /// <summary>The reference for <see cref="AcrossOutputs"/>.</summary>
    public static float One(ref float x, ReadOnlySpan<float> taps, int step)
    {
        var sum = 0f;
        for (var k = 0; k < taps.Length; k++)
            sum = Fused.MultiplyAdd(taps[k], Unsafe.Add(ref x, k * step), sum);
        return sum;
    }

    private static void AcrossOutputs<TLanes>(ref float x, ReadOnlySpan<float> taps, int step, Span<float> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var y = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i + (8 * TLanes.Count) <= output.Length; i += 8 * TLanes.Count)
            EightVectors<TLanes>(ref Unsafe.Add(ref x, i), taps, step, ref Unsafe.Add(ref y, i));
        for (; i + TLanes.Count <= output.Length; i += TLanes.Count)
            OneVector<TLanes>(ref Unsafe.Add(ref x, i), taps, step, ref Unsafe.Add(ref y, i));
        for (; i < output.Length; i++)
            Unsafe.Add(ref y, i) = One(ref Unsafe.Add(ref x, i), taps, step);
    }

    private static void OneVector<TLanes>(ref float x, ReadOnlySpan<float> taps, int step, ref float y)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = TLanes.Create(0);
        for (var k = 0; k < taps.Length; k++)
            sum = TLanes.MultiplyAdd(TLanes.Create(taps[k]), TLanes.Load(ref x, (nuint)(k * step)), sum);
        sum.Store(ref y, 0);
    }

    private static void EightVectors<TLanes>(ref float x, ReadOnlySpan<float> taps, int step, ref float y)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b, c, d) = (TLanes.Create(0), TLanes.Create(0), TLanes.Create(0), TLanes.Create(0));
        var (e, f, g, h) = (a, b, c, d);
        var n = (nuint)TLanes.Count;
        foreach (var value in taps)
        {
            var tap = TLanes.Create(value);
            a = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 0), a);
            b = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, n), b);
            c = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 2 * n), c);
            d = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 3 * n), d);
            e = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 4 * n), e);
            f = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 5 * n), f);
            g = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 6 * n), g);
            h = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, 7 * n), h);
            x = ref Unsafe.Add(ref x, step);
        }
        a.Store(ref y, 0);
        b.Store(ref y, n);
        c.Store(ref y, 2 * n);
        d.Store(ref y, 3 * n);
        e.Store(ref y, 4 * n);
        f.Store(ref y, 5 * n);
        g.Store(ref y, 6 * n);
        h.Store(ref y, 7 * n);
    }

    private static void AcrossTaps<TLanes>(ref float x, ReadOnlySpan<float> taps, int hop, Span<Complex32> output)
        where TLanes : struct, ILanes<TLanes>
    {
        var m = 0;
        for (; m + 8 <= output.Length; m += 8)
            EightSums<TLanes>(ref Unsafe.Add(ref x, 2 * m * hop), taps, (nuint)(2 * hop), output.Slice(m, 8));
        for (; m < output.Length; m++)
        {
            ref var from = ref Unsafe.Add(ref x, 2 * m * hop);
            var sum = TLanes.Create(0);
            for (nuint k = 0; k < (nuint)taps.Length; k += (nuint)TLanes.Count)
                sum = TLanes.MultiplyAdd(TLanes.Load(in MemoryMarshal.GetReference(taps), k), TLanes.Load(ref from, k), sum);
            output[m] = sum.ComplexSum();
        }
    }

    private static void EightSums<TLanes>(ref float x, ReadOnlySpan<float> taps, nuint hop, Span<Complex32> output)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b, c, d) = (TLanes.Create(0), TLanes.Create(0), TLanes.Create(0), TLanes.Create(0));
        var (e, f, g, h) = (a, b, c, d);
        ref var fifth = ref Unsafe.Add(ref x, 4 * hop);
        ref var tapsFrom = ref MemoryMarshal.GetReference(taps);
        for (nuint k = 0; k < (nuint)taps.Length; k += (nuint)TLanes.Count)
        {
            var tap = TLanes.Load(ref tapsFrom, k);
            a = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, k), a);
            b = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, k + hop), b);
            c = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, k + (2 * hop)), c);
            d = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, k + (3 * hop)), d);
            e = TLanes.MultiplyAdd(tap, TLanes.Load(ref fifth, k), e);
            f = TLanes.MultiplyAdd(tap, TLanes.Load(ref fifth, k + hop), f);
            g = TLanes.MultiplyAdd(tap, TLanes.Load(ref fifth, k + (2 * hop)), g);
            h = TLanes.MultiplyAdd(tap, TLanes.Load(ref fifth, k + (3 * hop)), h);
        }
        output = output[..8];
        output[0] = a.ComplexSum();
        output[1] = b.ComplexSum();
        output[2] = c.ComplexSum();
        output[3] = d.ComplexSum();
        output[4] = e.ComplexSum();
        output[5] = f.ComplexSum();
        output[6] = g.ComplexSum();
        output[7] = h.ComplexSum();
    }
}
