namespace GroundTerminal.Dsp;

/// <summary>Power spectrum of a stretch of samples: the mean of windowed transforms that overlap by half.</summary>
/// <remarks>
/// P. D. Welch, The Use of Fast Fourier Transform for the Estimation of Power Spectra, IEEE Trans. Audio Electroacoust. AU-15, 1967; Hann window.
/// Scaled for tones: one of magnitude 1 in the middle of a bin reads 0 dB. Noise reads its power in 1.5 bins. Not safe for two threads at once.
/// </remarks>
public sealed class PowerSpectrum
{
    /// <summary>What a bin without any power reads, dB.</summary>
    public const float FloorDb = -200;

    private readonly Fft _fft;
    private readonly float[] _window;
    private readonly Complex32[] _work;
    private readonly double[] _sum;

    /// <param name="size">Number of bins: a power of two, 4 to 2²⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">size is not one of these.</exception>
    public PowerSpectrum(int size)
    {
        _fft = new Fft(size);
        _window = new float[size];
        _work = new Complex32[size];
        _sum = new double[size];
        for (int i = 0; i < size; i++)
            _window[i] = (float)((1 - Math.Cos(2 * Math.PI * i / size)) / size); // Hann, divided by its sum
    }

    /// <summary>Number of bins.</summary>
    public int Size => _fft.Size;

    /// <summary>Computes the spectrum.</summary>
    /// <param name="samples">Any number; those beyond the last whole half of a transform are not used. Fewer than <see cref="Size"/> give the floor.</param>
    /// <param name="powerDb">Size long: power from −rate/2 (index 0) over 0 Hz (index Size/2) to just below +rate/2, dB of full scale.</param>
    /// <returns>Number of transforms that were averaged.</returns>
    public int Process(ReadOnlySpan<Complex32> samples, Span<float> powerDb)
    {
        Array.Clear(_sum);
        int transforms = 0;
        for (int start = 0; start + Size <= samples.Length; start += Size / 2, transforms++)
            Add(samples.Slice(start, Size));
        for (int i = 0; i < Size; i++)
        {
            double power = _sum[(i + (Size / 2)) % Size] / Math.Max(1, transforms);
            powerDb[i] = power > 1e-20 ? (float)(10 * Math.Log10(power)) : FloorDb;
        }
        return transforms;
    }

    private void Add(ReadOnlySpan<Complex32> samples)
    {
        for (int i = 0; i < samples.Length; i++)
            _work[i] = samples[i] * _window[i];
        _fft.Forward(_work, _work);
        for (int i = 0; i < _work.Length; i++)
            _sum[i] += _work[i].MagnitudeSquared;
    }
}
