namespace GroundTerminal.Dsp;

/// <summary>The synthesis half of overlap-save filtering: takes one band out of a <see cref="SpectrumAnalyzer"/>'s transforms, brings it to 0 Hz, filters it and lowers the rate.</summary>
/// <remarks>The band's centre may move from transform to transform and lie between bins; the mixer's phase goes on without a jump.</remarks>
public sealed class BandExtractor
{
    /// <summary>Output samples over which the mixer keeps one frequency while it glides.</summary>
    private const int GlidePiece = 64;
    private readonly int _size, _hop, _bins, _outHop, _skip, _reach;
    private readonly bool _real;
    private readonly float[] _response;
    private readonly Fft _fft;
    private readonly float[] _re, _im;
    private readonly double _glide;
    private double _turns;
    private double _lastCenter = double.NaN;

    /// <param name="analyzer">Where the transforms come from.</param>
    /// <param name="bins">M: bins taken, a power of two of at least 16 and at most N; the output rate is M/N of the input's.</param>
    /// <param name="response">Real gain of the filter (zero phase) at a frequency in cycles per input sample from the centre.</param>
    /// <param name="glideBins">A centre that moves by no more than this, in bins, is glided to, a larger step is made at once.</param>
    public BandExtractor(SpectrumAnalyzer analyzer, int bins, Func<double, double> response, double glideBins = 0)
    {
        _glide = glideBins;
        (_size, _hop, _real, _bins) = (analyzer.Size, analyzer.Hop, analyzer.Real, bins);
        _outHop = bins / 8 * 7;
        _skip = (bins - _outHop) / 2;
        _fft = new Fft(bins);
        (_re, _im) = (new float[bins], new float[bins]);
        _response = new float[bins];
        for (var m = 0; m < bins; m++)
        {
            var k = m < bins / 2 ? m : m - bins;
            _response[m] = (float)(response(k / (double)_size) / _size);
            if (_response[m] != 0)
                _reach = Math.Min(Math.Max(_reach, Math.Abs(k)), (bins / 2) - 1);
        }
    }

    /// <summary>Samples that one transform becomes.</summary>
    public int Output => _real ? 2 * _outHop : _outHop;

    /// <summary>Takes the band out of the next transform.</summary>
    /// <param name="spectrumRe">The transform, N long.</param>
    /// <param name="center">The band's centre in bins, −N/2 to N/2.</param>
    /// <param name="re">Real parts of the output, at least <see cref="Output"/> long. Output sample 0 of transform 0 is sample 0 of the stream.</param>
    /// <param name="im">Imaginary parts.</param>
    public void Extract(ReadOnlySpan<float> spectrumRe, ReadOnlySpan<float> spectrumIm, double center, Span<float> re, Span<float> im)
    {
        var bin = (int)Math.Round(center);
        var from = Math.Abs(center - _lastCenter) <= _glide ? _lastCenter : center;
        _lastCenter = center;
        if (_real)
        {
            var middle = (from + center) / 2;
            GatherReal(spectrumRe, spectrumIm, bin, second: false);
            Finish(bin, from, middle, re, im);
            GatherReal(spectrumRe, spectrumIm, bin, second: true);
            Finish(bin, middle, center, re[_outHop..], im[_outHop..]);
            return;
        }
        Gather(spectrumRe, spectrumIm, bin);
        Finish(bin, from, center, re, im);
    }

    /// <summary>Forgets the mixer's phase.</summary>
    public void Reset() => (_turns, _lastCenter) = (0, double.NaN);

    private void Gather(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int center)
    {
        var mask = _size - 1;
        for (var m = -_reach; m <= _reach; m++)
        {
            var (k, to) = ((center + m) & mask, m & (_bins - 1));
            (_re[to], _im[to]) = (re[k] * _response[to], im[k] * _response[to]);
        }
        ClearRest();
    }

    /// <summary>A = (Z[k] + Z*[−k])/2; B = (Z[k] − Z*[−k])/2j.</summary>
    private void GatherReal(ReadOnlySpan<float> re, ReadOnlySpan<float> im, int center, bool second)
    {
        var mask = _size - 1;
        for (var m = -_reach; m <= _reach; m++)
        {
            var (k, mirror, to) = ((center + m) & mask, (-center - m) & mask, m & (_bins - 1));
            var gain = 0.5f * _response[to];
            (_re[to], _im[to]) = second
                ? (gain * (im[k] + im[mirror]), gain * (re[mirror] - re[k]))
                : (gain * (re[k] + re[mirror]), gain * (im[k] - im[mirror]));
        }
        ClearRest();
    }

    private void ClearRest()
    {
        var (start, length) = (_reach + 1, Math.Max(0, _bins - (2 * _reach) - 1));
        _re.AsSpan(start, length).Clear();
        _im.AsSpan(start, length).Clear();
    }

    /// <summary>Takes the kept samples and turns them from the bin's mixer, which starts anew with each block, to the running one.</summary>
    private void Finish(int bin, double from, double to, Span<float> re, Span<float> im)
    {
        _fft.Inverse(_re, _im);
        var start = (double)bin * ((_size - _hop) / 2) / _size;
        var piece = from == to ? _outHop : GlidePiece;
        for (var at = 0; at < _outHop; at += piece)
        {
            var n = Math.Min(piece, _outHop - at);
            var center = from + ((to - from) * (at + (n / 2.0)) / _outHop);
            var turns = start + ((double)bin * at / _bins) - _turns;
            ComplexKernels.Mix(_re.AsSpan(_skip + at, n), _im.AsSpan(_skip + at, n), turns, (bin - center) / _bins, re[at..], im[at..]);
            _turns += center * n / _bins;
            _turns -= Math.Floor(_turns);
        }
    }
}
