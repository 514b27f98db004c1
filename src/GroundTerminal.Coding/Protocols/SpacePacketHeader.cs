using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The primary header of a space packet.</summary>
/// <remarks>CCSDS 133.0-B-2, Space Packet Protocol, §4.1.3.</remarks>
public readonly record struct SpacePacketHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 6;

    /// <summary>Longest packet, bytes.</summary>
    public const int MaxPacketLength = Length + 65536;

    /// <summary>The application process identifier of packets that fill a frame.</summary>
    public const int IdleApid = 2047;

    private readonly ushort _identification, _sequence, _dataLength;

    private SpacePacketHeader(ushort identification, ushort sequence, ushort dataLength) => (_identification, _sequence, _dataLength) = (identification, sequence, dataLength);

    /// <summary>Packet version number, 0 to 7; space packets have 0.</summary>
    public int Version => _identification >> 13;

    /// <summary>A command, not telemetry.</summary>
    public bool IsTelecommand => (_identification & 0x1000) != 0;

    /// <summary>The data begin with a secondary header.</summary>
    public bool HasSecondaryHeader => (_identification & 0x0800) != 0;

    /// <summary>Application process identifier, 0 to 2047.</summary>
    public int Apid => _identification & 0x7FF;

    /// <summary>0 continues, 1 begins, 2 ends a group of packets; 3: whole in itself.</summary>
    public int SequenceFlags => _sequence >> 14;

    /// <summary>Counts the packets of the APID modulo 16384, or names a command.</summary>
    public int SequenceCount => _sequence & 0x3FFF;

    /// <summary>Bytes after this header, 1 to 65536 (the field holds one less).</summary>
    public int DataLength => _dataLength + 1;

    /// <summary>Bytes of the whole packet.</summary>
    public int PacketLength => Length + DataLength;

    /// <summary>The packet fills a frame and carries nothing.</summary>
    public bool IsIdle => Apid == IdleApid;

    /// <summary>Whether the standard allows it: version 0; an idle packet has no secondary header.</summary>
    public bool IsPlausible => Version == 0 && !(IsIdle && HasSecondaryHeader);

    /// <summary>Reads the header of a packet.</summary>
    /// <param name="packet">The packet, or its beginning; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where there are fewer bytes than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, out SpacePacketHeader header)
    {
        header = packet.Length < Length
            ? default
            : new SpacePacketHeader(BinaryPrimitives.ReadUInt16BigEndian(packet), BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), BinaryPrimitives.ReadUInt16BigEndian(packet[4..]));
        return packet.Length >= Length;
    }
}
