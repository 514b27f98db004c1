using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>What stands before the payload of a VITA 49 packet: header, stream id, class id, time stamps (VITA 49.2 §5.1).</summary>
public readonly record struct VitaHeader
{
    /// <summary>Bytes of the header with everything in it, as DIFI always has.</summary>
    public const int FullLength = 28;

    /// <summary>Organization of the DIFI consortium.</summary>
    public const uint DifiOui = 0x6A621E;

    /// <summary>Kind of packet.</summary>
    public VitaPacketType Type { get; init; }

    /// <summary>Bits 26 to 24, by kind: trailer and spectrum bits of data, time stamp mode of context.</summary>
    public int TypeBits { get; init; }

    /// <summary>Integer seconds: 0 none, 1 UTC, 2 GPS, 3 other, which is POSIX in DIFI.</summary>
    public int SecondsType { get; init; }

    /// <summary>Fraction: 0 none, 1 sample count, 2 picoseconds, 3 free running.</summary>
    public int FractionType { get; init; }

    /// <summary>Packet count, modulo 16.</summary>
    public int Sequence { get; init; }

    /// <summary>Length of the packet, bytes.</summary>
    public int Length { get; init; }

    /// <summary>Stream id; null where there is none.</summary>
    public uint? StreamId { get; init; }

    /// <summary>Organization that says what the classes mean; null where there is no class id.</summary>
    public uint? Oui { get; init; }

    /// <summary>Unused bits at the end of the payload.</summary>
    public int PadBits { get; init; }

    /// <summary>Information class.</summary>
    public int InformationClass { get; init; }

    /// <summary>Packet class.</summary>
    public int PacketClass { get; init; }

    /// <summary>Integer seconds as they are.</summary>
    public uint Seconds { get; init; }

    /// <summary>Fraction as it is.</summary>
    public ulong Fraction { get; init; }

    /// <summary>First byte of the payload.</summary>
    public int PayloadOffset { get; init; }

    /// <summary>Bytes of payload, without a trailer.</summary>
    public int PayloadLength => Length - PayloadOffset - (IsData && (TypeBits & 4) != 0 ? 4 : 0);

    /// <summary>Signal data with or without a stream id.</summary>
    public bool IsData => Type is VitaPacketType.Data or VitaPacketType.DataWithoutStream;

    /// <summary>A time is in it, in picoseconds.</summary>
    public bool HasTime => SecondsType != 0 && FractionType == 2;

    /// <summary>That time.</summary>
    public VitaTime Time => VitaTime.From(Seconds, Fraction, gps: SecondsType == 2);

    /// <summary>Reads it.</summary>
    /// <param name="packet">One packet.</param>
    /// <param name="problem">What makes no sense; null where all does.</param>
    public static bool TryParse(ReadOnlySpan<byte> packet, out VitaHeader header, out string? problem)
    {
        header = default;
        if (packet.Length < 4)
            return Refuse("shorter than a header", out problem);
        uint word = BinaryPrimitives.ReadUInt32BigEndian(packet);
        int type = (int)(word >> 28), length = (int)(word & 0xFFFF) * 4;
        if (type > 7)
            return Refuse("packet type 8 to 15 is reserved", out problem);
        if (length > packet.Length)
            return Refuse("cut off: its header says more than there is", out problem);
        if (length < packet.Length)
            return Refuse("its header says less than there is", out problem);
        var reader = new WordReader(packet[4..]);
        bool hasClass = (word & 1u << 27) != 0;
        uint? stream = type is 0 or 2 ? null : reader.Word();
        uint oui = hasClass ? reader.Word() : 0, classes = hasClass ? reader.Word() : 0;
        int secondsType = (int)(word >> 22) & 3, fractionType = (int)(word >> 20) & 3;
        header = new VitaHeader
        {
            Type = (VitaPacketType)type,
            TypeBits = (int)(word >> 24) & 7,
            SecondsType = secondsType,
            FractionType = fractionType,
            Sequence = (int)(word >> 16) & 15,
            Length = length,
            StreamId = stream,
            Oui = hasClass ? oui & 0xFFFFFF : null,
            PadBits = (int)(oui >> 27),
            InformationClass = (int)(classes >> 16),
            PacketClass = (int)(classes & 0xFFFF),
            Seconds = secondsType != 0 ? reader.Word() : 0,
            Fraction = fractionType != 0 ? reader.Words() : 0,
            PayloadOffset = 4 + reader.Position,
        };
        if (reader.Exhausted || header.PayloadLength < 0)
            return Refuse("shorter than what its header announces", out problem);
        if (header.HasTime && header.Fraction >= VitaTime.PerSecond)
            return Refuse("a fraction of a second of a second or more", out problem);
        problem = null;
        return true;
    }

    /// <summary>Writes it with stream id, class id and both time stamps: <see cref="FullLength"/> bytes.</summary>
    public void Write(Span<byte> packet)
    {
        uint word = ((uint)Type << 28) | (1u << 27) | ((uint)TypeBits << 24) | ((uint)SecondsType << 22) | ((uint)FractionType << 20) | ((uint)Sequence << 16) | (uint)(Length / 4);
        BinaryPrimitives.WriteUInt32BigEndian(packet, word);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], StreamId ?? 0);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ((uint)PadBits << 27) | (Oui ?? 0));
        BinaryPrimitives.WriteUInt32BigEndian(packet[12..], ((uint)InformationClass << 16) | (uint)PacketClass);
        BinaryPrimitives.WriteUInt32BigEndian(packet[16..], Seconds);
        BinaryPrimitives.WriteUInt64BigEndian(packet[20..], Fraction);
    }

    private static bool Refuse(string why, out string? problem)
    {
        problem = why;
        return false;
    }
}
