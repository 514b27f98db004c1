namespace GroundTerminal.Dsp;

/// <summary>The filters of a <see cref="Channelizer"/>'s channels, as gains of the transform's bins.</summary>
/// <remarks>
/// About the Nyquist frequency R/2 of a channel of rate R the gain falls so that |H(f)|² + |H(R − f)|² = 1 (to 0.3 dB): noise stays white over the channel's whole
/// width although its edges fold. The shape is cos(π/2·sin²(πu/2)), u from 0 to 1 over the transition, the power-complementary window of the Vorbis I specification, §1.3.2, in frequency;
/// its impulse response is cut to N/4 + 1 samples by a Kaiser window. Ripple below 0.1 dB, what would fold into the flat part below −75 dB.
/// </remarks>
public static class ChannelizerFilter
{
    /// <summary>Width of the transition in bins of the transform, half of it on either side of R/2; what folds in from beyond it is below −75 dB.</summary>
    public const int TransitionBins = 28;

    /// <summary>Width of the shape before the window widens it.</summary>
    private const double ShapeBins = 20;
    private const double WindowDb = 40;

    /// <summary>Gains of the bins −M to M − 1 about a channel's centre, M = N/decimation; 0 from the end of the transition on. They hold the transform's 1/N.</summary>
    /// <param name="size">N.</param>
    /// <param name="decimation">A power of two; M is 2·<see cref="TransitionBins"/> at least.</param>
    public static float[] Gains(int size, int decimation)
    {
        int bins = size / decimation;
        double[] taps = Taps(size, bins);
        var (re, im) = (new float[size], new float[size]);
        for (int n = 0; n < size; n++)
            re[n] = (float)taps[n];
        new Fft(size).Forward(re, im);
        int reach = (bins + TransitionBins) / 2;
        var gains = new float[2 * bins];
        for (int k = -reach; k <= reach; k++)
            gains[k + bins] = re[k & (size - 1)] / size;
        return gains;
    }

    // Real and even, sample 0 first: zero phase.
    private static double[] Taps(int size, int bins)
    {
        var (re, im) = (new float[size], new float[size]);
        for (int k = -bins; k < bins; k++)
            re[k & (size - 1)] = (float)Shape((Math.Abs(k) - ((bins - ShapeBins) / 2)) / ShapeBins);
        new Fft(size).Inverse(re, im);
        var taps = new double[size];
        int half = size / 8;
        for (int n = -half; n <= half; n++)
            taps[n & (size - 1)] = re[n & (size - 1)] / size * FilterDesign.Kaiser((double)n / half, WindowDb);
        return taps;
    }

    private static double Shape(double u)
    {
        double s = Math.Sin(Math.PI / 2 * Math.Clamp(u, 0, 1));
        return Math.Cos(Math.PI / 2 * s * s);
    }
}
