using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>A low-pass filter sampled at 256 shifts between two samples: reads a filtered stream anywhere between its samples.</summary>
/// <remarks>Between shifts the taps are interpolated linearly.</remarks>
public sealed class PolyphaseTable
{
    private const int Phases = 256;
    private readonly float[] _taps;

    /// <param name="cutoff">−6 dB frequency over sample rate, up to 0.5.</param>
    /// <param name="transition">Width of the transition over sample rate.</param>
    /// <param name="stopBandDb">Attenuation in the stop band, dB, above 50.</param>
    public PolyphaseTable(double cutoff, double transition, double stopBandDb)
    {
        Length = (FilterDesign.KaiserTaps(transition, stopBandDb) + 7) & ~7;
        _taps = new float[(Phases + 1) * Length];
        for (var phase = 0; phase <= Phases; phase++)
            Fill(_taps.AsSpan(phase * Length, Length), cutoff, (double)phase / Phases, stopBandDb);
    }

    /// <summary>Taps of each shift: a multiple of 8.</summary>
    public int Length { get; }

    /// <summary>The filtered stream between x[Length/2 − 1] and the sample after that.</summary>
    /// <param name="re">x, real parts, at least Length long.</param>
    /// <param name="im">Imaginary parts, at least as long.</param>
    /// <param name="fraction">Where between the two, in steps of 2⁻⁶⁴.</param>
    public Complex32 Interpolate(ReadOnlySpan<float> re, ReadOnlySpan<float> im, ulong fraction)
    {
        _ = re[..Length];
        _ = im[..Length];
        ref float low = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_taps), (int)(fraction >> 56) * Length);
        ref float high = ref Unsafe.Add(ref low, Length);
        ref float x = ref MemoryMarshal.GetReference(re), y = ref MemoryMarshal.GetReference(im);
        Vector256<float> part = Vector256.Create((fraction << 8 >> 40) * (1f / (1 << 24))), sumRe = Vector256<float>.Zero, sumIm = Vector256<float>.Zero;
        for (nuint k = 0; k < (nuint)Length; k += 8)
        {
            Vector256<float> a = Vector256.LoadUnsafe(ref low, k);
            Vector256<float> tap = a + (part * (Vector256.LoadUnsafe(ref high, k) - a));
            sumRe = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref x, k), sumRe);
            sumIm = Vector256.FusedMultiplyAdd(tap, Vector256.LoadUnsafe(ref y, k), sumIm);
        }
        return new Complex32(Vector256.Sum(sumRe), Vector256.Sum(sumIm));
    }

    private static void Fill(Span<float> taps, double cutoff, double shift, double stopBandDb)
    {
        Span<double> values = stackalloc double[taps.Length];
        var sum = 0.0;
        for (var k = 0; k < taps.Length; k++)
        {
            double x = k - (taps.Length / 2) + 1 - shift, angle = Math.Tau * cutoff * x;
            values[k] = (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle) * FilterDesign.Kaiser(Math.Clamp(2 * x / taps.Length, -1, 1), stopBandDb);
            sum += values[k];
        }
        for (var k = 0; k < taps.Length; k++)
            taps[k] = (float)(values[k] / sum);
    }
}
