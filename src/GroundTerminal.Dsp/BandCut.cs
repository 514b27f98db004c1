namespace GroundTerminal.Dsp;

/// <summary>One band of complex baseband, brought to 0 Hz at a lower sample rate.</summary>
public static class BandCut
{
    private const int Transform = 8192;

    /// <summary>The decimation that leaves a band: a power of two, 1 where the band needs all.</summary>
    public static int Decimation(double sampleRateHz, double leastRateHz)
    {
        var decimation = 1;
        while (decimation < Transform / 64 && sampleRateHz / (decimation * 2) >= leastRateHz)
            decimation *= 2;
        return decimation;
    }

    /// <summary>Cuts a band out.</summary>
    /// <param name="samples">All samples, from the stretch's beginning.</param>
    /// <param name="centerHz">Frequency that becomes 0 Hz.</param>
    /// <param name="sampleRateHz">Of the samples.</param>
    /// <param name="decimation">From <see cref="Decimation"/>; above 1. The band is flat to ±0.4 of the new rate.</param>
    /// <returns>Sample i is at sample i·decimation of the input.</returns>
    public static Complex32[] Of(ReadOnlySpan<Complex32> samples, double centerHz, double sampleRateHz, int decimation)
    {
        var analyzer = new SpectrumAnalyzer(Transform, real: false);
        var extractor = new BandExtractor(analyzer, Transform / decimation, f => Edge(Math.Abs(f) * decimation));
        var result = new Complex32[samples.Length / decimation];
        var (re, im) = (new float[extractor.Output], new float[extractor.Output]);
        var (silence, written) = (new Complex32[2 * Transform], 0);
        while (written < result.Length)
        {
            if (samples.IsEmpty)
                samples = silence;
            if (!analyzer.Next(ref samples))
                continue;
            extractor.Extract(analyzer.SpectrumRe, analyzer.SpectrumIm, centerHz / sampleRateHz * Transform, re, im);
            for (var i = 0; i < re.Length && written < result.Length; i++)
                result[written++] = new Complex32(re[i], im[i]);
        }
        return result;
    }

    /// <summary>Gain over frequency in new sample rates: flat to 0.4, a raised cosine to 0.5.</summary>
    private static double Edge(double f) => f < 0.4 ? 1 : f > 0.5 ? 0 : 0.5 * (1 + Math.Cos(Math.PI * (f - 0.4) / 0.1));
}
