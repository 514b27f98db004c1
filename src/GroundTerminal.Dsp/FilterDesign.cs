namespace GroundTerminal.Dsp;

/// <summary>Impulse responses of linear-phase filters, symmetric about the middle, the sum of the taps 1.</summary>
public static class FilterDesign
{
    /// <summary>A low-pass filter: windowed sinc, Hamming window (53 dB in the stop band).</summary>
    /// <param name="cutoff">−6 dB frequency over sample rate, above 0 and below 0.5.</param>
    /// <param name="taps">How many taps, 1 or more; the transition is about 3.3/taps wide.</param>
    /// <exception cref="ArgumentOutOfRangeException">cutoff is outside its range.</exception>
    /// <remarks>A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, 3rd ed., §7.5.</remarks>
    public static float[] LowPass(double cutoff, int taps)
    {
        if (!(cutoff > 0 && cutoff < 0.5))
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "The cut-off is above 0 and below half the sample rate.");
        return Normalised(taps, x => 2 * cutoff * Sinc(2 * cutoff * x) * Hamming(x, taps));
    }

    /// <summary>A low-pass filter: windowed sinc, Kaiser window.</summary>
    /// <param name="cutoff">−6 dB frequency over sample rate, above 0 and below 0.5.</param>
    /// <param name="taps">How many taps, 1 or more.</param>
    /// <param name="stopBandDb">Attenuation in the stop band, dB, above 50.</param>
    /// <exception cref="ArgumentOutOfRangeException">cutoff is outside its range.</exception>
    /// <remarks>A. Oppenheim and R. Schafer, Discrete-Time Signal Processing, 3rd ed., §7.5.3.</remarks>
    public static float[] LowPass(double cutoff, int taps, double stopBandDb)
    {
        if (!(cutoff > 0 && cutoff < 0.5))
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "The cut-off is above 0 and below half the sample rate.");
        return Normalised(taps, x => Sinc(2 * cutoff * x) * Kaiser(2 * x / (taps + 1), stopBandDb));
    }

    /// <summary>Taps that a Kaiser window needs.</summary>
    /// <param name="transition">Width of the transition over sample rate.</param>
    /// <param name="stopBandDb">Attenuation in the stop band, dB, above 50.</param>
    public static int KaiserTaps(double transition, double stopBandDb) => (int)Math.Ceiling((stopBandDb - 8) / (2.285 * Math.Tau * transition)) + 1;

    /// <summary>The Kaiser window at x, −1 to 1.</summary>
    public static double Kaiser(double x, double stopBandDb)
    {
        double beta = 0.1102 * (stopBandDb - 8.7);
        return Bessel0(beta * Math.Sqrt(Math.Max(0, 1 - (x * x)))) / Bessel0(beta);
    }

    /// <summary>The matched filter of a rectangular pulse: an average over one symbol, its edges weighted where the symbol is not a whole number of samples.</summary>
    /// <param name="samplesPerSymbol">Length of the pulse, 1 or more.</param>
    public static float[] Boxcar(double samplesPerSymbol)
    {
        var taps = (2 * (int)Math.Ceiling((samplesPerSymbol - 1) / 2)) + 1;
        return Normalised(taps, x => Math.Clamp((samplesPerSymbol / 2) - Math.Abs(x) + 0.5, 0, 1));
    }

    /// <summary>A root-raised-cosine pulse cut to a span of symbols.</summary>
    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="rolloff">Excess bandwidth, 0.01 to 1.</param>
    /// <param name="symbols">Span in symbols.</param>
    /// <remarks>J. Proakis and M. Salehi, Digital Communications, 5th ed., §9.2.</remarks>
    public static float[] RootRaisedCosine(double samplesPerSymbol, double rolloff, int symbols) =>
        Normalised((2 * (int)(samplesPerSymbol * symbols / 2)) + 1, x => RootRaisedCosineAt(x / samplesPerSymbol, rolloff));

    /// <summary>The root-raised-cosine pulse at a time in symbols, unnormalised.</summary>
    public static double RootRaisedCosineAt(double t, double rolloff)
    {
        if (Math.Abs(t) < 1e-9)
            return 1 + (rolloff * ((4 / Math.PI) - 1));
        var singular = Math.Abs(t) - (1 / (4 * rolloff));
        if (Math.Abs(singular) < 1e-7)
            return rolloff / Math.Sqrt(2) * (((1 + (2 / Math.PI)) * Math.Sin(Math.PI / (4 * rolloff))) + ((1 - (2 / Math.PI)) * Math.Cos(Math.PI / (4 * rolloff))));
        var numerator = Math.Sin(Math.PI * t * (1 - rolloff)) + (4 * rolloff * t * Math.Cos(Math.PI * t * (1 + rolloff)));
        return numerator / (Math.PI * t * (1 - Math.Pow(4 * rolloff * t, 2)));
    }

    private static float[] Normalised(int taps, Func<double, double> shape)
    {
        var values = new double[taps];
        var sum = 0.0;
        for (var i = 0; i < taps; i++)
            sum += values[i] = shape(i - ((taps - 1) / 2.0));
        return Array.ConvertAll(values, v => (float)(v / sum));
    }

    private static double Sinc(double x) => Math.Abs(x) < 1e-12 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>The modified Bessel function of the first kind and order 0, by its series.</summary>
    private static double Bessel0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > 1e-12 * sum; k++)
            sum += term *= x * x / (4.0 * k * k);
        return sum;
    }

    private static double Hamming(double x, int taps) => 0.54 + (0.46 * Math.Cos(2 * Math.PI * x / taps));
}
