using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A filtered complex signal near 0 Hz in, symbols with the right timing out. Timing is taken from the line that the squared magnitude has at the symbol rate.</summary>
internal sealed class PskDetector
{
    private const int BlockSymbols = 32;
    private const int Margin = 8;
    private readonly double _samplesPerSymbol;
    private readonly int _block, _keep;
    private readonly SymbolClock _clock;
    private readonly float[] _re, _im;
    private readonly float[] _symbolsRe, _symbolsIm;
    private readonly Vector256<float> _laneRe, _laneIm, _stepRe, _stepIm;
    private int _filled;
    private long _bufferStart;
    private long _blocks;

    /// <param name="samplesPerSymbol">Samples a symbol, 3 or more.</param>
    /// <param name="reach">Blocks of 32 symbols on each side that timing is averaged over.</param>
    public PskDetector(double samplesPerSymbol, int reach)
    {
        _samplesPerSymbol = samplesPerSymbol;
        _block = 8 * (int)Math.Round(BlockSymbols * samplesPerSymbol / 8);
        _clock = new SymbolClock(samplesPerSymbol, _block, reach);
        _keep = ((reach + 2) * _block) + Margin;
        (_re, _im) = (new float[_keep + (4 * _block) + Margin], new float[_keep + (4 * _block) + Margin]);
        _symbolsRe = new float[(int)(2 * _block / samplesPerSymbol) + 8];
        _symbolsIm = new float[_symbolsRe.Length];
        Span<float> re = stackalloc float[8], im = stackalloc float[8];
        for (var i = 0; i < 8; i++)
            (re[i], im[i]) = ((float)Math.Cos(2 * Math.PI * i / samplesPerSymbol), -(float)Math.Sin(2 * Math.PI * i / samplesPerSymbol));
        (_laneRe, _laneIm) = (Vector256.Create<float>(re), Vector256.Create<float>(im));
        _stepRe = Vector256.Create((float)Math.Cos(16 * Math.PI / samplesPerSymbol));
        _stepIm = Vector256.Create(-(float)Math.Sin(16 * Math.PI / samplesPerSymbol));
        Reset();
    }

    /// <summary>Samples of delay through the detector.</summary>
    public int Latency => ((_clock.Delay + 3) * _block) + Margin;

    /// <summary>Real parts of the symbols taken by the last call that returned true.</summary>
    public ReadOnlySpan<float> SymbolsRe => _symbolsRe.AsSpan(0, Interval.Count);

    /// <summary>Their imaginary parts.</summary>
    public ReadOnlySpan<float> SymbolsIm => _symbolsIm.AsSpan(0, Interval.Count);

    /// <summary>Where they lie, in samples of the detector's input.</summary>
    public SymbolInterval Interval { get; private set; }

    /// <summary>Takes samples until symbols are there or no samples are left.</summary>
    public bool Next(ref ReadOnlySpan<float> re, ref ReadOnlySpan<float> im)
    {
        while (true)
        {
            if (_bufferStart + _filled >= ((_blocks + 1) * _block) + Margin)
            {
                if (TakeBlock())
                    return true;
                continue;
            }
            if (re.IsEmpty)
                return false;
            if (_filled == _re.Length)
                Slide();
            var n = Math.Min(re.Length, _re.Length - _filled);
            re[..n].CopyTo(_re.AsSpan(_filled));
            im[..n].CopyTo(_im.AsSpan(_filled));
            _filled += n;
            re = re[n..];
            im = im[n..];
        }
    }

    public void Reset()
    {
        _clock.Reset();
        Array.Clear(_re);
        Array.Clear(_im);
        (_filled, _bufferStart, _blocks) = (_keep, -_keep, 0);
    }

    private void Slide()
    {
        var drop = _filled - _keep;
        _re.AsSpan(drop, _keep).CopyTo(_re);
        _im.AsSpan(drop, _keep).CopyTo(_im);
        _bufferStart += drop;
        _filled = _keep;
    }

    private bool TakeBlock()
    {
        var (re, im) = TimingSum((int)((_blocks * _block) - _bufferStart));
        _blocks++;
        if (!_clock.Add(re, im, out var interval))
            return false;
        Interval = interval with { Count = Math.Min(interval.Count, _symbolsRe.Length) };
        var first = interval.First - _bufferStart;
        for (var i = 0; i < Interval.Count; i++)
        {
            var t = first + (i * interval.Period);
            var at = (int)t;
            var mu = (float)(t - at);
            _symbolsRe[i] = Lagrange.Cubic(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_re), at), mu);
            _symbolsIm[i] = Lagrange.Cubic(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_im), at), mu);
        }
        return true;
    }

    private (double Re, double Im) TimingSum(int at)
    {
        var start = _blocks * _block / _samplesPerSymbol;
        var (sin, cos) = Math.SinCos(-2 * Math.PI * (start - Math.Floor(start)));
        var (c, s) = (Vector256.Create((float)cos), Vector256.Create((float)sin));
        (c, s) = ((c * _laneRe) - (s * _laneIm), (c * _laneIm) + (s * _laneRe));
        var (sumRe, sumIm, sum) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256.Create(1e-30f));
        ref var re = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_re), at);
        ref var im = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_im), at);
        for (nuint i = 0; i < (nuint)_block; i += 8)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref re, i), Vector256.LoadUnsafe(ref im, i));
            var m = (a * a) + (b * b);
            sum += m;
            sumRe = Vector256.FusedMultiplyAdd(m, c, sumRe);
            sumIm = Vector256.FusedMultiplyAdd(m, s, sumIm);
            (c, s) = ((c * _stepRe) - (s * _stepIm), (c * _stepIm) + (s * _stepRe));
        }
        var all = Vector256.Sum(sum);
        return (Vector256.Sum(sumRe) / all, Vector256.Sum(sumIm) / all);
    }
}
