using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>A packet as the packet engines of transceiver chips send it after their sync word: whitened from its first byte, a length byte or a fixed size, and a CRC-16 over all before it.</summary>
/// <param name="Whitening">The sequence, added to the packet from its first byte (made for <see cref="WhiteningLength"/> bytes at least).</param>
/// <param name="Check">Over the length byte, where there is one, and the data.</param>
/// <param name="LowOctetFirst">Order of the check's octets on the air.</param>
/// <param name="FixedLength">Data bytes without check, where there is no length byte; else null.</param>
public sealed record PacketLayout(byte[] Whitening, Crc Check, bool LowOctetFirst = false, int? FixedLength = null)
{
    /// <summary>Longest packet: length, 255 bytes, check.</summary>
    public const int WhiteningLength = 1 + 255 + CheckLength;

    internal const int CheckLength = 2;

    /// <summary>Bytes before the data: the length byte, or none.</summary>
    public int HeaderLength => FixedLength is null ? 1 : 0;

    /// <summary>Longest data.</summary>
    public int MaxDataLength => FixedLength ?? 255;
}
