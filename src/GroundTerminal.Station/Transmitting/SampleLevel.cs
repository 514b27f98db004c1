using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Transmitting;

/// <summary>Brings samples of mean power 1 to a level, and none above another.</summary>
public static class SampleLevel
{
    /// <param name="samples">Changed in place.</param>
    /// <param name="levelDbfs">Mean power wanted, dB relative to full scale.</param>
    /// <param name="maxDbfs">Greatest power of one sample, dB relative to full scale; a stronger one keeps its phase.</param>
    /// <returns>Samples that were cut down.</returns>
    public static int Apply(Span<Complex32> samples, double levelDbfs, double maxDbfs)
    {
        float gain = (float)Math.Pow(10, levelDbfs / 20), most = (float)Math.Pow(10, maxDbfs / 20);
        int limited = 0;
        foreach (ref Complex32 sample in samples)
        {
            sample = new Complex32(sample.Re * gain, sample.Im * gain);
            float power = (sample.Re * sample.Re) + (sample.Im * sample.Im);
            if (power <= most * most)
                continue;
            float down = most / MathF.Sqrt(power);
            sample = new Complex32(sample.Re * down, sample.Im * down);
            limited++;
        }
        return limited;
    }
}
