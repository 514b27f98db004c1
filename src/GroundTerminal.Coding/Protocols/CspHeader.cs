using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The 32-bit header of a Cubesat Space Protocol packet, version 1.</summary>
/// <remarks>Cubesat Space Protocol (libcsp 1.x), "The Protocol Stack": big-endian; priority 2 bits, source 5, destination 5, destination port 6, source port 6, flags 8.</remarks>
public readonly record struct CspHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 4;

    internal const int Crc32Bit = 0x01;
    private const int FragmentationBit = 0x10, HmacBit = 0x08, XteaBit = 0x04, RdpBit = 0x02;

    private readonly uint _word;

    private CspHeader(uint word) => _word = word;

    /// <summary>0 critical, 1 high, 2 normal, 3 low.</summary>
    public int Priority => (int)(_word >> 30);

    /// <summary>Address that the packet comes from, 0 to 31.</summary>
    public int Source => (int)(_word >> 25) & 0x1F;

    /// <summary>Address that it is for, 0 to 31; 31 is broadcast.</summary>
    public int Destination => (int)(_word >> 20) & 0x1F;

    /// <summary>Port that it is for, 0 to 63: 0 to 7 services, 8 to 47 the application's, 48 to 63 of connections.</summary>
    public int DestinationPort => (int)(_word >> 14) & 0x3F;

    /// <summary>Port that it comes from, 0 to 63.</summary>
    public int SourcePort => (int)(_word >> 8) & 0x3F;

    /// <summary>The three flag bits without meaning, 0 to 7.</summary>
    public int Reserved => (int)(_word >> 5) & 0x07;

    /// <summary>The packet is a piece of a larger one.</summary>
    public bool Fragmentation => (_word & FragmentationBit) != 0;

    /// <summary>A keyed hash of the packet follows its data.</summary>
    public bool Hmac => (_word & HmacBit) != 0;

    /// <summary>The data are encrypted.</summary>
    public bool Xtea => (_word & XteaBit) != 0;

    /// <summary>The packet belongs to a reliable connection: its RDP header ends the data.</summary>
    public bool Rdp => (_word & RdpBit) != 0;

    /// <summary>A CRC-32C of the packet follows its data.</summary>
    public bool Crc32 => (_word & Crc32Bit) != 0;

    /// <summary>Whether a station would send this header: no reserved bit, and not to its own address.</summary>
    /// <remarks>All addresses and ports are legal: one in eight random words passes.</remarks>
    public bool IsPlausible => Reserved == 0 && Source != Destination;

    /// <summary>Reads the header of a packet.</summary>
    /// <param name="packet">The packet; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the packet is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, out CspHeader header)
    {
        header = packet.Length < Length ? default : new CspHeader(BinaryPrimitives.ReadUInt32BigEndian(packet));
        return packet.Length >= Length;
    }
}
