using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The 48-bit header of a Cubesat Space Protocol packet, version 2.</summary>
/// <remarks>libcsp 2.0, "The Protocol Stack": big-endian; priority 2 bits, destination 14, source 14, destination port 6, source port 6, flags 6.
/// Nothing in a packet tells the two versions apart: which one a spacecraft speaks must be known.</remarks>
public readonly record struct Csp2Header
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 6;

    private readonly ulong _bits;

    private Csp2Header(ulong bits) => _bits = bits;

    /// <summary>0 critical, 1 high, 2 normal, 3 low.</summary>
    public int Priority => (int)(_bits >> 46);

    /// <summary>Address that the packet is for, 0 to 16383.</summary>
    public int Destination => (int)(_bits >> 32) & 0x3FFF;

    /// <summary>Address that it comes from, 0 to 16383.</summary>
    public int Source => (int)(_bits >> 18) & 0x3FFF;

    /// <summary>Port that it is for, 0 to 63.</summary>
    public int DestinationPort => (int)(_bits >> 12) & 0x3F;

    /// <summary>Port that it comes from, 0 to 63.</summary>
    public int SourcePort => (int)(_bits >> 6) & 0x3F;

    /// <summary>The flag bits without meaning in this version: 0x20, 0x10 and 0x04 of the field, as they stand.</summary>
    public int Reserved => (int)_bits & 0x34;

    /// <summary>A keyed hash of the packet follows its data.</summary>
    public bool Hmac => (_bits & 0x08) != 0;

    /// <summary>The packet belongs to a reliable connection.</summary>
    public bool Rdp => (_bits & 0x02) != 0;

    /// <summary>A CRC-32C of the packet follows its data.</summary>
    public bool Crc32 => (_bits & 0x01) != 0;

    /// <summary>Whether a station would send this header: no reserved bit, and not to its own address.</summary>
    public bool IsPlausible => Reserved == 0 && Source != Destination;

    /// <summary>Reads the header of a packet.</summary>
    /// <param name="packet">The packet; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the packet is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> packet, out Csp2Header header)
    {
        header = packet.Length < Length ? default : new Csp2Header(((ulong)BinaryPrimitives.ReadUInt16BigEndian(packet) << 32) | BinaryPrimitives.ReadUInt32BigEndian(packet[2..]));
        return packet.Length >= Length;
    }
}
