using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The header of an encapsulation packet: of one, two, four or eight bytes.</summary>
/// <remarks>CCSDS 133.1-B-3, Encapsulation Packet Protocol, §4.1.2.</remarks>
public readonly record struct EncapsulationHeader
{
    /// <summary>The packet version number that tells these packets from space packets.</summary>
    public const int PacketVersion = 7;

    private EncapsulationHeader(int protocolId, int headerLength, long packetLength) => (ProtocolId, HeaderLength, PacketLength) = (protocolId, headerLength, packetLength);

    /// <summary>What is carried, 0 to 7; 0 is idle.</summary>
    public int ProtocolId { get; }

    /// <summary>Bytes of this header: 1, 2, 4 or 8.</summary>
    public int HeaderLength { get; }

    /// <summary>Bytes of the whole packet, as the header says; at least <see cref="HeaderLength"/> in a sound packet.</summary>
    public long PacketLength { get; }

    /// <summary>The packet fills a frame and carries nothing.</summary>
    public bool IsIdle => ProtocolId == 0;

    /// <summary>Reads the header of a packet.</summary>
    /// <param name="packet">The packet, or its beginning; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the packet has another version, fewer bytes than its header, or a length shorter than that.</returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, out EncapsulationHeader header)
    {
        header = default;
        if (packet.Length == 0 || packet[0] >> 5 != PacketVersion)
            return false;
        var lengthOfLength = packet[0] & 0x03;
        var headerLength = 1 << lengthOfLength;
        if (packet.Length < headerLength)
            return false;
        long length = lengthOfLength switch
        {
            0 => 1,
            1 => packet[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(packet[2..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(packet[4..]),
        };
        header = new EncapsulationHeader((packet[0] >> 2) & 0x07, headerLength, length);
        return length >= headerLength;
    }
}
