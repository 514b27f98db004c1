using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>One thing that a transmission may be, but for its framing.</summary>
/// <param name="Modulation">A name of the modulation catalog.</param>
/// <param name="BaudRate">Symbol rate, baud.</param>
/// <param name="DeviationHz">Deviation of AFSK's tones, Hz; null for other modulations.</param>
/// <param name="AudioCarrierHz">Centre of AFSK's tones, Hz; null for other modulations.</param>
/// <param name="FmDeviationHz">Deviation of the FM carrier that AFSK rides on, Hz; null means the usual one.</param>
public sealed record AutoHypothesis(string Modulation, double BaudRate, double? DeviationHz = null, double? AudioCarrierHz = null, double? FmDeviationHz = null)
{
    /// <summary>A receiver's feed-forward clock follows a transmitter's that is off by so much, ±0.5 %, with something in hand.</summary>
    public const double RateTolerance = 0.004;

    /// <summary>True where the rate is not from the catalogue.</summary>
    public bool Measured { get; init; }

    /// <summary>The options of a receiver for it.</summary>
    public ReceiverOptions ToReceiver(AutoBand band) => new()
    {
        SampleRateHz = band.SampleRateHz,
        SampleKind = band.Kind,
        Modulation = Modulation,
        BaudRate = BaudRate,
        DeviationHz = DeviationHz,
        AudioCarrierHz = AudioCarrierHz,
        FmDeviationHz = FmDeviationHz ?? 3000,
        OffsetHz = band.LocalOffsetHz,
        SearchBandwidthHz = band.WidthHz,
        Framings = [],
    };

    /// <summary>For people: <c>9600 Bd FSK</c>, <c>1200 Bd AFSK (1700 ± 500 Hz)</c>.</summary>
    public override string ToString() => AudioCarrierHz is { } carrier
        ? FormattableString.Invariant($"{BaudRate:0.##} Bd {Modulation} ({carrier:0} ± {DeviationHz:0} Hz)")
        : FormattableString.Invariant($"{BaudRate:0.##} Bd {Modulation}");
}
