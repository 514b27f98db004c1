using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The CRC-32C at the end of a Cubesat Space Protocol packet, version 1.</summary>
/// <remarks>libcsp 1.x, csp_crc32: CRC-32/ISCSI, most significant octet first, of the data after the header or of header and data; both are on the air.</remarks>
public static class CspCheck
{
    /// <summary>Bytes of the check.</summary>
    public const int Length = 4;

    /// <summary>Whether the last four bytes are the CRC-32C of those before them, without or with the header.</summary>
    public static bool IsValid(ReadOnlySpan<byte> packet) =>
        packet.Length >= CspHeader.Length + Length && (Crc.Crc32C.IsValid(packet[CspHeader.Length..], lowOctetFirst: false) || Crc.Crc32C.IsValid(packet, lowOctetFirst: false));

    /// <summary>Writes the CRC-32C of the data, without the header, over the last four bytes, and says so in the header's flags.</summary>
    /// <exception cref="ArgumentException">There is no room for header and check.</exception>
    public static void Seal(Span<byte> packet)
    {
        if (packet.Length < CspHeader.Length + Length)
            throw new ArgumentException($"{packet.Length} bytes; header and check take {CspHeader.Length + Length}.", nameof(packet));
        packet[CspHeader.Length - 1] |= CspHeader.Crc32Bit;
        Crc.Crc32C.Seal(packet[CspHeader.Length..], lowOctetFirst: false);
    }
}
