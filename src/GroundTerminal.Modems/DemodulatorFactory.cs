namespace GroundTerminal.Modems;

/// <summary>Chooses the demodulator for a modulation and a kind of samples.</summary>
internal static class DemodulatorFactory
{
    public static IDemodulator Create(ReceiverOptions options)
    {
        if (options.Modulation.Contains("BPSK")) return new BpskDemodulator(options);
        return new FskAudioDemodulator(options.SampleRateHz, options.BaudRate);
    }
}
