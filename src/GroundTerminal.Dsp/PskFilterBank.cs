using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>A receiving filter that is evaluated only at the instants asked for, anywhere between samples: a polyphase bank of 128 shifts.</summary>
/// <remarks>F. Harris, M. Rice, "Multirate digital filters for symbol timing synchronization in software defined radios", IEEE J. Sel. Areas Commun. 19 (2001) 2346. Taps have energy 1.</remarks>
public sealed class PskFilterBank
{
    private const int Shifts = 128, Lanes = 4;
    private readonly float[] _rows;
    private readonly int _taps;

    /// <param name="response">The filter's response, t in samples from its middle; correlated with the signal.</param>
    /// <param name="halfSpan">Samples from its middle beyond which it is 0.</param>
    public PskFilterBank(Func<double, double> response, double halfSpan)
    {
        Before = (int)Math.Ceiling(halfSpan);
        _taps = ((2 * Before) + 2 + (2 * Lanes) - 1) / (2 * Lanes) * (2 * Lanes);
        var rows = new double[(Shifts + 1) * _taps];
        for (var shift = 0; shift <= Shifts; shift++)
        {
            for (var k = 0; k < _taps; k++)
            {
                var t = k - Before - ((double)shift / Shifts);
                rows[(shift * _taps) + k] = Math.Abs(t) <= halfSpan ? response(t) : 0;
            }
        }
        var energy = rows.AsSpan(0, Shifts * _taps).ToArray().Sum(v => v * v) / Shifts;
        _rows = new float[2 * rows.Length];
        for (var i = 0; i < rows.Length; i++)
            _rows[2 * i] = _rows[(2 * i) + 1] = (float)(rows[i] / Math.Sqrt(energy));
    }

    /// <summary>Samples before the one at or before an instant that are needed.</summary>
    public int Before { get; }

    /// <summary>Samples from the one at or before an instant on that are needed.</summary>
    public int After => _taps - Before;

    /// <summary>Evaluates the filter at evenly spaced instants.</summary>
    /// <param name="samples">Samples; those that the instants need must be there.</param>
    /// <param name="first">The first instant, in samples; at least <see cref="Before"/>.</param>
    /// <param name="step">From instant to instant, in samples.</param>
    /// <param name="re">Real parts of the output; its length says how many.</param>
    /// <param name="im">Imaginary parts, as many.</param>
    public void Read(ReadOnlySpan<Complex32> samples, double first, double step, Span<float> re, Span<float> im)
    {
        var last = first + (step * (re.Length - 1));
        if (re.Length > im.Length || (re.Length > 0 && ((int)first < Before || (int)last + After > samples.Length)))
            throw new ArgumentOutOfRangeException(nameof(first), first, "Samples that an instant needs are missing.");
        ref var x = ref Unsafe.As<Complex32, float>(ref MemoryMarshal.GetReference(samples));
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        for (var i = 0; i < re.Length; i++)
        {
            var t = first + (step * i);
            var before = (int)t;
            var shift = (int)(((t - before) * Shifts) + 0.5);
            var sum = Correlate(ref Unsafe.Add(ref x, 2 * (before - Before)), ref Unsafe.Add(ref rows, shift * _taps * 2), (nuint)(2 * _taps));
            (re[i], im[i]) = (sum[0], sum[1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Correlate(ref float x, ref float taps, nuint length)
    {
        var (a, b) = (Vector256<float>.Zero, Vector256<float>.Zero);
        for (nuint k = 0; k < length; k += 16)
        {
            a = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, k), Vector256.LoadUnsafe(ref taps, k), a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref x, k + 8), Vector256.LoadUnsafe(ref taps, k + 8), b);
        }
        a += b;
        var half = a.GetLower() + a.GetUpper();
        return half + Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1));
    }
}
