using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Radios;

/// <summary>Measures what a radio gives: offset at 0 Hz, image, clipping, level, noise floor, strongest line, gaps.</summary>
/// <remarks>
/// Image: with z = α·s + β·s* of a circular s, |E z²|/E|z|² is nearly 2·|β/α| (M. Valkama et al., Advanced Methods for I/Q Imbalance Compensation in Communication
/// Receivers, IEEE Trans. Signal Process. 49, 2001). A signal at 0 Hz that is not circular counts as image too, so what is told is a lower bound of the rejection.
/// </remarks>
public sealed class RadioMeter
{
    /// <summary>Bins of the spectrum.</summary>
    public const int Bins = 4096;

    /// <summary>From here up a number counts as clipped: the highest code of 8 bits.</summary>
    public const float FullScale = 127f / 128;

    private const int LookLength = 8 * Bins;
    private const double HannNoiseBins = 1.5;
    private readonly double _sampleRateHz;
    private readonly PowerSpectrum _spectrum = new(Bins);
    private readonly Complex32[] _look = new Complex32[LookLength];
    private readonly float[] _powerDb = new float[Bins];
    private readonly double[] _power = new double[Bins];
    private readonly long _lookEvery;
    private double _re, _im, _re2, _im2, _reIm;
    private float _peak;
    private int _filled, _looks;
    private long _nextLook;

    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    public RadioMeter(double sampleRateHz) => (_sampleRateHz, _lookEvery) = (sampleRateHz, Math.Max(LookLength, (long)(sampleRateHz / 20)));

    /// <summary>Samples measured.</summary>
    public long Samples { get; private set; }

    /// <summary>How often samples were lost.</summary>
    public long Gaps { get; private set; }

    /// <summary>Samples lost.</summary>
    public long Lost { get; private set; }

    /// <summary>Samples of which a part was at full scale.</summary>
    public long Clipped { get; private set; }

    /// <summary>Magnitude of the mean, dB of full scale.</summary>
    public double OffsetDbfs => 10 * Math.Log10(Math.Max(1e-20, Squared(_re / Samples) + Squared(_im / Samples)));

    /// <summary>Mean power, that of the offset included, dB of full scale.</summary>
    public double LevelDbfs => 10 * Math.Log10(Math.Max(1e-20, (_re2 + _im2) / Samples));

    /// <summary>Largest part of a sample, dB of full scale.</summary>
    public double PeakDbfs => 20 * Math.Log10(Math.Max(1e-10, _peak));

    /// <summary>How far images lie below their signals, dB; at least.</summary>
    public double ImageRejectionDb
    {
        get
        {
            double n = Samples, i2 = (_re2 / n) - Squared(_re / n), q2 = (_im2 / n) - Squared(_im / n), iq = (_reIm / n) - (_re / n * (_im / n));
            double ratio = Math.Sqrt(Squared(i2 - q2) + Squared(2 * iq)) / Math.Max(1e-30, i2 + q2);
            return -20 * Math.Log10(Math.Max(1e-10, ratio / 2));
        }
    }

    /// <summary>Noise power in 1 Hz, dB of full scale: the median of the spectrum. NaN before the first spectrum.</summary>
    public double NoiseDensityDbfsPerHz
    {
        get
        {
            double[] sorted = [.. _power.Order()];
            return _looks == 0 ? double.NaN : Db(sorted[Bins / 2] / _looks) - (10 * Math.Log10(HannNoiseBins * _sampleRateHz / Bins));
        }
    }

    /// <summary>Takes the next samples.</summary>
    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info)
    {
        if (info.LostBefore > 0)
            (Gaps, Lost, _filled) = (Gaps + 1, Lost + info.LostBefore, 0);
        foreach (Complex32 sample in samples)
            Add(sample.Re, sample.Im);
        Look(samples);
        Samples += samples.Length;
    }

    /// <summary>The strongest line of the spectrum within a band.</summary>
    /// <param name="fromHz">From 0 Hz of the stream.</param>
    /// <param name="toHz">Above fromHz.</param>
    /// <returns>Frequency from 0 Hz of the stream, and power; null where the band holds nothing 10 dB above the noise.</returns>
    public (double FrequencyHz, double PowerDbfs)? StrongestLine(double fromHz, double toHz)
    {
        double binHz = _sampleRateHz / Bins;
        (int from, int to) = (Math.Max(1, (int)Math.Ceiling(fromHz / binHz) + (Bins / 2)), Math.Min(Bins - 2, (int)Math.Floor(toHz / binHz) + (Bins / 2)));
        int best = -1;
        for (int i = from; i <= to; i++)
        {
            if (best < 0 || _power[i] > _power[best])
                best = i;
        }
        double noiseDb = NoiseDensityDbfsPerHz + (10 * Math.Log10(HannNoiseBins * binHz));
        if (best < 0 || _looks == 0 || Db(_power[best] / _looks) < noiseDb + 10)
            return null;
        return ((best - (Bins / 2) + PeakOffset(best)) * binHz, Db(_power[best] / _looks));
    }

    // A Hann window's main lobe is nearly a parabola in dB.
    private double PeakOffset(int bin)
    {
        double before = Db(_power[bin - 1]), at = Db(_power[bin]), after = Db(_power[bin + 1]);
        double curve = before - (2 * at) + after;
        return curve < 0 ? Math.Clamp((before - after) / (2 * curve), -0.5, 0.5) : 0;
    }

    private static double Squared(double x) => x * x;

    private static double Db(double power) => 10 * Math.Log10(Math.Max(1e-20, power));

    private void Add(float re, float im)
    {
        float peak = Math.Max(Math.Abs(re), Math.Abs(im));
        if (peak >= FullScale)
            Clipped++;
        _peak = Math.Max(_peak, peak);
        _re += re;
        _im += im;
        _re2 += (double)re * re;
        _im2 += (double)im * im;
        _reIm += (double)re * im;
    }

    private void Look(ReadOnlySpan<Complex32> samples)
    {
        if (_filled == 0 && Samples < _nextLook)
            return;
        int take = Math.Min(samples.Length, LookLength - _filled);
        samples[..take].CopyTo(_look.AsSpan(_filled));
        _filled += take;
        if (_filled < LookLength)
            return;
        _spectrum.Process(_look, _powerDb);
        for (int i = 0; i < Bins; i++)
            _power[i] += Math.Pow(10, _powerDb[i] / 10);
        (_looks, _filled, _nextLook) = (_looks + 1, 0, Samples + _lookEvery);
    }
}
