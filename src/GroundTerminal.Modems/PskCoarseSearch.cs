using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Where in the band a hump of the signal's width lies, to a few hundredths of the symbol rate: from the mean power spectrum, lines cut down to size.</summary>
internal sealed class PskCoarseSearch
{
    private const int LeastBinsPerSymbolRate = 64;

    private readonly Fft _fft;
    private readonly float[] _window, _re, _im, _power, _sorted;
    private readonly int _width;
    private readonly double _center, _half;

    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="center">Middle of where to look, cycles a sample.</param>
    /// <param name="half">Half the width of where to look.</param>
    public PskCoarseSearch(double samplesPerSymbol, double center, double half)
    {
        var size = 64;
        while (size < LeastBinsPerSymbolRate * samplesPerSymbol)
            size *= 2;
        _fft = new Fft(size);
        (_re, _im, _power, _sorted) = (new float[size], new float[size], new float[size], new float[size]);
        _window = [.. Enumerable.Range(0, size).Select(i => (float)(0.5 - (0.5 * Math.Cos(Math.Tau * (i + 0.5) / size))))];
        _width = (int)Math.Min(size - 1, Math.Round(size / samplesPerSymbol));
        (_center, _half) = (center, half);
    }

    /// <summary>The middle of the strongest hump, cycles a sample.</summary>
    public double Find(ReadOnlySpan<Complex32> samples)
    {
        var size = _power.Length;
        if (_half * size < 1)
            return _center;
        Measure(samples);
        double sum = 0, best = 0;
        var from = (int)Math.Round((_center - _half) * size);
        var to = (int)Math.Round((_center + _half) * size);
        var found = (double)from;
        for (var i = 0; i < _width; i++)
            sum += _power[Wrap(from - (_width / 2) + i)];
        for (var at = from; at <= to; at++)
        {
            if (sum > best)
                (best, found) = (sum, at);
            sum += _power[Wrap(at - (_width / 2) + _width)] - _power[Wrap(at - (_width / 2))];
        }
        return (found + (_width % 2 == 0 ? -0.5 : 0)) / size;
    }

    private void Measure(ReadOnlySpan<Complex32> samples)
    {
        Array.Clear(_power);
        for (var at = 0; at + _fft.Size <= samples.Length; at += _fft.Size / 2)
        {
            for (var i = 0; i < _fft.Size; i++)
                (_re[i], _im[i]) = (samples[at + i].Re * _window[i], samples[at + i].Im * _window[i]);
            _fft.Forward(_re, _im);
            for (var i = 0; i < _fft.Size; i++)
                _power[i] += (_re[i] * _re[i]) + (_im[i] * _im[i]);
        }
        _power.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        // What fewer bins than half the signal's width exceed is a carrier beside it, or its own peaks.
        var most = _sorted[^(1 + (_width / 2))];
        foreach (ref var power in _power.AsSpan())
            power = Math.Min(power, most);
    }

    private int Wrap(int bin) => bin & (_power.Length - 1);
}
