namespace GroundTerminal.Modems;

/// <summary>Checks a receiver's options and makes its demodulator.</summary>
internal static class DemodulatorFactory
{
    private const double UsualAudioCarrierHz = 1700;

    /// <summary>Deviations tried where none is given, in baud rates: modulation indices of 0.5 and 1, which serve from 0.4 to 1.3, and of 2.2.</summary>
    private const double Narrow = 0.27, Wide = 0.5, Widest = 1.1;

    /// <summary>Deviation in baud rates above which the tones are two signals rather than one: a modulation index of 1.3.</summary>
    private const double FarApart = 0.65;

    /// <summary>From the centre to where the outer tones' power is looked for, in baud rates: with an index above 1.3 a tenth of it lies outside what the usual shifts take, with one below 0.9 less.</summary>
    private const double WidestReach = 1.45;

    /// <summary>Faster keying than this with a large index would not fit the channels that satellites are given.</summary>
    private const double WidestBaudRate = 4800;

    /// <summary>Symbols that a transform of the front end covers, at least.</summary>
    private const double TransformSymbols = 64;

    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public static IDemodulator Create(ReceiverOptions options)
    {
        var modulation = ModulationCatalog.Find(options.Modulation)
            ?? throw new ArgumentException($"Modulation '{options.Modulation}' is not built; built are {string.Join(", ", ModulationCatalog.All.Select(m => m.Name))}.");
        if (options.SampleKind == SampleKind.Symbols)
            return new SymbolInput(modulation.BitsPerSymbol);
        Check(options);
        var demodulator = modulation.CreateDemodulator(options);
        return options.SampleKind == SampleKind.Audio || modulation.HasCarrier ? demodulator : new DcFreeDemodulator(demodulator, options.SampleRateHz, options.BaudRate);
    }

    /// <summary>FSK from FM audio, where there is no carrier to be found, or on a carrier.</summary>
    public static IDemodulator Fsk(ReceiverOptions options)
    {
        if (options.SampleKind == SampleKind.Audio)
            return new FskAudioDemodulator(options.SampleRateHz, options.BaudRate, options.HasLongRuns);
        var (deviations, baud) = (Deviations(options), options.BaudRate);
        var usual = FskBandReceiver.Target(deviations[0], baud);
        if (Math.Abs(options.DeviationHz ?? 0) > FarApart * baud)
        {
            // Pulses that are not rectangular never reach the tones for a whole symbol; a discriminator does not mind.
            // Its search takes in the gap between the tones too, and cannot tell an empty band from them.
            var both = Follower(options, usual with { Always = true }, FskToneReceiver.Target(deviations[0], baud));
            var tones = new FskToneReceiver(options, both, 1, deviations[0]);
            return new BandDemodulator(both, tones, new FskBandReceiver(options, both, 0, deviations, coherence: false, tones.Hypotheses));
        }
        if (options.DeviationHz is not null || baud > WidestBaudRate || 5 * baud >= options.SampleRateHz)
        {
            var one = Follower(options, usual);
            return new BandDemodulator(one, new FskBandReceiver(options, one, 0, deviations, coherence: true));
        }
        // Two tones far apart are another picture in the spectrum than one hump: they are searched by themselves.
        var follower = Follower(options, usual, FskBandReceiver.Target(Widest * baud, baud));
        var first = new FskBandReceiver(options, follower, 0, deviations, coherence: true);
        return new BandDemodulator(follower, first, new FskBandReceiver(options, follower, 1, [Widest * baud], coherence: false, first.Hypotheses, (usual.WidthHz, WidestReach * baud)));
    }

    /// <summary>AFSK in audio, or on an FM carrier.</summary>
    public static IDemodulator Afsk(ReceiverOptions options)
    {
        var carrierHz = options.AudioCarrierHz ?? UsualAudioCarrierHz;
        return options.SampleKind == SampleKind.Audio
            ? AfskAudio(options, carrierHz, coherence: true)
            : new FmIqDemodulator(options, carrierHz + Deviations(options)[^1], audio => AfskAudio(audio, carrierHz, coherence: false));
    }

    /// <summary>BPSK on a carrier, in SSB audio or complex baseband.</summary>
    public static IDemodulator Bpsk(ReceiverOptions options, bool differential, bool manchester)
    {
        if (!differential && !manchester && PskFactory.IsContinuous(options))
            return PskFactory.Create(options, PskKind.Binary);
        var baud = options.BaudRate * (manchester ? 2 : 1);
        var follower = new BandFollower(options, TransformSymbols * options.SampleRateHz / baud, BpskBandReceiver.Target(baud));
        return new BandDemodulator(follower, new BpskBandReceiver(options, follower, baud, differential, manchester));
    }

    private static BandDemodulator AfskAudio(ReceiverOptions options, double carrierHz, bool coherence)
    {
        var follower = new BandFollower(options, TransformSymbols * options.SampleRateHz / options.BaudRate, carrierHz);
        return new BandDemodulator(follower, new FskBandReceiver(options, follower, 0, Deviations(options), coherence));
    }

    private static BandFollower Follower(ReceiverOptions options, params ReadOnlySpan<SearchTarget> targets) =>
        new(options, TransformSymbols * options.SampleRateHz / options.BaudRate, targets);

    private static double[] Deviations(ReceiverOptions options) =>
        options.DeviationHz is { } deviation ? [Math.Abs(deviation)] : [Narrow * options.BaudRate, Wide * options.BaudRate];

    private static void Check(ReceiverOptions options)
    {
        if (!(options.SampleRateHz > 0 && double.IsFinite(options.SampleRateHz)))
            throw new ArgumentException($"A sample rate of {options.SampleRateHz} Hz is impossible.");
        if (!(options.BaudRate >= 50))
            throw new ArgumentException($"A symbol rate of {options.BaudRate} baud is impossible; 50 or more is expected.");
        var least = options.FewestSamplesPerSymbol;
        if (options.BaudRate * least > options.SampleRateHz)
            throw new ArgumentException($"{options.BaudRate} baud do not fit a sample rate of {options.SampleRateHz} Hz; at least {least} samples a symbol are needed for {options.Modulation}.");
        CheckSearch(options);
        if (options.Modulation is "FSK" or "FSK subaudio" or "AFSK")
            CheckTones(options);
    }

    private static void CheckSearch(ReceiverOptions options)
    {
        var (lowest, highest) = (options.SampleKind == SampleKind.Audio ? 0 : -options.SampleRateHz / 2, options.SampleRateHz / 2);
        if (options.OffsetHz is { } offset && !(offset >= lowest && offset <= highest))
            throw new ArgumentException($"An offset of {offset} Hz is impossible; {lowest} to {highest} Hz is expected.");
        if (options.SearchBandwidthHz is { } width && !(width >= 0 && double.IsFinite(width)))
            throw new ArgumentException($"A search bandwidth of {width} Hz is impossible; 0 or more is expected.");
    }

    private static void CheckTones(ReceiverOptions options)
    {
        var highest = options.SampleRateHz / 2;
        if (options.DeviationHz is { } deviation && !(deviation != 0 && Math.Abs(deviation) < highest))
            throw new ArgumentException($"A deviation of {deviation} Hz is impossible; other than 0 and within ±{highest} Hz is expected.");
        if (options.Modulation != "AFSK")
            return;
        if (options.AudioCarrierHz is { } carrier && !(carrier > 0 && carrier < highest))
            throw new ArgumentException($"An audio carrier of {carrier} Hz is impossible; above 0 and below {highest} Hz is expected.");
        if (!(options.FmDeviationHz > 0 && options.FmDeviationHz < highest) && options.SampleKind == SampleKind.Iq)
            throw new ArgumentException($"An FM deviation of {options.FmDeviationHz} Hz is impossible; above 0 and below {highest} Hz is expected.");
    }
}
