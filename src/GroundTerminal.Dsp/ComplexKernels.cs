using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Loops over complex streams, interleaved or held as split real and imaginary parts, eight at a time with a scalar tail that gives the same within a rounding.</summary>
public static class ComplexKernels
{
    /// <summary>Splits into real and imaginary parts.</summary>
    /// <param name="input">Complex samples.</param>
    /// <param name="re">Real parts, at least as long.</param>
    /// <param name="im">Imaginary parts, at least as long.</param>
    public static void Split(ReadOnlySpan<Complex32> input, Span<float> re, Span<float> im)
    {
        _ = re[..input.Length];
        _ = im[..input.Length];
        var i = Vector256.IsHardwareAccelerated ? SplitVectors<Lanes8>(input, re, im) : SplitVectors<Lanes4>(input, re, im);
        for (; i < input.Length; i++)
            (re[i], im[i]) = (input[i].Re, input[i].Im);
    }

    /// <summary>Squared magnitude: y = |x|².</summary>
    /// <param name="input">Complex samples.</param>
    /// <param name="output">At least as long.</param>
    public static void MagnitudeSquared(ReadOnlySpan<Complex32> input, Span<float> output)
    {
        _ = output[..input.Length];
        var i = Vector256.IsHardwareAccelerated ? PowerVectors<Lanes8>(input, output) : PowerVectors<Lanes4>(input, output);
        for (; i < input.Length; i++)
            output[i] = input[i].MagnitudeSquared;
    }

    /// <summary>Magnitude: y = |x|.</summary>
    /// <param name="input">Complex samples, |x|² a float.</param>
    /// <param name="output">At least as long.</param>
    public static void Magnitude(ReadOnlySpan<Complex32> input, Span<float> output)
    {
        _ = output[..input.Length];
        var i = Vector256.IsHardwareAccelerated ? MagnitudeVectors<Lanes8>(input, output) : MagnitudeVectors<Lanes4>(input, output);
        for (; i < input.Length; i++)
            output[i] = input[i].Magnitude;
    }

    /// <summary>Multiplies each sample with a real gain.</summary>
    /// <param name="input">Complex samples.</param>
    /// <param name="gains">Each gain twice: two floats a sample.</param>
    /// <param name="output">At least as long; may be the input itself.</param>
    public static void Scale(ReadOnlySpan<Complex32> input, ReadOnlySpan<float> gains, Span<Complex32> output)
    {
        _ = gains[..(2 * input.Length)];
        _ = output[..input.Length];
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(output));
        ref var gain = ref MemoryMarshal.GetReference(gains);
        var i = Vector256.IsHardwareAccelerated ? ProductVectors<Lanes8>(ref x, ref gain, ref y, 2 * input.Length) : ProductVectors<Lanes4>(ref x, ref gain, ref y, 2 * input.Length);
        for (; i < 2 * input.Length; i++)
            Unsafe.Add(ref y, i) = Unsafe.Add(ref x, i) * Unsafe.Add(ref gain, i);
    }

    /// <summary>Mixes: y[n] = x[n]·exp(j2π(start + n·step)).</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="start">Phase of the first sample, turns.</param>
    /// <param name="step">Phase from sample to sample, turns.</param>
    /// <param name="outRe">Real parts of the output, at least as long; may be the input.</param>
    /// <param name="outIm">Imaginary parts of the output.</param>
    public static void Mix(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double start, double step, Span<float> outRe, Span<float> outIm)
    {
        const int Renew = 512;
        for (var from = 0; from < re.Length; from += Renew)
        {
            var n = Math.Min(Renew, re.Length - from);
            MixShort(re.Slice(from, n), im.Slice(from, n), start + (from * step), step, outRe.Slice(from, n), outIm.Slice(from, n));
        }
    }

    /// <summary>Squares: y = x².</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="outRe">Real parts of the output, at least as long.</param>
    /// <param name="outIm">Imaginary parts of the output.</param>
    public static void Square(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> outRe, Span<float> outIm)
    {
        var i = 0;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (a, b) = (Vector256.Create(re.Slice(i, 8)), Vector256.Create(im.Slice(i, 8)));
            ((a * a) - (b * b)).CopyTo(outRe[i..]);
            (a * b * 2f).CopyTo(outIm[i..]);
        }
        for (; i < re.Length; i++)
            (outRe[i], outIm[i]) = ((re[i] * re[i]) - (im[i] * im[i]), re[i] * im[i] * 2f);
    }

    /// <summary>Doubles the phase and keeps the magnitude: y = x²/|x|, 0 for 0.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="outRe">Real parts of the output, at least as long.</param>
    /// <param name="outIm">Imaginary parts of the output.</param>
    public static void DoublePhase(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> outRe, Span<float> outIm)
    {
        var tiny = Vector256.Create(1e-30f);
        var i = 0;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (a, b) = (Vector256.Create(re.Slice(i, 8)), Vector256.Create(im.Slice(i, 8)));
            var (aa, bb) = (a * a, b * b);
            var scale = Vector256<float>.One / Vector256.Max(Vector256.Sqrt(aa + bb), tiny);
            ((aa - bb) * scale).CopyTo(outRe[i..]);
            (a * b * 2f * scale).CopyTo(outIm[i..]);
        }
        for (; i < re.Length; i++)
        {
            var scale = 1f / Math.Max(MathF.Sqrt((re[i] * re[i]) + (im[i] * im[i])), 1e-30f);
            (outRe[i], outIm[i]) = (((re[i] * re[i]) - (im[i] * im[i])) * scale, re[i] * im[i] * 2f * scale);
        }
    }

    /// <summary>Power: y = |x|².</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="power">At least as long.</param>
    public static void Power(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> power)
    {
        var i = 0;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (a, b) = (Vector256.Create(re.Slice(i, 8)), Vector256.Create(im.Slice(i, 8)));
            ((a * a) + (b * b)).CopyTo(power[i..]);
        }
        for (; i < re.Length; i++)
            power[i] = (re[i] * re[i]) + (im[i] * im[i]);
    }

    private static int SplitVectors<TLanes>(ReadOnlySpan<Complex32> input, Span<float> re, Span<float> im)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var toRe = ref MemoryMarshal.GetReference(re);
        ref var toIm = ref MemoryMarshal.GetReference(im);
        var i = 0;
        for (; i + TLanes.Count <= input.Length; i += TLanes.Count)
        {
            var (a, b) = Two<TLanes>(ref x, i);
            TLanes.Even(a, b).Store(ref toRe, (nuint)i);
            TLanes.Odd(a, b).Store(ref toIm, (nuint)i);
        }
        return i;
    }

    private static int PowerVectors<TLanes>(ReadOnlySpan<Complex32> input, Span<float> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref MemoryMarshal.GetReference(output);
        if (input.Length < TLanes.Count)
            return 0;
        StorePower<TLanes>(ref x, ref y, 0);
        var i = Alignment.Lead(ref y, TLanes.Count);
        for (; i + TLanes.Count <= input.Length; i += TLanes.Count)
            StorePower<TLanes>(ref x, ref y, i);
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePower<TLanes>(ref float x, ref float y, int i)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b) = Two<TLanes>(ref x, i);
        TLanes.PairSums(a * a, b * b).Store(ref y, (nuint)i);
    }

    private static int MagnitudeVectors<TLanes>(ReadOnlySpan<Complex32> input, Span<float> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref MemoryMarshal.GetReference(output);
        if (input.Length < TLanes.Count)
            return 0;
        StoreMagnitude<TLanes>(ref x, ref y, 0);
        var i = Alignment.Lead(ref y, TLanes.Count);
        for (; i + (2 * TLanes.Count) <= input.Length; i += 2 * TLanes.Count)
        {
            StoreMagnitude<TLanes>(ref x, ref y, i);
            StoreMagnitude<TLanes>(ref x, ref y, i + TLanes.Count);
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreMagnitude<TLanes>(ref float x, ref float y, int i)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b) = Two<TLanes>(ref x, i);
        TLanes.Sqrt(TLanes.PairSums(a * a, b * b)).Store(ref y, (nuint)i);
    }

    private static int ProductVectors<TLanes>(ref float x, ref float gain, ref float y, int count)
        where TLanes : struct, ILanes<TLanes>
    {
        var i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
            (TLanes.Load(ref x, (nuint)i) * TLanes.Load(ref gain, (nuint)i)).Store(ref y, (nuint)i);
        return i;
    }

    /// <summary>Two vectors of interleaved samples, from sample i on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes First, TLanes Second) Two<TLanes>(ref float x, int i)
        where TLanes : struct, ILanes<TLanes> => (TLanes.Load(ref x, 2 * (nuint)i), TLanes.Load(ref x, (2 * (nuint)i) + (nuint)TLanes.Count));

    private static void MixShort(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double start, double step, Span<float> outRe, Span<float> outIm)
    {
        Span<float> laneRe = stackalloc float[8], laneIm = stackalloc float[8];
        for (var lane = 0; lane < 8; lane++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * Fraction(start + (lane * step)));
            (laneRe[lane], laneIm[lane]) = ((float)cos, (float)sin);
        }
        var (c, s) = (Vector256.Create<float>(laneRe), Vector256.Create<float>(laneIm));
        var (stepSin, stepCos) = Math.SinCos(2 * Math.PI * Fraction(8 * step));
        var (p, q) = (Vector256.Create((float)stepCos), Vector256.Create((float)stepSin));
        var i = 0;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (a, b) = (Vector256.Create(re.Slice(i, 8)), Vector256.Create(im.Slice(i, 8)));
            ((a * c) - (b * s)).CopyTo(outRe[i..]);
            ((a * s) + (b * c)).CopyTo(outIm[i..]);
            (c, s) = ((c * p) - (s * q), (c * q) + (s * p));
        }
        for (; i < re.Length; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * Fraction(start + (i * step)));
            var (a, b) = (re[i], im[i]);
            (outRe[i], outIm[i]) = ((a * (float)cos) - (b * (float)sin), (a * (float)sin) + (b * (float)cos));
        }
    }

    private static double Fraction(double turns) => turns - Math.Floor(turns);
}
