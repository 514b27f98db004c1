using GroundTerminal.Station;

namespace GroundTerminal.Decoding;

/// <summary>One transmission that was found.</summary>
/// <param name="Confidence">How sure that is.</param>
/// <param name="Hypothesis">Modulation and symbol rate, by which it is received.</param>
/// <param name="Framing">The framing; null where none that is built reads it.</param>
/// <param name="MeasuredBaudRate">Symbol rate measured, baud.</param>
/// <param name="FrequencyHz">Carrier, Hz from 0 Hz of the recording; null where it is not known (FSK in audio).</param>
/// <param name="EsN0Db">Es/N0, dB.</param>
/// <param name="EvidenceBits">Evidence of its frames in the part looked at, bits.</param>
/// <param name="Transmitters">Transmitters of the catalogue that are such.</param>
public sealed record AutoFinding(
    AutoConfidence Confidence, AutoHypothesis Hypothesis, AutoFraming? Framing, double MeasuredBaudRate, double? FrequencyHz, double EsN0Db, double EvidenceBits,
    IReadOnlyList<(Spacecraft Satellite, Transmitter Transmitter)> Transmitters)
{
    /// <summary>Where the carrier is to be looked for, Hz; null means anywhere.</summary>
    public double? OffsetHz { get; init; }

    /// <summary>Width of the band that it is looked for in, Hz.</summary>
    public double? BandwidthHz { get; init; }

    /// <summary>Frames decoded from the whole recording.</summary>
    public long Frames { get; init; }

    /// <summary>What <c>decode</c> would be told by hand.</summary>
    public DecodeOptions ByHand(DecodeOptions options) => options with
    {
        Auto = false,
        Modulation = Hypothesis.Modulation,
        BaudRate = Hypothesis.BaudRate,
        DeviationHz = Hypothesis.DeviationHz,
        AudioCarrierHz = Hypothesis.AudioCarrierHz,
        Framing = Framing?.Choice.Name,
        FramingOptions = Framing?.Options ?? options.FramingOptions,
        OffsetHz = OffsetHz,
        SearchBandwidthHz = BandwidthHz,
    };
}
