using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>How unusual each stretch of a long recording is: how far its spectrum, tenth of a second by tenth, is from the recording's median spectrum.</summary>
/// <remarks>Not how loud: in FM audio a signal is quieter than the noise.</remarks>
public static class AutoSurvey
{
    private const int Bands = 16;
    private const int Transform = 1024;

    /// <summary>Reads a recording to its end.</summary>
    /// <param name="open">Opens it at its beginning.</param>
    /// <param name="stretch">Samples a stretch.</param>
    /// <returns>One number a stretch, dB; the last one may be a part.</returns>
    public static IReadOnlyList<double> Of(Func<ISampleReader> open, int stretch)
    {
        using var reader = open();
        var perBlock = Math.Max(Transform, Math.Min((int)(reader.SampleRateHz / 10), stretch));
        var blocks = new List<float[]>();
        var (audio, iq) = (new float[perBlock], new Complex32[perBlock]);
        var spectrum = new PowerSpectrum(Transform);
        var power = new float[Transform];
        for (int count; (count = Read(reader, audio, iq)) >= Transform;)
        {
            // A quarter of each block is enough.
            spectrum.Process(iq.AsSpan(0, Math.Max(Transform, count / 4)), power);
            blocks.Add(Levels(power, reader.Kind == SampleKind.Audio));
        }
        return Sum(blocks, perBlock, stretch);
    }

    private static int Read(ISampleReader reader, float[] audio, Complex32[] iq)
    {
        if (reader.Kind == SampleKind.Iq)
            return reader.Read(iq);
        var count = reader.Read(audio);
        for (var i = 0; i < count; i++)
            iq[i] = new Complex32(audio[i], 0);
        return count;
    }

    private static float[] Levels(float[] power, bool real)
    {
        var (first, bins) = real ? (Transform / 2, Transform / 2) : (0, Transform);
        var levels = new float[Bands];
        for (var i = 0; i < bins; i++)
            levels[i * Bands / bins] += power[first + i] * Bands / bins;
        return levels;
    }

    private static double[] Sum(List<float[]> blocks, int perBlock, int stretch)
    {
        var median = new float[Bands];
        for (var band = 0; band < Bands && blocks.Count > 0; band++)
        {
            var levels = blocks.ConvertAll(b => b[band]);
            levels.Sort();
            median[band] = levels[levels.Count / 2];
        }
        var sums = new double[(int)((((long)blocks.Count * perBlock) + stretch - 1) / stretch)];
        for (var b = 0; b < blocks.Count; b++)
        {
            var squares = 0.0;
            for (var band = 0; band < Bands; band++)
                squares += Math.Pow(blocks[b][band] - median[band], 2);
            sums[(int)((long)b * perBlock / stretch)] += Math.Sqrt(squares / Bands);
        }
        return sums;
    }
}
