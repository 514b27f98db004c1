using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Loops over complex streams held as split real and imaginary parts, eight at a time with a scalar tail that gives the same within a rounding.</summary>
public static class ComplexKernels
{
    /// <summary>Splits into real and imaginary parts.</summary>
    /// <param name="input">Complex samples.</param>
    /// <param name="re">Real parts, at least as long.</param>
    /// <param name="im">Imaginary parts, at least as long.</param>
    public static void Split(ReadOnlySpan<Complex32> input, Span<float> re, Span<float> im)
    {
        var apart = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        var parts = MemoryMarshal.Cast<Complex32, float>(input);
        var i = 0;
        for (; i + 8 <= input.Length; i += 8)
        {
            var a = Vector256.Shuffle(Vector256.Create(parts.Slice(2 * i, 8)), apart);
            var b = Vector256.Shuffle(Vector256.Create(parts.Slice((2 * i) + 8, 8)), apart);
            Vector256.Create(a.GetLower(), b.GetLower()).CopyTo(re[i..]);
            Vector256.Create(a.GetUpper(), b.GetUpper()).CopyTo(im[i..]);
        }
        for (; i < input.Length; i++)
            (re[i], im[i]) = (input[i].Re, input[i].Im);
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
