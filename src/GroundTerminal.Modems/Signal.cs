using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Modems;

/// <summary>What is sent on a carrier: modulation with its parameters, and framing.</summary>
public sealed record Signal
{
    /// <summary>A name of <see cref="ModulationCatalog"/>.</summary>
    public required string Modulation { get; init; }

    /// <summary>Symbol rate, baud.</summary>
    public required double BaudRate { get; init; }

    /// <summary>Deviation of FSK, or of AFSK's tones from their centre, Hz; null means the modulation's usual one. A negative one says the tones are swapped.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's tones, Hz; null means 1700.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>Deviation of the FM carrier under AFSK, Hz.</summary>
    public double FmDeviationHz { get; init; } = 3000;

    /// <summary>Bandwidth-time product of the Gaussian pulse of FSK and GMSK; null means a rectangular pulse, GMSK's usual one.</summary>
    public double? GaussianBt { get; init; }

    /// <summary>Roll-off of the root-raised-cosine pulse of PSK; null means the modulation's usual one.</summary>
    public double? RollOff { get; init; }

    /// <summary>Subcarrier of PCM/PM, Hz; null means that the symbols modulate the carrier directly.</summary>
    public double? SubcarrierHz { get; init; }

    /// <summary>Modulation index of PCM/PM, radians; null means the modulation's usual one.</summary>
    public double? ModulationIndexRadians { get; init; }

    /// <summary>A name of <see cref="FramingCatalog"/>.</summary>
    public required string Framing { get; init; }

    /// <summary>Options of the framing.</summary>
    public FramingOptions FramingOptions { get; init; } = FramingOptions.Default;

    /// <summary>Coded bits a second: symbols times what each carries.</summary>
    public double BitRate => BaudRate * (ModulationCatalog.Find(Modulation)?.BitsPerSymbol ?? 1);

    /// <summary>What a modulator of it is built from.</summary>
    public ModulatorOptions ModulatorOptions(double sampleRateHz) => new()
    {
        SampleRateHz = sampleRateHz,
        BaudRate = BaudRate,
        DeviationHz = DeviationHz,
        AudioCarrierHz = AudioCarrierHz,
        FmDeviationHz = FmDeviationHz,
        GaussianBt = GaussianBt,
        RollOff = RollOff,
        SubcarrierHz = SubcarrierHz,
        ModulationIndexRadians = ModulationIndexRadians,
    };

    /// <summary>What a receiver of it is built from, which looks for its carrier anywhere.</summary>
    public ReceiverOptions ReceiverOptions(double sampleRateHz, SampleKind kind) => new()
    {
        SampleRateHz = sampleRateHz,
        SampleKind = kind,
        Modulation = Modulation,
        BaudRate = BaudRate,
        DeviationHz = DeviationHz,
        AudioCarrierHz = AudioCarrierHz,
        FmDeviationHz = FmDeviationHz,
        GaussianBt = GaussianBt,
        RollOff = RollOff,
        SubcarrierHz = SubcarrierHz,
        ModulationIndexRadians = ModulationIndexRadians,
        Framings = [new FramingChoice(Framing, FramingOptions)],
    };
}
