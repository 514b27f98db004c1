namespace GroundTerminal.Dsp;

/// <summary>One octave of <see cref="SymbolRateSearch"/>: symbol rates those of so many samples a symbol.</summary>
internal sealed class SymbolRateOctave
{
    /// <summary>Most samples a call.</summary>
    public const int Chunk = 4096;

    private const int Transform = 8192;
    private const int Neighbours = 128;
    private readonly double _rate;
    private readonly bool _envelope, _halves;
    private readonly int _first, _last, _span;
    private readonly FirFilter _half = new(FilterDesign.LowPass(0.22, 31), 2);
    private readonly float[] _halved = new float[(Chunk / 2) + 1];
    private readonly float[] _block = new float[Transform], _re = new float[Transform], _im = new float[Transform], _window = new float[Transform];
    private readonly double[] _sum = new double[Transform / 2];
    private readonly Fft _fft = new(Transform);
    private readonly float[] _recent = new float[8];
    private int _filled, _at;
    private int _transforms;

    /// <param name="rateHz">Its sample rate.</param>
    /// <param name="envelope">Whether the signal itself has the line, not its transitions.</param>
    /// <param name="leastSamplesPerSymbol">At the highest symbol rate.</param>
    /// <param name="mostSamplesPerSymbol">At the lowest symbol rate.</param>
    /// <param name="halves">Whether it hands on half the sample rate.</param>
    public SymbolRateOctave(double rateHz, bool envelope, double leastSamplesPerSymbol, double mostSamplesPerSymbol, bool halves)
    {
        (_rate, _envelope, _halves) = (rateHz, envelope, halves);
        (_first, _last) = ((int)(Transform / mostSamplesPerSymbol), Math.Min((int)(Transform / leastSamplesPerSymbol), (Transform / 2) - 2));
        _span = leastSamplesPerSymbol >= 8 ? 3 : leastSamplesPerSymbol >= 4 ? 2 : 1;
        for (var i = 0; i < Transform; i++)
            _window[i] = (float)(0.5 - (0.5 * Math.Cos(Math.Tau * i / Transform)));
    }

    /// <summary>Takes samples.</summary>
    /// <returns>The samples for the next octave; valid until the next call.</returns>
    public ReadOnlySpan<float> Process(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            _block[_filled++] = _envelope ? sample : Transition(sample);
            if (_filled == Transform)
                TakeBlock();
        }
        return _halves ? _halved.AsSpan(0, _half.Process(samples, _halved)) : samples;
    }

    /// <summary>The strongest line; null where none stands out of what noise has.</summary>
    public SymbolRateLine? Strongest()
    {
        if (_transforms == 0)
            return null;
        var (best, bestRatio) = (0, 0.0);
        var floor = new double[2 * Neighbours];
        for (var k = _first; k <= _last; k++)
        {
            if (_sum[k] < _sum[k - 1] || _sum[k] < _sum[k + 1])
                continue;
            var ratio = _sum[k] / Math.Max(Floor(k, floor), 1e-30);
            if (ratio > bestRatio)
                (best, bestRatio) = (k, ratio);
        }
        if (bestRatio < Threshold())
            return null;
        var (left, middle, right) = (Math.Sqrt(_sum[best - 1]), Math.Sqrt(_sum[best]), Math.Sqrt(_sum[best + 1]));
        var curve = left - (2 * middle) + right;
        return new SymbolRateLine((best + (curve < 0 ? 0.5 * (left - right) / curve : 0)) * _rate / Transform, 10 * Math.Log10(bestRatio));
    }

    /// <summary>The square of the difference between the last samples and as many before them: together less than a symbol.</summary>
    private float Transition(float sample)
    {
        _recent[_at & 7] = sample;
        var difference = 0f;
        for (var i = 0; i < _span; i++)
            difference += _recent[(_at - i) & 7] - _recent[(_at - i - _span) & 7];
        _at++;
        return difference * difference;
    }

    private void TakeBlock()
    {
        var mean = 0f;
        foreach (var value in _block)
            mean += value / Transform;
        if (mean > 0)
        {
            // Over its own mean, so that a loud stretch counts no more than another.
            for (var i = 0; i < Transform; i++)
                (_re[i], _im[i]) = (((_block[i] / mean) - 1) * _window[i], 0);
            _fft.Forward(_re, _im);
            for (var k = 0; k < _sum.Length; k++)
                _sum[k] += (_re[k] * (double)_re[k]) + (_im[k] * (double)_im[k]);
            _transforms++;
        }
        _block.AsSpan(Transform / 2).CopyTo(_block);
        _filled = Transform / 2;
    }

    private double Floor(int k, double[] values)
    {
        var count = 0;
        for (var i = Math.Max(1, k - Neighbours); i <= Math.Min(_sum.Length - 1, k + Neighbours); i++)
        {
            if (Math.Abs(i - k) > 3 && count < values.Length)
                values[count++] = _sum[i];
        }
        Array.Sort(values, 0, count);
        return values[count / 2];
    }

    /// <summary>What the highest of 4096 bins of noise exceeds once in a hundred times, over the median: the tail of a χ² distribution of 2n degrees of freedom, n effective averages.</summary>
    private double Threshold()
    {
        var n = Math.Max(1, _transforms * 0.6);
        var tail = Math.Log(4096 * 100);
        return 1.45 * (1 + (tail / n) + Math.Sqrt(2 * tail / n));
    }
}
