using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>What a context packet says of its data stream; null what it does not say (VITA 49.2 §9, IEEE-ISTO 4900 §4.3.1).</summary>
public readonly record struct DifiContext
{
    /// <summary>Bytes of a DIFI context packet, header and all.</summary>
    public const int PacketLength = 27 * 4;

    /// <summary>Fields of a DIFI context packet.</summary>
    private const uint Fields = 0x7BB98000;

    /// <summary>Something is new since the last one.</summary>
    public bool Changed { get; init; }

    /// <summary>Where levels and frequencies hold: 100 IF port, 75 RF port, 25 antenna feed, 15 air.</summary>
    public uint? ReferencePoint { get; init; }

    /// <summary>Usable bandwidth, Hz.</summary>
    public double? BandwidthHz { get; init; }

    /// <summary>Intermediate frequency, Hz.</summary>
    public double? IfFrequencyHz { get; init; }

    /// <summary>Radio frequency, Hz.</summary>
    public double? RfFrequencyHz { get; init; }

    /// <summary>Offset of the stream from the centre of the IF band, Hz.</summary>
    public double? IfBandOffsetHz { get; init; }

    /// <summary>Power of a full-scale sine at the reference point, dBm.</summary>
    public double? ReferenceLevelDbm { get; init; }

    /// <summary>Level of the samples, dBFS.</summary>
    public double? ScalingDbfs { get; init; }

    /// <summary>Gain before conversion, dB.</summary>
    public double? Gain1Db { get; init; }

    /// <summary>Gain after it, dB.</summary>
    public double? Gain2Db { get; init; }

    /// <summary>Sample rate, Hz.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Delay from the reference point to the samples, fs.</summary>
    public long? TimeAdjustmentFs { get; init; }

    /// <summary>When the time was last known to be right, s.</summary>
    public uint? CalibrationTime { get; init; }

    /// <summary>State and event indicators: enables in bits 31 to 24, their values in 19 to 12.</summary>
    public uint? Indicators { get; init; }

    /// <summary>Format of the data, both words.</summary>
    public ulong? PayloadFormat { get; init; }

    /// <summary>Bits of I and of Q; null where the format is not said or none of DIFI's.</summary>
    public int? Bits => PayloadFormat is { } format && ((format >> 32) & 0xFFFFF000) == 0xA0000000 && ((format >> 32) & 63) == ((format >> 38) & 63) && ((format >> 32) & 63) is >= 3 and <= 15
        ? (int)((format >> 32) & 63) + 1
        : null;

    /// <summary>Indicator of a kind.</summary>
    /// <param name="enable">Its enable bit: 31 calibrated time, 30 valid data, 29 reference lock, 28 AGC, 27 detected signal, 26 spectral inversion, 25 over-range, 24 sample loss.</param>
    /// <returns>Null where it says nothing.</returns>
    public bool? Indicator(int enable) => Indicators is { } word && (word & 1u << enable) != 0 ? (word & 1u << (enable - 12)) != 0 : null;

    /// <summary>Format of complex signed samples, link-efficient.</summary>
    public static ulong FormatOf(int bits) => (0xA0000000UL | ((ulong)(uint)(bits - 1) * 65)) << 32;

    /// <summary>Reads the payload of a context packet.</summary>
    /// <param name="problem">What makes no sense; null where all does.</param>
    public static bool TryParse(ReadOnlySpan<byte> payload, out DifiContext context, out string? problem)
    {
        var reader = new WordReader(payload);
        uint fields = reader.Word();
        for (int more = 1; more <= 7; more++)
        {
            if ((fields & 1u << more) != 0)
                reader.Word();
        }
        context = Read(fields, ref reader);
        problem = reader.Exhausted ? "a context packet shorter than what its fields announce"
            : context.SampleRateHz is <= 0 ? "a sample rate of 0 or below"
            : null;
        return problem is null;
    }

    /// <summary>Writes the payload of a DIFI context packet, with every field that the standard wants.</summary>
    public void Write(Span<byte> payload)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, Fields | (Changed ? 1u << 31 : 0));
        BinaryPrimitives.WriteUInt32BigEndian(payload[4..], ReferencePoint ?? 75);
        BinaryPrimitives.WriteInt64BigEndian(payload[8..], Fixed(BandwidthHz));
        BinaryPrimitives.WriteInt64BigEndian(payload[16..], Fixed(IfFrequencyHz));
        BinaryPrimitives.WriteInt64BigEndian(payload[24..], Fixed(RfFrequencyHz));
        BinaryPrimitives.WriteInt64BigEndian(payload[32..], Fixed(IfBandOffsetHz));
        BinaryPrimitives.WriteInt16BigEndian(payload[40..], Decibels(ScalingDbfs));
        BinaryPrimitives.WriteInt16BigEndian(payload[42..], Decibels(ReferenceLevelDbm));
        BinaryPrimitives.WriteInt16BigEndian(payload[44..], Decibels(Gain2Db));
        BinaryPrimitives.WriteInt16BigEndian(payload[46..], Decibels(Gain1Db));
        BinaryPrimitives.WriteInt64BigEndian(payload[48..], Fixed(SampleRateHz));
        BinaryPrimitives.WriteInt64BigEndian(payload[56..], TimeAdjustmentFs ?? 0);
        BinaryPrimitives.WriteUInt32BigEndian(payload[64..], CalibrationTime ?? 0);
        BinaryPrimitives.WriteUInt32BigEndian(payload[68..], Indicators ?? 0);
        BinaryPrimitives.WriteUInt64BigEndian(payload[72..], PayloadFormat ?? 0);
    }

    // Fields follow each other from the highest bit down; those that say nothing here are passed over by their length.
    private static DifiContext Read(uint fields, ref WordReader reader)
    {
        uint? point = Has(30) ? reader.Word() : null;
        double? bandwidth = Has(29) ? Hertz(reader.Words()) : null, inter = Has(28) ? Hertz(reader.Words()) : null, radio = Has(27) ? Hertz(reader.Words()) : null;
        _ = Has(26) ? reader.Words() : 0;
        double? offset = Has(25) ? Hertz(reader.Words()) : null;
        uint? level = Has(24) ? reader.Word() : null, gain = Has(23) ? reader.Word() : null;
        _ = Has(22) ? reader.Word() : 0;
        double? rate = Has(21) ? Hertz(reader.Words()) : null;
        long? adjustment = Has(20) ? (long)reader.Words() : null;
        uint? calibration = Has(19) ? reader.Word() : null;
        _ = Has(18) ? reader.Word() : 0;
        _ = Has(17) ? reader.Words() : 0;
        return new DifiContext
        {
            Changed = Has(31),
            ReferencePoint = point,
            BandwidthHz = bandwidth,
            IfFrequencyHz = inter,
            RfFrequencyHz = radio,
            IfBandOffsetHz = offset,
            ReferenceLevelDbm = (short?)level / 128.0,
            ScalingDbfs = (short?)(level >> 16) / 128.0,
            Gain1Db = (short?)gain / 128.0,
            Gain2Db = (short?)(gain >> 16) / 128.0,
            SampleRateHz = rate,
            TimeAdjustmentFs = adjustment,
            CalibrationTime = calibration,
            Indicators = Has(16) ? reader.Word() : null,
            PayloadFormat = Has(15) ? reader.Words() : null,
        };

        bool Has(int bit) => (fields & 1u << bit) != 0;
    }

    private static double Hertz(ulong word) => (long)word / (double)(1 << 20);

    private static long Fixed(double? hertz) => (long)Math.Round((hertz ?? 0) * (1 << 20));

    private static short Decibels(double? db) => (short)Math.Clamp(Math.Round((db ?? 0) * 128), short.MinValue, short.MaxValue);
}
