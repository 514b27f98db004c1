using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>An impulse response sampled at many shifts between two samples: reads a filtered stream anywhere between its samples.</summary>
/// <remarks>Between shifts the taps are interpolated linearly; there are as many shifts (8 to 512) as keep the error of that below the stop band.</remarks>
public sealed class PolyphaseTable
{
    private readonly float[] _taps;
    private readonly int _phaseBits;

    /// <summary>A low-pass filter: windowed sinc, Kaiser window, gain 1.</summary>
    /// <param name="cutoff">−6 dB frequency over sample rate, up to 0.5.</param>
    /// <param name="transition">Width of the transition over sample rate.</param>
    /// <param name="stopBandDb">Attenuation in the stop band, dB, above 50.</param>
    public PolyphaseTable(double cutoff, double transition, double stopBandDb)
        : this(FilterDesign.KaiserTaps(transition, stopBandDb), LowPass(cutoff, stopBandDb), cutoff + (transition / 2), stopBandDb)
    {
    }

    /// <summary>Any impulse response.</summary>
    /// <param name="taps">Its length in samples; padded to a multiple of 8.</param>
    /// <param name="response">Its value at a time in samples from its middle, and at the padded length; need not be normalised: the taps of each shift are, to the sum 1.</param>
    /// <param name="highest">Highest frequency that passes, over sample rate, up to 1.</param>
    /// <param name="errorDb">How far below full scale the error of interpolating between shifts has to be, dB.</param>
    public PolyphaseTable(int taps, Func<double, int, double> response, double highest, double errorDb)
    {
        Length = (taps + 7) & ~7;
        var phases = Math.Tau * highest / Math.Sqrt(8 * Math.Pow(10, -errorDb / 20));
        _phaseBits = Math.Clamp((int)Math.Ceiling(Math.Log2(phases)), 3, 9);
        _taps = new float[((1 << _phaseBits) + 1) * Length];
        for (var phase = 0; phase <= 1 << _phaseBits; phase++)
            Fill(_taps.AsSpan(phase * Length, Length), response, (double)phase / (1 << _phaseBits));
    }

    /// <summary>Taps of each shift: a multiple of 8.</summary>
    public int Length { get; }

    /// <summary>A matched filter: a root-raised-cosine pulse.</summary>
    /// <param name="samplesPerSymbol">Samples a symbol, above 1.</param>
    /// <param name="rollOff">Excess bandwidth, 0.01 to 1.</param>
    /// <param name="symbols">Span in symbols.</param>
    public static PolyphaseTable RootRaisedCosine(double samplesPerSymbol, double rollOff, int symbols)
    {
        var taps = (2 * (int)(samplesPerSymbol * symbols / 2)) + 1;
        return new PolyphaseTable(taps, (x, _) => Math.Abs(x) <= taps / 2.0 ? FilterDesign.RootRaisedCosineAt(x / samplesPerSymbol, rollOff) : 0, (1 + rollOff) / 2 / samplesPerSymbol, 70);
    }

    /// <summary>The filtered stream between x[Length/2 − 1] and the sample after that.</summary>
    /// <param name="re">x, real parts, at least Length long.</param>
    /// <param name="im">Imaginary parts, at least as long.</param>
    /// <param name="fraction">Where between the two, in steps of 2⁻⁶⁴.</param>
    public Complex32 Interpolate(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ulong fraction)
    {
        _ = re[..Length];
        _ = im[..Length];
        return Vector256.IsHardwareAccelerated ? Interpolate<Lanes8>(re, im, fraction) : Interpolate<Lanes4>(re, im, fraction);
    }

    /// <summary>The reference for <see cref="Interpolate"/>: one tap after the other, in double precision.</summary>
    internal Complex32 ScalarInterpolate(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ulong fraction)
    {
        var row = (int)(fraction >> (64 - _phaseBits)) * Length;
        double sumRe = 0, sumIm = 0;
        for (var k = 0; k < Length; k++)
        {
            double tap = _taps[row + k] + (Part(fraction) * ((double)_taps[row + Length + k] - _taps[row + k]));
            (sumRe, sumIm) = (sumRe + (tap * re[k]), sumIm + (tap * im[k]));
        }
        return new Complex32((float)sumRe, (float)sumIm);
    }

    private Complex32 Interpolate<TLanes>(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ulong fraction)
        where TLanes : struct, ILanes<TLanes>
    {
        ref float low = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_taps), (int)(fraction >> (64 - _phaseBits)) * Length);
        ref float high = ref Unsafe.Add(ref low, Length);
        ref float x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        TLanes part = TLanes.Create(Part(fraction)), sumRe = TLanes.Create(0), sumIm = sumRe;
        for (nuint k = 0; k < (nuint)Length; k += (nuint)TLanes.Count)
        {
            TLanes a = TLanes.Load(ref low, k);
            TLanes tap = TLanes.MultiplyAdd(part, TLanes.Load(ref high, k) - a, a);
            sumRe = TLanes.MultiplyAdd(tap, TLanes.Load(ref x, k), sumRe);
            sumIm = TLanes.MultiplyAdd(tap, TLanes.Load(ref y, k), sumIm);
        }
        return new Complex32(sumRe.Sum(), sumIm.Sum());
    }

    private float Part(ulong fraction) => (fraction << _phaseBits >> 40) * (1f / (1 << 24));

    private static Func<double, int, double> LowPass(double cutoff, double stopBandDb) => (x, length) =>
    {
        double angle = Math.Tau * cutoff * x;
        return (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle) * FilterDesign.Kaiser(Math.Clamp(2 * x / length, -1, 1), stopBandDb);
    };

    private static void Fill(Span<float> taps, Func<double, int, double> response, double shift)
    {
        Span<double> values = stackalloc double[taps.Length];
        var sum = 0.0;
        for (var k = 0; k < taps.Length; k++)
            sum += values[k] = response(k - (taps.Length / 2) + 1 - shift, taps.Length);
        for (var k = 0; k < taps.Length; k++)
            taps[k] = (float)(values[k] / sum);
    }
}
