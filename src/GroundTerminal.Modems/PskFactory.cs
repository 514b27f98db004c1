namespace GroundTerminal.Modems;

/// <summary>Makes the demodulators of continuous phase shift keying.</summary>
internal static class PskFactory
{
    /// <summary>Above this a signal of two phases is not a burst on a narrow channel.</summary>
    public const double ContinuousBaudRate = 20_000;

    /// <summary>Fewest samples a symbol, for roll-offs up to 0.35; the band must hold the pulse.</summary>
    public const double FewestSamplesPerSymbol = 1.5;

    /// <summary>More samples a symbol than this are brought down to <see cref="ReducedSamplesPerSymbol"/>.</summary>
    private const double MostSamplesPerSymbol = 10, ReducedSamplesPerSymbol = 4;

    /// <summary>Half of where a carrier is looked for unless it is said, symbol rates.</summary>
    private const double UsualReach = 2;

    /// <summary>Whether BPSK is received as a continuous signal.</summary>
    public static bool IsContinuous(ReceiverOptions options) =>
        options.SampleKind == SampleKind.Iq && (options.RollOff is not null || options.BaudRate >= ContinuousBaudRate);

    public static IDemodulator Create(ReceiverOptions options, PskKind kind)
    {
        RefuseAudio(options);
        var rollOff = options.RollOff ?? 0.35;
        if (!(rollOff >= 0.1 && rollOff <= 1))
            throw new ArgumentException($"A roll-off of {rollOff} is impossible; 0.1 to 1 is expected.");
        var bt = options.GaussianBt ?? GmskModulator.UsualBt;
        if (!(bt >= 0.2 && bt <= 1))
            throw new ArgumentException($"A bandwidth-time product of {bt} is impossible; 0.2 to 1 is expected.");
        var gaussian = kind == PskKind.GaussianMinimumShift;
        var pulse = gaussian ? PskPulse.Gaussian(bt) : PskPulse.RootRaisedCosine(rollOff);
        return Make(kind, pulse, options.SampleRateHz, gaussian ? options.BaudRate / 2 : options.BaudRate, options.OffsetHz, options.SearchBandwidthHz);
    }

    /// <summary>PCM/PM, direct, Manchester, or on a subcarrier.</summary>
    public static IDemodulator CreateResidual(ReceiverOptions options, bool manchester)
    {
        RefuseAudio(options);
        _ = PhaseModulator.Index(options.ModulationIndexRadians, manchester);
        var (rate, baud, subcarrier) = (options.SampleRateHz, options.BaudRate, options.SubcarrierHz ?? 0);
        if (!(subcarrier == 0 || (subcarrier >= baud && subcarrier + baud < rate / 2)))
            throw new ArgumentException($"A subcarrier of {subcarrier} Hz is impossible; between the symbol rate and half the sample rate less the symbol rate is expected.");
        var top = 2 * (subcarrier + (baud * (manchester ? 2 : 1)));
        var half = (options.SearchBandwidthHz / 2) ?? Math.Min(UsualReach * baud, rate / 4);
        return rate <= MostSamplesPerSymbol * top
            ? Residual(rate, baud, subcarrier, options.OffsetHz ?? 0, half, manchester)
            : new ResampledDemodulator(rate, options.OffsetHz ?? 0, 1.3 * (top + (2 * half)), reduced => Residual(reduced, baud, subcarrier, 0, half, manchester));
    }

    private static ResidualCarrierDemodulator Residual(double rate, double baud, double subcarrier, double offsetHz, double half, bool manchester)
    {
        // The carrier being followed, only what the subcarrier's own clock is off is left.
        var setup = new PskSetup(PskKind.Binary, PskPulse.Rectangle(rate / baud, manchester), rate, rate / baud, subcarrier / rate, 0);
        return new ResidualCarrierDemodulator(new CarrierFollower(rate, offsetHz, half, rate / baud), new PskDemodulator(setup), subcarrier > 0);
    }

    private static void RefuseAudio(ReceiverOptions options)
    {
        if (options.SampleKind != SampleKind.Iq)
            throw new ArgumentException($"{options.Modulation} is received from complex baseband, not from audio.");
    }

    private static IDemodulator Make(PskKind kind, PskPulse pulse, double rate, double baud, double? offsetHz, double? widthHz)
    {
        var half = (widthHz / 2) ?? Math.Max(0, Math.Min(UsualReach * baud, (rate - (1.1 * baud)) / 2));
        return rate <= MostSamplesPerSymbol * baud
            ? new PskDemodulator(new PskSetup(kind, pulse, rate, rate / baud, (offsetHz ?? 0) / rate, half / rate))
            : new ResampledDemodulator(rate, offsetHz ?? 0, Math.Max(ReducedSamplesPerSymbol * baud, 1.3 * ((2 * half) + (2 * baud))), reduced =>
                new PskDemodulator(new PskSetup(kind, pulse, reduced, reduced / baud, 0, half / reduced)));
    }
}
