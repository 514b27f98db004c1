using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Modems;

/// <summary>All that a <see cref="Receiver"/> is built from: one transmission to be received on one stream of samples.</summary>
public sealed record ReceiverOptions
{
    /// <summary>Sample rate of the stream, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Real audio or complex baseband.</summary>
    public required SampleKind SampleKind { get; init; }

    /// <summary>A name of <see cref="ModulationCatalog"/>.</summary>
    public required string Modulation { get; init; }

    /// <summary>Channel symbols a second, baud: 200 to 100 000, for continuous phase shift keying to 10 000 000.</summary>
    public required double BaudRate { get; init; }

    /// <summary>Frequency deviation of FSK, or of AFSK's subcarrier, Hz; null where not known. A negative one says the tones are swapped.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's audio tones, Hz.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>Deviation of the FM carrier that AFSK rides on, Hz; used on complex baseband only.</summary>
    public double FmDeviationHz { get; init; } = 3000;

    /// <summary>Roll-off of the root-raised-cosine pulse of phase shift keying, 0.1 to 1; null means 0.35. A BPSK signal whose roll-off is given, or of 20 kBd and more, is taken to be continuous.</summary>
    public double? RollOff { get; init; }

    /// <summary>Bandwidth-time product of GMSK, 0.2 to 1; null means 0.5.</summary>
    public double? GaussianBt { get; init; }

    /// <summary>Subcarrier of PCM/PM, Hz; null where the symbols modulate the carrier directly.</summary>
    public double? SubcarrierHz { get; init; }

    /// <summary>Peak phase deviation of PCM/PM, radians; null means 1.2 (Manchester: 67°).</summary>
    public double? ModulationIndexRadians { get; init; }

    /// <summary>The framings looked for in the same symbols, at least one.</summary>
    public required IReadOnlyList<FramingChoice> Framings { get; init; }

    /// <summary>True where each framing is to report all that it finds, also what another one found in the same place: for comparing framings.</summary>
    public bool FramingsApart { get; init; }

    /// <summary>Where the carrier is expected, Hz from 0 Hz of the stream; null means: anywhere in the pass band.</summary>
    public double? OffsetHz { get; init; }

    /// <summary>Width of the band, centred on <see cref="OffsetHz"/>, that the carrier is searched in, Hz; null means the modulation's default.</summary>
    public double? SearchBandwidthHz { get; init; }

    /// <summary>Fewest samples a symbol that the modulation is received from.</summary>
    public double FewestSamplesPerSymbol => Modulation switch
    {
        "QPSK" or "OQPSK" or "8PSK" => PskFactory.FewestSamplesPerSymbol,
        "BPSK" when PskFactory.IsContinuous(this) => PskFactory.FewestSamplesPerSymbol,
        "GMSK" => 1.8,
        "PCM/PM Manchester" => 3,
        _ when Modulation.EndsWith("Manchester", StringComparison.Ordinal) => 4.4,
        _ => 2.2,
    };

    /// <summary>Whether a framing among them may send the same symbol for long.</summary>
    internal bool HasLongRuns => Framings.Any(f => FramingCatalog.Find(f.Name) is { HasLongRuns: true });
}
