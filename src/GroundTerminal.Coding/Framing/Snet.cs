using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>The framing of TUBiX10, S-NET and SALSAT: descriptors, header and checks.</summary>
/// <remarks>
/// TU Berlin, "TUBiX10-COM" (amateur radio description of S-NET). 32 symbols of sync; 14 words of BCH(15,5) for the 70 bits of the header, interleaved bit by bit; then the PDU, plain or in blocks of 16 words of BCH(15,11), (15,7) or (15,5),
/// interleaved in the same way, padded with DB. Words are sent with the parity first, the lowest power first; the bytes of the PDU least significant bit first. S-NET's transmitter computes its checks with faults
/// (D. Estévez, "Decoding S-NET", 2018): bytes in reverse, byte 4 of the header twice replaced by byte 5, and an OR in place of an exclusive or in the CRC-13. With that the register does not look at data while its top bit is 1, and 1453 follows itself: 95 of 100 random PDUs of 100 bytes end there.
/// </remarks>
public static class Snet
{
    internal const uint Sync = 0x04CF5FC8;
    internal const int HeaderWords = 14;
    internal const int WordBits = 15;
    internal const int HeaderSymbols = HeaderWords * WordBits;
    internal const int BlockWords = 16;
    internal const int BlockSymbols = BlockWords * WordBits;
    internal const int MaxPduLength = 1023;

    /// <summary>Message bits of a word by the header's field AiTypeSrc, 0 for no code; −1 where the type is not defined.</summary>
    internal static int MessageBits(int type) => type switch { 0 => 0, 1 => 11, 2 => 7, 3 => 5, _ => -1 };

    /// <summary>Symbols of a PDU.</summary>
    internal static int PduSymbols(int length, int messageBits) =>
        messageBits == 0 ? length * 8 : (length + (2 * messageBits) - 1) / (2 * messageBits) * BlockSymbols;

    /// <summary>CRC-5 of a header.</summary>
    /// <param name="header">Nine bytes: the first 65 bits, then 1011011.</param>
    /// <param name="faulty">As S-NET computes it.</param>
    internal static uint HeaderCheck(ReadOnlySpan<byte> header, bool faulty)
    {
        if (!faulty)
            return Crc.Crc5Snet.Compute(header);
        Span<byte> turned = stackalloc byte[9];
        for (var i = 0; i < 9; i++)
            turned[i] = header[8 - i];
        turned[4] = turned[3];
        return Crc.Crc5Snet.Compute(turned);
    }

    /// <summary>CRC-13 of a PDU.</summary>
    internal static uint PduCheck(ReadOnlySpan<byte> pdu, bool faulty)
    {
        if (!faulty)
            return Crc.Crc13Snet.Compute(pdu);
        uint register = 0x1FFF;
        for (var i = pdu.Length - 1; i >= 0; i--)
        {
            for (var bit = 7; bit >= 0; bit--)
                register = ((register << 1) ^ (((register >> 12) | ((uint)pdu[i] >> bit)) & 1) * Crc.Crc13Snet.Polynomial) & 0x1FFF;
        }
        return register;
    }

    /// <summary>S-NET, with its faulty checks.</summary>
    public static FramingDescriptor SnetDescriptor => field ??= Describe("S-NET", faulty: true);

    /// <summary>SALSAT, with the checks as specified.</summary>
    public static FramingDescriptor SalsatDescriptor => field ??= Describe("SALSAT", faulty: false);

    private static FramingDescriptor Describe(string name, bool faulty) => new(
        name, "TU Berlin, TUBiX10-COM", _ => new SyncedDeframer(new SyncWord(Sync, 32), new SnetFrame(faulty)), _ => new SnetFramer(faulty));
}
