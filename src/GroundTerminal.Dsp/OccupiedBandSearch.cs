namespace GroundTerminal.Dsp;

/// <summary>Finds the bands of complex baseband in which there is a signal at some time: the largest of many averaged power spectra, bin by bin, over its own median.</summary>
/// <remarks>Averages of <see cref="Averages"/> transforms each: short enough for a burst, long enough that the largest of noise alone stays below the threshold. A receiver's
/// slope is followed, since the median is that of the neighbourhood. A signal that fills more than half of a neighbourhood is not seen.</remarks>
public sealed class OccupiedBandSearch
{
    /// <summary>Transforms in an average.</summary>
    public const int Averages = 32;

    /// <summary>What stands out by less is noise, dB.</summary>
    private const double ThresholdDb = 3.5;

    /// <summary>Share of the whole band that a median is taken over.</summary>
    private const int Neighbourhoods = 4;
    private readonly double _sampleRateHz;
    private readonly PowerSpectrum _spectrum;
    private readonly float[] _power, _largest;
    private readonly double _gapHz;

    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    /// <param name="gapHz">Bands that are nearer to each other are one.</param>
    public OccupiedBandSearch(double sampleRateHz, double gapHz = 3000)
    {
        (_sampleRateHz, _gapHz) = (sampleRateHz, gapHz);
        var size = 256;
        while (size < 1 << 16 && sampleRateHz / size > 300)
            size *= 2;
        _spectrum = new PowerSpectrum(size);
        (_power, _largest) = (new float[size], new float[size]);
        _largest.AsSpan().Fill(PowerSpectrum.FloorDb);
    }

    /// <summary>Samples that an average is made of; fewer at the end of what is given are not used, unless nothing else was.</summary>
    public int BlockSamples => _spectrum.Size * (Averages + 1) / 2;

    /// <summary>Takes a stretch of samples.</summary>
    public void Process(ReadOnlySpan<Complex32> samples)
    {
        do
        {
            var block = samples[..Math.Min(samples.Length, BlockSamples)];
            samples = samples[block.Length..];
            if (_spectrum.Process(block, _power) == 0)
                return;
            for (var k = 0; k < _power.Length; k++)
                _largest[k] = Math.Max(_largest[k], _power[k]);
        }
        while (samples.Length >= BlockSamples);
    }

    /// <summary>The bands, that with the most excess power first.</summary>
    public IReadOnlyList<OccupiedBand> Find()
    {
        var excess = Excess();
        var bands = new List<OccupiedBand>();
        var (binHz, gap) = (_sampleRateHz / excess.Length, (int)(_gapHz * excess.Length / _sampleRateHz));
        for (var k = 0; k < excess.Length; k++)
        {
            if (excess[k] < ThresholdDb)
                continue;
            var (first, last, sum, count) = (k, k, 0.0, 0);
            for (; k < excess.Length && k - last <= gap + 1; k++)
            {
                if (excess[k] < ThresholdDb)
                    continue;
                (last, sum, count) = (k, sum + excess[k], count + 1);
            }
            bands.Add(new OccupiedBand((((first + last + 1) / 2.0) - (excess.Length / 2)) * binHz, (last - first + 1) * binHz, sum / count));
        }
        bands.Sort((a, b) => (b.ExcessDb * b.WidthHz).CompareTo(a.ExcessDb * a.WidthHz));
        return bands;
    }

    /// <summary>Power over the median of the neighbourhood, smoothed over some bins, dB.</summary>
    private float[] Excess()
    {
        var size = _largest.Length;
        var smooth = new float[size];
        for (var k = 0; k < size; k++)
        {
            var (low, high) = (Math.Max(0, k - 2), Math.Min(size - 1, k + 2));
            for (var i = low; i <= high; i++)
                smooth[k] += _largest[i] / (high - low + 1);
        }
        var floors = new float[Neighbourhoods];
        for (var n = 0; n < Neighbourhoods; n++)
        {
            var part = smooth.AsSpan(n * size / Neighbourhoods, size / Neighbourhoods).ToArray();
            Array.Sort(part);
            floors[n] = part[part.Length / 2];
        }
        // A neighbourhood full of signal has the floor of the rest.
        var whole = (float[])floors.Clone();
        Array.Sort(whole);
        for (var k = 0; k < size; k++)
            smooth[k] -= Math.Min(floors[k * Neighbourhoods / size], whole[Neighbourhoods / 2] + 3);
        return smooth;
    }
}
