using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Instantaneous frequency of a complex stream: the phase from each sample to the next.</summary>
/// <remarks>y[n] = arg(x[n]·x*[n−1]); blind to amplitude. The arc tangent is a minimax polynomial of the form of
/// M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 4.4.49, two degrees higher; error below 1e-5 rad.</remarks>
public sealed class FmDiscriminator
{
    private float _lastRe, _lastIm;

    /// <summary>Takes samples.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="output">At least as long; radians a sample, in [−π, π]; must not overlap the input.</param>
    /// <returns>re.Length, always.</returns>
    public int Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        if (re.IsEmpty)
            return 0;
        output[0] = Arg((re[0] * _lastRe) + (im[0] * _lastIm), (im[0] * _lastRe) - (re[0] * _lastIm));
        var i = 1;
        for (; i + 8 <= re.Length; i += 8)
        {
            var (a, b) = (Vector256.Create(re.Slice(i, 8)), Vector256.Create(im.Slice(i, 8)));
            var (c, d) = (Vector256.Create(re.Slice(i - 1, 8)), Vector256.Create(im.Slice(i - 1, 8)));
            Arg((a * c) + (b * d), (b * c) - (a * d)).CopyTo(output[i..]);
        }
        for (; i < re.Length; i++)
            output[i] = Arg((re[i] * re[i - 1]) + (im[i] * im[i - 1]), (im[i] * re[i - 1]) - (re[i] * im[i - 1]));
        (_lastRe, _lastIm) = (re[^1], im[^1]);
        return re.Length;
    }

    /// <summary>Takes interleaved samples.</summary>
    /// <param name="input">Samples.</param>
    /// <param name="output">At least as long; radians a sample, in [−π, π]; must not overlap the input.</param>
    /// <returns>input.Length, always.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<float> output)
    {
        if (input.IsEmpty)
            return 0;
        output[0] = Arg(input[0], new Complex32(_lastRe, _lastIm));
        _ = output[..input.Length];
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var y = ref MemoryMarshal.GetReference(output);
        var i = 1;
        for (; i + 8 <= input.Length; i += 8)
        {
            var at = 2 * (nuint)i;
            var (p, q) = (Vector256.LoadUnsafe(ref x, at), Vector256.LoadUnsafe(ref x, at + 8));
            var (a, b) = (Interleaving.Even(p, q), Interleaving.Odd(p, q));
            (p, q) = (Vector256.LoadUnsafe(ref x, at - 2), Vector256.LoadUnsafe(ref x, at + 6));
            var (c, d) = (Interleaving.Even(p, q), Interleaving.Odd(p, q));
            Arg((a * c) + (b * d), (b * c) - (a * d)).StoreUnsafe(ref y, (nuint)i);
        }
        for (; i < input.Length; i++)
            output[i] = Arg(input[i], input[i - 1]);
        (_lastRe, _lastIm) = (input[^1].Re, input[^1].Im);
        return input.Length;
    }

    /// <summary>Forgets the last sample.</summary>
    public void Reset() => (_lastRe, _lastIm) = (0, 0);

    private static float Arg(Complex32 x, Complex32 last) => Arg((x.Re * last.Re) + (x.Im * last.Im), (x.Im * last.Re) - (x.Re * last.Im));

    private static float Arg(float re, float im) => Arg(Vector256.CreateScalar(re), Vector256.CreateScalar(im))[0];

    /// <summary>atan2(im, re); 0 where both are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Arg(Vector256<float> re, Vector256<float> im)
    {
        var (x, y) = (Vector256.Abs(re), Vector256.Abs(im));
        var (low, high) = (Vector256.Min(x, y), Vector256.Max(x, y));
        var t = low / Vector256.Max(high, Vector256.Create(1e-30f));
        var s = t * t;
        var p = Vector256.Create(-0.0117212f);
        p = (p * s) + Vector256.Create(0.05265332f);
        p = (p * s) + Vector256.Create(-0.11643287f);
        p = (p * s) + Vector256.Create(0.19354346f);
        p = (p * s) + Vector256.Create(-0.33262347f);
        p = (p * s) + Vector256.Create(0.99997726f);
        var angle = p * t;
        angle = Vector256.ConditionalSelect(Vector256.GreaterThan(y, x), Vector256.Create(MathF.PI / 2) - angle, angle);
        angle = Vector256.ConditionalSelect(Vector256.LessThan(re, Vector256<float>.Zero), Vector256.Create(MathF.PI) - angle, angle);
        return Vector256.ConditionalSelect(Vector256.LessThan(im, Vector256<float>.Zero), -angle, angle);
    }
}
