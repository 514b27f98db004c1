using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Measures how a signal repeats with the symbol period: the spectral line at the symbol rate, over the whole power, of one block.</summary>
/// <remarks>Σ m[n]·exp(−j2πn/T) / Σ m[n], m a non-negative function of the signal; what <see cref="SymbolClock"/> takes.</remarks>
public sealed class SymbolLine
{
    private readonly double _samplesPerSymbol;
    private readonly Vector256<float> _laneRe, _laneIm, _stepRe, _stepIm;

    /// <param name="samplesPerSymbol">T, above 1.</param>
    public SymbolLine(double samplesPerSymbol)
    {
        _samplesPerSymbol = samplesPerSymbol;
        Span<float> re = stackalloc float[8], im = stackalloc float[8];
        for (var i = 0; i < 8; i++)
            (re[i], im[i]) = ((float)Math.Cos(2 * Math.PI * i / samplesPerSymbol), -(float)Math.Sin(2 * Math.PI * i / samplesPerSymbol));
        (_laneRe, _laneIm) = (Vector256.Create<float>(re), Vector256.Create<float>(im));
        _stepRe = Vector256.Create((float)Math.Cos(16 * Math.PI / samplesPerSymbol));
        _stepIm = Vector256.Create(-(float)Math.Sin(16 * Math.PI / samplesPerSymbol));
    }

    /// <summary>Measures one block.</summary>
    /// <param name="measure">m, a multiple of 8 long.</param>
    /// <param name="start">Place of the first value in the stream, samples.</param>
    /// <returns>The line, of magnitude at most 1; 0 where m is 0.</returns>
    public (double Re, double Im) Measure(ReadOnlySpan<float> measure, double start)
    {
        var symbols = start / _samplesPerSymbol;
        var (sin, cos) = Math.SinCos(-2 * Math.PI * (symbols - Math.Floor(symbols)));
        var (c, s) = (Vector256.Create((float)cos), Vector256.Create((float)sin));
        (c, s) = ((c * _laneRe) - (s * _laneIm), (c * _laneIm) + (s * _laneRe));
        var (re, im, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256.Create(1e-30f));
        foreach (var m in MemoryMarshal.Cast<float, Vector256<float>>(measure))
        {
            sum += m;
            re = Vector256.FusedMultiplyAdd(m, c, re);
            im = Vector256.FusedMultiplyAdd(m, s, im);
            (c, s) = ((c * _stepRe) - (s * _stepIm), (c * _stepIm) + (s * _stepRe));
        }
        var all = Vector256.Sum(sum);
        return (Vector256.Sum(re) / all, Vector256.Sum(im) / all);
    }
}
