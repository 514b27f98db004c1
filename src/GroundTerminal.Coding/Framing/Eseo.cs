namespace GroundTerminal.Coding.Framing;

/// <summary>ESEO's framing, which is not quite AX.25.</summary>
/// <remarks>
/// As gr-satellites documents it: a frame and its CRC-16/XMODEM, least significant bits first, NRZ-I coded, scrambled with x¹⁷ + x¹² + 1, bit stuffed as in HDLC, filled to whole bytes; over these bytes Reed–Solomon parity of 16 (field 0x11D, roots from α¹);
/// each byte least significant bit first between pairs of flags 7E 7E.
/// </remarks>
public static class Eseo
{
    internal const uint Flags = 0x7E7E;
    internal const int FlagSymbols = 16;
    internal const int ParityLength = 16;
    internal const int MaxWordLength = 255;

    /// <summary>ESEO as the catalogue calls it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "ESEO", "ESEO telemetry, as gr-satellites documents it", _ => new SyncedDeframer(new SyncWord(Flags, FlagSymbols, 1e-3), new EseoFrame()), _ => new EseoFramer());
}
