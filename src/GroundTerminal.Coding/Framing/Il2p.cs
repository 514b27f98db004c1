using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>IL2P, AX.25 with forward error correction: descriptor and layout.</summary>
/// <remarks>
/// N. Finlayson KK4HEJ, "Improved Layer 2 Protocol", draft 0.6: 24 symbols of sync; a header of 13 bytes with two of Reed–Solomon parity (field 0x11D, roots from α⁰); the payload in blocks as equal as possible, the longer ones first, with 2 to 8
/// bytes of parity by their length, or 16 ("max FEC"); each block scrambled by itself with x⁹ + x⁴ + 1; and, where the sender adds it, a CRC-16/X-25 of the AX.25 frame, four bits in each of four Hamming (7,4) words, low bits first.
/// </remarks>
public static class Il2p
{
    internal const uint Sync = 0xF15E48;
    internal const int SyncSymbols = 24;
    internal const int HeaderLength = 13;
    internal const int CodedHeaderLength = 15;
    internal const int MaxPayloadLength = 1023;
    internal const int CrcLength = 4;
    internal const int MaxParity = 16;

    /// <summary>Most bytes of a coded payload: five blocks.</summary>
    internal const int MaxCodedLength = MaxPayloadLength + (5 * MaxParity);

    /// <summary>How a payload is cut.</summary>
    /// <param name="Count">Blocks.</param>
    /// <param name="Longer">How many of them are one byte longer; they come first.</param>
    /// <param name="Length">Data bytes of the others.</param>
    /// <param name="Parity">Parity bytes of each.</param>
    internal readonly record struct Layout(int Count, int Longer, int Length, int Parity)
    {
        public int CodedLength => Longer + (Count * (Length + Parity));
    }

    internal static Layout Cut(int payloadLength, bool maxFec)
    {
        if (payloadLength == 0)
            return default;
        var most = maxFec ? 239 : 247;
        var count = (payloadLength + most - 1) / most;
        var length = payloadLength / count;
        return new Layout(count, payloadLength - (count * length), length, maxFec ? MaxParity : Parity(length));
    }

    private static int Parity(int length) => length <= 61 ? 2 : length <= 123 ? 4 : length <= 185 ? 6 : 8;

    /// <summary>The scrambler, to be reset before every block.</summary>
    internal static LfsrScrambler Scrambler() => new(0x21, 0x1FF, 8);

    /// <summary>Codes with 2, 4, 6, 8 and 16 parity bytes, by half the number.</summary>
    internal static ReedSolomon[] Codes()
    {
        var codes = new ReedSolomon[(MaxParity / 2) + 1];
        foreach (var parity in new[] { 2, 4, 6, 8, MaxParity })
            codes[parity / 2] = ReedSolomon.Il2p(parity);
        return codes;
    }

    /// <summary>The Hamming (7,4) word of four bits: parity in bits 6 to 4.</summary>
    internal static int HammingWord(int nibble) =>
        nibble ^ ((nibble & 1) != 0 ? 0x70 : 0) ^ ((nibble & 2) != 0 ? 0x60 : 0) ^ ((nibble & 4) != 0 ? 0x50 : 0) ^ ((nibble & 8) != 0 ? 0x30 : 0);

    /// <summary>IL2P with max FEC and CRC on sending; both kinds of each are received.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "IL2P", "KK4HEJ, Improved Layer 2 Protocol, draft 0.6", _ => new SyncedDeframer(new SyncWord(Sync, SyncSymbols, 3e-4), new Il2pFrame()), _ => new Il2pFramer());
}
