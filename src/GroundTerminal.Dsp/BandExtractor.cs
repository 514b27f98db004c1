namespace GroundTerminal.Dsp;

/// <summary>The synthesis half of overlap-save filtering: takes one band out of a <see cref="SpectrumAnalyzer"/>'s transforms, brings it to 0 Hz, filters it and lowers the rate.</summary>
/// <remarks>The band's centre may move from transform to transform and lie between bins; the mixer's phase goes on without a jump.</remarks>
public sealed class BandExtractor
{
    private readonly int _size, _hop, _bins, _outHop, _skip, _reach;
    private readonly bool _real;
    private readonly float[] _response;
    private readonly Fft _fft;
    private readonly float[] _re, _im;
    private double _turns;

    /// <param name="analyzer">Where the transforms come from.</param>
    /// <param name="bins">M: bins taken, a power of two of at least 16 and at most N; the output rate is M/N of the input's.</param>
    /// <param name="response">Real gain of the filter (zero phase) at a frequency in cycles per input sample from the centre.</param>
    public BandExtractor(SpectrumAnalyzer analyzer, int bins, Func<double, double> response)
    {
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
        if (_real)
        {
            GatherReal(spectrumRe, spectrumIm, bin, second: false);
            Finish(bin, center, re, im);
            GatherReal(spectrumRe, spectrumIm, bin, second: true);
            Finish(bin, center, re[_outHop..], im[_outHop..]);
            return;
        }
        Gather(spectrumRe, spectrumIm, bin);
        Finish(bin, center, re, im);
    }

    /// <summary>Forgets the mixer's phase.</summary>
    public void Reset() => _turns = 0;

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
    private void Finish(int bin, double center, Span<float> re, Span<float> im)
    {
        _fft.Inverse(_re, _im);
        var start = ((double)bin * ((_size - _hop) / 2) / _size) - _turns;
        ComplexKernels.Mix(_re.AsSpan(_skip, _outHop), _im.AsSpan(_skip, _outHop), start, (bin - center) / _bins, re, im);
        _turns += center * _hop / _size;
        _turns -= Math.Floor(_turns);
    }
}
