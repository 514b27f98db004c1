namespace GroundTerminal.Coding.Framing;

/// <summary>The Unified SPUTNIX Protocol: what its sender and its receiver share.</summary>
/// <remarks>
/// SPUTNIX, "USP protocol description", v1.04: 64 symbols of sync, 64 of a PLS code as in DVB-S2 (ETSI EN 302 307-1 §5.5.2.4) that tells the length, then a shortened CCSDS code word of 48 or 223 data
/// bytes (dual basis), randomised (CCSDS 131.0-B §10), and convolutionally coded (CCSDS, from a register of zeros, no tail). The data: two bytes of type, two of length (low byte first), an AX.25 frame
/// without its check, filling. Version 1.04 gives the two PLS codes the other way round than satellites send them.
/// </remarks>
public static class Usp
{
    internal const ulong Sync = 0x5072F64B2D90B1F5;
    internal const int PlsSymbols = 64;
    internal const int HeaderLength = 4;
    internal const int ShortDataLength = 48;
    internal const int LongDataLength = 223;
    internal const int ParityLength = 32;

    private const ulong PlsScrambler = 0x719D83C953422DFA;
    private const ulong PlsAlternating = 0x5555555555555555;

    /// <summary>The 64 PLS symbols of a frame, the last one in the least significant bit: of the code's 7 bits only the last is used, which alternates the signs.</summary>
    internal static ulong Pls(int dataLength) => dataLength == ShortDataLength ? PlsScrambler : PlsScrambler ^ PlsAlternating;

    /// <summary>Symbols after the PLS code.</summary>
    internal static int CodedSymbols(int dataLength) => (dataLength + ParityLength) * 16;

    /// <summary>USP as the catalogue calls it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "USP", "SPUTNIX, USP protocol description v1.04", _ => new SyncedDeframer(new SyncWord(Sync, 64, 1e-5), new UspFrame()), _ => new UspFramer());
}
