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
    private readonly float[] _re, _im;
    private readonly int _range;
    private readonly double _inputBins;

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
        _inputBins = 0.5;
        _range = (int)(2 * Range * symbolRateBins);
    }

    private readonly float[] _lineRe, _lineIm;

    /// <summary>The carrier in bins of the analyzer, to a quarter of a bin, near a centre.</summary>
    public double Find(ReadOnlySpan<float> spectrumRe, ReadOnlySpan<float> spectrumIm, int center)
    {
        _extractor.Reset();
        _extractor.Extract(spectrumRe, spectrumIm, center, _re, _im);
        var n = Math.Min(_fft.Size, _re.Length);
        for (var i = 0; i < n; i++)
        {
            var y = new Complex32(_re[i], _im[i]);
            var square = y * y;
            (_lineRe[i], _lineIm[i]) = (square.Re, square.Im);
        }
        Array.Clear(_lineRe, n, _fft.Size - n);
        Array.Clear(_lineIm, n, _fft.Size - n);
        _fft.Forward(_lineRe, _lineIm);
        var (best, at) = (-1f, 0);
        for (var k = -_range; k <= _range; k++)
        {
            var i = k & (_fft.Size - 1);
            var power = (_lineRe[i] * _lineRe[i]) + (_lineIm[i] * _lineIm[i]);
            if (power > best)
                (best, at) = (power, k);
        }
        return center + (at * _inputBins);
    }
}
