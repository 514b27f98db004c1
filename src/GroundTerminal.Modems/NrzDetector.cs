using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A filtered two-level baseband signal in, soft symbols out: symbol timing, decision threshold and level, all feed-forward.</summary>
/// <remarks>
/// Timing: the line that the squared difference over half a symbol has at the symbol rate; it is blind to a constant offset. Threshold: the
/// middle between the mean of what lies above and the mean of what lies below the mean of a block, averaged over the blocks around it. Where symbols may be the same for long, only
/// blocks count that look like two levels (their halves apart by more than 1.55 times the deviation about them; noise has 1.32), and the last such threshold is held for a while.
/// </remarks>
internal sealed class NrzDetector
{
    private const int BlockSymbols = 32;
    private const int Margin = 8;
    private const int HoldBlocks = 64;
    private const float LeastSeparation = 1.55f, LeastOfHeld = 0.25f;
    private readonly int _hypothesis;
    private readonly double _samplesPerSymbol, _inputPerSample, _inputOffset;
    private double _origin;
    private readonly float _hzPerUnit;
    private readonly int _block, _lag;
    private readonly SymbolClock _clock;
    private readonly float[] _buffer;
    private readonly float[] _middle, _level;
    private readonly bool[] _twoLevels;
    private readonly bool _longRuns;
    private readonly float[] _symbols;
    private readonly int _keep;
    private readonly SymbolLine _line;
    private readonly float[] _transitions;
    private int _filled;
    private long _bufferStart;
    private long _blocks;
    private (float Middle, float Level, long Block) _held;

    /// <param name="hypothesis">Number handed on with the symbols.</param>
    /// <param name="samplesPerSymbol">Samples a symbol, 4 or more.</param>
    /// <param name="reach">Blocks of 32 symbols on each side that timing and threshold are averaged over.</param>
    /// <param name="inputPerSample">Samples of the receiver's input to one sample here.</param>
    /// <param name="inputOffset">Where in the receiver's input sample 0 here lies: minus the delay of the filters.</param>
    /// <param name="hzPerUnit">What one unit of the samples is; 0 where that is not known.</param>
    /// <param name="longRuns">True where symbols may be the same for long.</param>
    public NrzDetector(int hypothesis, double samplesPerSymbol, int reach, double inputPerSample, double inputOffset, float hzPerUnit, bool longRuns = false)
    {
        _longRuns = longRuns;
        _twoLevels = new bool[(2 * reach) + 1];
        _hzPerUnit = hzPerUnit;
        (_hypothesis, _samplesPerSymbol, _inputPerSample, _inputOffset) = (hypothesis, samplesPerSymbol, inputPerSample, inputOffset);
        _block = 8 * (int)Math.Round(BlockSymbols * samplesPerSymbol / 8);
        _lag = Math.Max(1, (int)Math.Round(samplesPerSymbol / 2));
        _clock = new SymbolClock(samplesPerSymbol, _block, reach);
        _keep = ((reach + 2) * _block) + Margin + _lag;
        _buffer = new float[_keep + (4 * _block) + Margin];
        (_middle, _level) = (new float[(2 * reach) + 1], new float[(2 * reach) + 1]);
        _symbols = new float[(int)(1.5 * _block / samplesPerSymbol * 1.5) + 8];
        _transitions = new float[_block];
        _line = new SymbolLine(samplesPerSymbol);
        Reset();
    }

    /// <summary>Samples of delay through the detector.</summary>
    public int Latency => ((_clock.Delay + 3) * _block) + Margin;

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var n = Math.Min(samples.Length, _buffer.Length - _filled);
            samples[..n].CopyTo(_buffer.AsSpan(_filled));
            _filled += n;
            samples = samples[n..];
            while (_bufferStart + _filled >= ((_blocks + 1) * _block) + Margin)
                TakeBlock(sink);
            if (_filled == _buffer.Length)
                Slide();
        }
    }

    /// <summary>Leaves samples out: begins anew after them, and says how far it is.</summary>
    public void Skip(int samples, ISymbolSink sink)
    {
        var taken = _bufferStart + _filled;
        if (taken > 0)
            Restart();
        _origin += (taken + samples) * _inputPerSample;
        sink.OnSymbols(_hypothesis, [], new SymbolBatch(_origin + _inputOffset, _samplesPerSymbol * _inputPerSample, 0));
    }

    public void Reset()
    {
        _clock.Reset();
        Restart();
        _origin = 0;
    }

    private void Restart()
    {
        _clock.Restart();
        Array.Clear(_buffer);
        // Room for what lies before the first sample: zeros.
        (_filled, _bufferStart, _blocks) = (_keep, -_keep, 0);
        _held = default;
    }

    private void Slide()
    {
        var drop = _filled - _keep;
        _buffer.AsSpan(drop, _keep).CopyTo(_buffer);
        _bufferStart += drop;
        _filled = _keep;
    }

    private void TakeBlock(ISymbolSink sink)
    {
        var at = (int)((_blocks * _block) - _bufferStart);
        Transitions(at);
        // A transition in the middle of its half symbol of difference, then half a symbol to the middle of the eye.
        var (re, im) = _line.Measure(_transitions, (_blocks * (double)_block) + ((_samplesPerSymbol - _lag) / 2));
        Levels(_buffer.AsSpan(at, _block));
        _blocks++;
        if (_clock.Add(re, im, out var interval))
            Emit(interval, sink);
    }

    /// <summary>The squared difference over half a symbol, largest in the middle of a transition.</summary>
    private void Transitions(int at)
    {
        ref var x = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), at);
        ref var before = ref Unsafe.Add(ref x, -_lag);
        ref var squares = ref MemoryMarshal.GetArrayDataReference(_transitions);
        for (nuint i = 0; i < (nuint)_block; i += 8)
        {
            var difference = Vector256.LoadUnsafe(ref x, i) - Vector256.LoadUnsafe(ref before, i);
            (difference * difference).StoreUnsafe(ref squares, i);
        }
    }

    private void Levels(ReadOnlySpan<float> x)
    {
        var sum = Vector256<float>.Zero;
        foreach (var v in MemoryMarshal.Cast<float, Vector256<float>>(x))
            sum += v;
        var mean = Vector256.Create(Vector256.Sum(sum) / x.Length);
        var (above, count) = (Vector256<float>.Zero, Vector256<int>.Zero);
        foreach (var v in MemoryMarshal.Cast<float, Vector256<float>>(x))
        {
            above += Vector256.Max(v - mean, Vector256<float>.Zero);
            count -= Vector256.GreaterThan(v, mean).AsInt32();
        }
        var (total, high) = (Vector256.Sum(above), Vector256.Sum(count));
        // The mean is where what lies above weighs as much as what lies below.
        var up = high > 0 ? total / high : 0;
        var down = high < x.Length ? total / (x.Length - high) : 0;
        var slot = (int)(_blocks % _middle.Length);
        (_middle[slot], _level[slot]) = (mean[0] + ((up - down) / 2), (up + down) / 2);
        if (_longRuns)
            _twoLevels[slot] = HasTwoLevels(x, mean, total / x.Length * (up + down), _level[slot]);
    }

    /// <param name="between">Variance between the halves.</param>
    private bool HasTwoLevels(ReadOnlySpan<float> x, Vector256<float> mean, float between, float level)
    {
        var squares = Vector256<float>.Zero;
        foreach (var v in MemoryMarshal.Cast<float, Vector256<float>>(x))
            squares += (v - mean) * (v - mean);
        var within = Math.Max(0, (Vector256.Sum(squares) / x.Length) - between);
        var isFaint = _held.Block > 0 && _blocks - _held.Block < HoldBlocks && level < LeastOfHeld * _held.Level;
        return level > LeastSeparation * MathF.Sqrt(within) && !isFaint;
    }

    private void Emit(SymbolInterval interval, ISymbolSink sink)
    {
        var (middle, level) = Level();
        var gain = level > 0 ? 1 / level : 0;
        var count = Math.Min(interval.Count, _symbols.Length);
        var first = interval.First - _bufferStart;
        for (var i = 0; i < count; i++)
        {
            var t = first + (i * interval.Period);
            var at = (int)t;
            _symbols[i] = (Lagrange.Cubic(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_buffer), at), (float)(t - at)) - middle) * gain;
        }
        sink.OnSymbols(_hypothesis, _symbols.AsSpan(0, count), new SymbolBatch(_origin + (interval.First * _inputPerSample) + _inputOffset, interval.Period * _inputPerSample, middle * _hzPerUnit, level * _hzPerUnit));
    }

    /// <summary>Threshold and level from the blocks that the timing came from.</summary>
    private (float Middle, float Level) Level()
    {
        var reach = _clock.Delay;
        var block = _blocks - 1 - reach;
        var (low, high) = (Math.Max(_clock.Side > 0 ? 0 : -reach, -block), _clock.Side < 0 ? 0 : reach);
        if (_longRuns && HeldLevel(block, (int)low, (int)high) is { Block: > 0 } held)
            return (held.Middle, held.Level);
        float middle = 0, level = 0;
        for (var i = low; i <= high; i++)
        {
            var slot = (int)((block + i) % _middle.Length);
            (middle, level) = (middle + _middle[slot], level + _level[slot]);
        }
        return (middle / (high - low + 1), level / (high - low + 1));
    }

    /// <summary>From the blocks with two levels, or where there are none from the last time.</summary>
    /// <returns>Block 0 where nothing is known.</returns>
    private (float Middle, float Level, long Block) HeldLevel(long block, int low, int high)
    {
        float middle = 0, level = 0;
        var count = 0;
        for (var i = low; i <= high; i++)
        {
            var slot = (int)((block + i) % _middle.Length);
            if (_twoLevels[slot])
                (middle, level, count) = (middle + _middle[slot], level + _level[slot], count + 1);
        }
        if (count > 0)
            _held = (middle / count, level / count, block + 1);
        else if (block - _held.Block > HoldBlocks)
            _held = default;
        return _held;
    }
}
