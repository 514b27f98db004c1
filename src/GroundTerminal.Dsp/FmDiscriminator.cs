using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Instantaneous frequency of a complex stream: the phase from each sample to the next.</summary>
/// <remarks>y[n] = arg(x[n]·x*[n−1]); blind to amplitude. The arc tangent is a minimax polynomial of the form of
/// M. Abramowitz and I. Stegun, Handbook of Mathematical Functions, 4.4.49, two degrees higher; error below 1e-5 rad.</remarks>
public sealed class FmDiscriminator
{
    private Complex32 _last;

    /// <summary>Takes samples.</summary>
    /// <param name="re">Real parts.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    /// <param name="output">At least as long; radians a sample, in [−π, π]; must not overlap the input.</param>
    /// <returns>re.Length, always.</returns>
    public int Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        if (re.IsEmpty)
            return 0;
        _ = im[..re.Length];
        _ = output[..re.Length];
        output[0] = Arg(new Complex32(re[0], im[0]), _last);
        var i = Vector256.IsHardwareAccelerated ? Vectors<Lanes8>(re, im, output) : Vectors<Lanes4>(re, im, output);
        for (; i < re.Length; i++)
            output[i] = Arg(new Complex32(re[i], im[i]), new Complex32(re[i - 1], im[i - 1]));
        _last = new Complex32(re[^1], im[re.Length - 1]);
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
        _ = output[..input.Length];
        output[0] = Arg(input[0], _last);
        var i = Vector256.IsHardwareAccelerated ? Vectors<Lanes8>(input, output) : Vectors<Lanes4>(input, output);
        for (; i < input.Length; i++)
            output[i] = Arg(input[i], input[i - 1]);
        _last = input[^1];
        return input.Length;
    }

    /// <summary>Forgets the last sample.</summary>
    public void Reset() => _last = default;

    private static int Vectors<TLanes>(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref MemoryMarshal.GetReference(re);
        ref var y = ref MemoryMarshal.GetReference(im);
        ref var to = ref MemoryMarshal.GetReference(output);
        var i = 1;
        for (; i + TLanes.Count <= re.Length; i += TLanes.Count)
        {
            var at = (nuint)i;
            var (a, b, c, d) = (TLanes.Load(ref x, at), TLanes.Load(ref y, at), TLanes.Load(ref x, at - 1), TLanes.Load(ref y, at - 1));
            Arg((a * c) + (b * d), (b * c) - (a * d)).Store(ref to, at);
        }
        return i;
    }

    private static int Vectors<TLanes>(ReadOnlySpan<Complex32> input, Span<float> output)
        where TLanes : struct, ILanes<TLanes>
    {
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(input));
        ref var to = ref MemoryMarshal.GetReference(output);
        var i = 1;
        for (; i + TLanes.Count <= input.Length; i += TLanes.Count)
        {
            var (at, n) = (2 * (nuint)i, (nuint)TLanes.Count);
            var (p, q, r, s) = (TLanes.Load(ref x, at), TLanes.Load(ref x, at + n), TLanes.Load(ref x, at - 2), TLanes.Load(ref x, at - 2 + n));
            var (a, b, c, d) = (TLanes.Even(p, q), TLanes.Odd(p, q), TLanes.Even(r, s), TLanes.Odd(r, s));
            Arg((a * c) + (b * d), (b * c) - (a * d)).Store(ref to, (nuint)i);
        }
        return i;
    }

    private static float Arg(Complex32 x, Complex32 last) => Arg((x.Re * last.Re) + (x.Im * last.Im), (x.Im * last.Re) - (x.Re * last.Im));

    private static float Arg(float re, float im) => Arg(Lanes4.Create(re), Lanes4.Create(im)).First;

    /// <summary>atan2(im, re); 0 where both are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Arg<TLanes>(TLanes re, TLanes im)
        where TLanes : struct, ILanes<TLanes>
    {
        var zero = TLanes.Create(0);
        var (x, y) = (TLanes.Abs(re), TLanes.Abs(im));
        var t = TLanes.Min(x, y) / TLanes.Max(TLanes.Max(x, y), TLanes.Create(1e-30f));
        var s = t * t;
        var p = TLanes.Create(-0.0117212f);
        p = (p * s) + TLanes.Create(0.05265332f);
        p = (p * s) + TLanes.Create(-0.11643287f);
        p = (p * s) + TLanes.Create(0.19354346f);
        p = (p * s) + TLanes.Create(-0.33262347f);
        p = (p * s) + TLanes.Create(0.99997726f);
        var angle = p * t;
        angle = TLanes.WhereLess(x, y, TLanes.Create(MathF.PI / 2) - angle, angle);
        angle = TLanes.WhereLess(re, zero, TLanes.Create(MathF.PI) - angle, angle);
        return TLanes.WhereLess(im, zero, -angle, angle);
    }
}
