using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Finds the carrier of BPSK within a band: the square of the signal has a line at twice the carrier, whatever the data.</summary>
/// <remarks>J. Proakis and M. Salehi, Digital Communications, 5th ed., §5.2-4 (the squaring loop), done in one transform.</remarks>
internal sealed class SquareLine
{
    /// <summary>How far from the band's centre the carrier is looked for, symbol rates.</summary>
    private const double Range = 0.4;
    private readonly BandExtractor _extractor;
    private readonly Fft _fft;
    private readonly float[] _re, _im, _lineRe, _lineIm, _power;
    private readonly int _range, _blocks;

    /// <param name="analyzer">Where the transforms come from.</param>
    /// <param name="bins">Bins of the band, a power of two, four symbol rates or more.</param>
    /// <param name="symbolRateBins">The symbol rate in bins.</param>
    public SquareLine(SpectrumAnalyzer analyzer, int bins, double symbolRateBins)
    {
        // ±0.9 symbol rates: all of a signal whose carrier lies within the range.
        _extractor = new BandExtractor(analyzer, bins, f => Math.Abs(f) * analyzer.Size < 0.9 * symbolRateBins ? 1 : 0);
        _fft = new Fft(bins);
        (_re, _im) = (new float[_extractor.Output], new float[_extractor.Output]);
        (_lineRe, _lineIm) = (new float[bins], new float[bins]);
        _range = Math.Min((int)(2 * Range * symbolRateBins), (bins / 2) - 1);
        _power = new float[(2 * _range) + 1];
        _blocks = analyzer.Real ? 2 : 1;
    }

    /// <summary>The carrier in bins of the analyzer, to a small part of one, near a centre.</summary>
    public double Find(ReadOnlySpan<float> spectrumRe, ReadOnlySpan<float> spectrumIm, int center)
    {
        _extractor.Reset();
        _extractor.Extract(spectrumRe, spectrumIm, center, _re, _im);
        Array.Clear(_power);
        var half = _extractor.Output / _blocks;
        for (var block = 0; block < _blocks; block++)
            AddPower(block * half, half);
        var (best, at) = (-1f, 0);
        for (var i = 0; i < _power.Length; i++)
        {
            if (_power[i] > best)
                (best, at) = (_power[i], i - _range);
        }
        return center + ((at + Offset(at + _range)) * 0.5);
    }

    /// <summary>Where the peak lies between its bin and the neighbours, by a parabola through the magnitudes.</summary>
    private double Offset(int peak)
    {
        if (peak == 0 || peak == _power.Length - 1)
            return 0;
        var (left, middle, right) = (MathF.Sqrt(_power[peak - 1]), MathF.Sqrt(_power[peak]), MathF.Sqrt(_power[peak + 1]));
        var curve = left - (2 * middle) + right;
        return curve < 0 ? 0.5 * (left - right) / curve : 0;
    }

    /// <summary>Adds the power spectrum, near 0, of the square of some of the band's samples.</summary>
    private void AddPower(int start, int count)
    {
        ComplexKernels.Square(_re.AsSpan(start, count), _im.AsSpan(start, count), _lineRe, _lineIm);
        Array.Clear(_lineRe, count, _fft.Size - count);
        Array.Clear(_lineIm, count, _fft.Size - count);
        _fft.Forward(_lineRe, _lineIm);
        for (var i = 0; i < _power.Length; i++)
        {
            var k = (i - _range) & (_fft.Size - 1);
            _power[i] += (_lineRe[k] * _lineRe[k]) + (_lineIm[k] * _lineIm[k]);
        }
    }
}
