namespace GroundTerminal.Modems;

/// <summary>Chooses the demodulator for a modulation and a kind of samples.</summary>
internal static class DemodulatorFactory
{
    private const double UsualAudioCarrierHz = 1700;

    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public static IDemodulator Create(ReceiverOptions options)
    {
        Check(options);
        var audio = options.SampleKind == SampleKind.Audio;
        var audioCarrierHz = options.AudioCarrierHz ?? UsualAudioCarrierHz;
        return options.Modulation switch
        {
            "FSK" => audio ? new FskAudioDemodulator(options.SampleRateHz, options.BaudRate) : new FskBandDemodulator(options, null),
            "AFSK" => audio ? new FskBandDemodulator(options, audioCarrierHz) : new AfskIqDemodulator(options, audioCarrierHz),
            "BPSK" => new BpskDemodulator(options, differential: false, manchester: false),
            "DBPSK" => new BpskDemodulator(options, differential: true, manchester: false),
            "BPSK Manchester" => new BpskDemodulator(options, differential: false, manchester: true),
            "DBPSK Manchester" => new BpskDemodulator(options, differential: true, manchester: true),
            _ => throw new ArgumentException($"Modulation '{options.Modulation}' is not built; built are FSK, AFSK, BPSK, DBPSK, BPSK Manchester, DBPSK Manchester."),
        };
    }

    private static void Check(ReceiverOptions options)
    {
        if (!(options.SampleRateHz > 0 && double.IsFinite(options.SampleRateHz)))
            throw new ArgumentException($"A sample rate of {options.SampleRateHz} Hz is impossible.");
        if (!(options.BaudRate >= 50))
            throw new ArgumentException($"A symbol rate of {options.BaudRate} baud is impossible; 50 or more is expected.");
        if (options.BaudRate * 2.2 > options.SampleRateHz)
            throw new ArgumentException($"{options.BaudRate} baud do not fit a sample rate of {options.SampleRateHz} Hz; at least 2.2 samples a symbol are needed.");
    }
}
