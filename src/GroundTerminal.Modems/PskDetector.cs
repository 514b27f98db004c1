using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A filtered complex signal near 0 Hz in, symbols with the right timing out. Timing is taken from the line that the squared magnitude has at the symbol rate.</summary>
internal sealed class PskDetector
{
    private const int BlockSymbols = 32;
    private const int Margin = 8;
    private readonly int _block, _keep;
    private readonly SymbolClock _clock;
    private readonly float[] _re, _im;
    private readonly float[] _symbolsRe, _symbolsIm;
    private readonly SymbolLine _line;
    private readonly float[] _power;
    private int _filled;
    private long _bufferStart;
    private long _blocks;

    /// <param name="samplesPerSymbol">Samples a symbol, 3 or more.</param>
    /// <param name="reach">Blocks of 32 symbols on each side that timing is averaged over.</param>
    public PskDetector(double samplesPerSymbol, int reach)
    {
        _block = 8 * (int)Math.Round(BlockSymbols * samplesPerSymbol / 8);
        _clock = new SymbolClock(samplesPerSymbol, _block, reach);
        _keep = ((reach + 2) * _block) + Margin;
        (_re, _im) = (new float[_keep + (4 * _block) + Margin], new float[_keep + (4 * _block) + Margin]);
        _symbolsRe = new float[(int)(2 * _block / samplesPerSymbol) + 8];
        _symbolsIm = new float[_symbolsRe.Length];
        _power = new float[_block];
        _line = new SymbolLine(samplesPerSymbol);
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
        var at = (int)((_blocks * _block) - _bufferStart);
        ComplexKernels.Power(_re.AsSpan(at, _block), _im.AsSpan(at, _block), _power);
        var (re, im) = _line.Measure(_power, _blocks * (double)_block);
        _blocks++;
        if (!_clock.Add(re, im, out var interval))
            return false;
        Interval = interval with { Count = Math.Min(interval.Count, _symbolsRe.Length) };
        var first = interval.First - _bufferStart;
        for (var i = 0; i < Interval.Count; i++)
        {
            var t = first + (i * interval.Period);
            var before = (int)t;
            var mu = (float)(t - before);
            _symbolsRe[i] = Lagrange.Cubic(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_re), before), mu);
            _symbolsIm[i] = Lagrange.Cubic(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_im), before), mu);
        }
        return true;
    }
}
