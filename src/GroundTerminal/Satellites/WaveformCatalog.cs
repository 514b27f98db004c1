using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Satellites;

/// <summary>Transmissions that are known as a whole, by name.</summary>
/// <remarks>
/// Symbol rates and codes: the satellites' public documents where there are such (NOAA KLM User's Guide; GOES-R HRIT/EMWIN specification; CGMS-03 for LRIT and HRIT; JPSS HRD to DBS RF ICD), and as the public decoders
/// SatDump and goestools receive them; roll-offs are those decoders' too. What recordings in the shared test data prove is said to be so.
/// </remarks>
public static class WaveformCatalog
{
    /// <summary>Phase deviation of NOAA's HRPT, 67 degrees (KLM User's Guide §4.1.2).</summary>
    private const double HrptIndexRadians = 67 * Math.PI / 180;

    private static readonly TransferFrameFormat InsertZone = TransferFrameFormat.Aos with { InsertZoneLength = 2 };

    /// <summary>All of them, in the order of documentation tables.</summary>
    public static IReadOnlyList<Waveform> All { get; } =
    [
        Lrpt("lrpt-72k", "Meteor-M N2 (2014): QPSK, no precoding, no interleaver (proved by recordings)", "QPSK", 72_000, new FramingOptions()),
        Lrpt("lrpt-72k-oqpsk", "Meteor-M N2-2, N2-3, N2-4 at 72 kBd: OQPSK with NRZ-M (proved by recordings)", "OQPSK", 72_000, new FramingOptions { DifferentialPrecoding = true }),
        Lrpt("lrpt-80k", "Meteor-M N2-2, N2-3, N2-4 at 80 kBd: OQPSK with NRZ-M and the channel interleaver (proved by recordings)", "OQPSK", 80_000, new FramingOptions { DifferentialPrecoding = true, ChannelInterleaver = true }),
        new("hrpt", "NOAA-15, NOAA-18, NOAA-19 HRPT: split phase on a residual carrier, minor frames without a code", "PCM/PM Manchester", 665_400, new FramingChoice("NOAA HRPT")) { ModulationIndexRadians = HrptIndexRadians },
        Concatenated("ahrpt", "MetOp-B, MetOp-C AHRPT: QPSK, convolutional 3/4", "QPSK", 2_333_333, 0.5, 4, new FramingOptions { CodeRate = "3/4" }, InsertZone, "AOS insert zone 2"),
        Concatenated("lrit", "LRIT of GOES-13 to GOES-15 and COMS: BPSK, convolutional 1/2, NRZ-M", "BPSK", 293_883, 0.5, 4, new FramingOptions { DifferentialPrecoding = true }, TransferFrameFormat.Aos, "AOS"),
        Concatenated("hrit", "HRIT/EMWIN of GOES-16 to GOES-19: BPSK, convolutional 1/2, NRZ-M", "BPSK", 927_000, 0.3, 4, new FramingOptions { DifferentialPrecoding = true }, TransferFrameFormat.Aos, "AOS"),
        new("aqua-db", "Aqua, Aura direct broadcast: OQPSK 7.5 MBd, NRZ-M, Reed-Solomon only", "OQPSK", 7_500_000, ReedSolomon(4, new FramingOptions { DifferentialPrecoding = true }))
        {
            RollOff = 0.5,
            Frames = TransferFrameFormat.Aos,
            Transport = "AOS",
        },
        Concatenated("terra-db", "Terra direct broadcast: the Q channel of an unbalanced QPSK, as BPSK; convolutional 1/2, NRZ-M; frames' content is randomised by the mission itself", "BPSK", 13_125_000, 0.5, 4, new FramingOptions { DifferentialPrecoding = true, Scrambler = "none" }, TransferFrameFormat.Aos, null),
        Concatenated("snpp-hrd", "Suomi NPP and NOAA-20 high rate data: QPSK, convolutional 1/2, NRZ-M (frames proved by recordings, the channel not)", "QPSK", 15_000_000, 0.5, 4, new FramingOptions { DifferentialPrecoding = true }, TransferFrameFormat.Aos, "AOS"),
        Concatenated("jpss-hrd", "NOAA-21 and later high rate data: OQPSK, convolutional 1/2, NRZ-M, interleaving 5", "OQPSK", 25_000_000, 0.5, 5, new FramingOptions { DifferentialPrecoding = true }, TransferFrameFormat.Aos, null),
    ];

    /// <summary>The waveform of that name; null where there is none.</summary>
    public static Waveform? Find(string name) => All.FirstOrDefault(w => w.Name == name);

    private static Waveform Lrpt(string name, string description, string modulation, double symbolRate, FramingOptions options) =>
        new(name, description, modulation, symbolRate, new FramingChoice("Meteor LRPT", options)) { RollOff = 0.6, Frames = InsertZone, Transport = "AOS insert zone 2" };

    private static Waveform Concatenated(string name, string description, string modulation, double symbolRate, double rollOff, int interleaving, FramingOptions options, TransferFrameFormat frames, string? transport) =>
        new(name, description, modulation, symbolRate, new FramingChoice("CCSDS Concatenated", Block(interleaving, options))) { RollOff = rollOff, Frames = frames, Transport = transport };

    private static FramingChoice ReedSolomon(int interleaving, FramingOptions options) => new("CCSDS Reed-Solomon", Block(interleaving, options));

    private static FramingOptions Block(int interleaving, FramingOptions options) => options with { FrameSize = 223 * interleaving, Interleaving = interleaving };
}
