namespace GroundTerminal.Modems;

/// <summary>Chooses the demodulator for a modulation and a kind of samples.</summary>
internal static class DemodulatorFactory
{
    public static IDemodulator Create(ReceiverOptions options)
    {
        return new FskAudioDemodulator(options.SampleRateHz, options.BaudRate);
    }
}
