namespace GroundTerminal.Coding.Framing;

/// <summary>The image downlink of Światowid.</summary>
/// <remarks>
/// As gr-satellites documents it: 32 symbols of sync, two bytes of length (low first; it counts eight more than follow), then pieces of 48 bytes with ten of Reed–Solomon parity (field 0x11D, roots from α⁰), bytes least significant bit first;
/// two bytes of CRC may follow the last. Each piece is handed over as a frame.
/// </remarks>
public static class Swiatowid
{
    internal const uint Sync = 0x5B5BDDDD;
    internal const int ParityLength = 10;
    internal const int PieceLength = 58;
    internal const int DataLength = PieceLength - ParityLength;
    internal const int LengthOffset = 8;

    /// <summary>Most pieces after a sync word, as in gr-satellites: 8200 bytes.</summary>
    internal const int MaxPieces = 8198 / PieceLength;

    /// <summary>Światowid as the catalogue calls it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "Swiatowid", "Światowid image downlink, as gr-satellites documents it", _ => new SyncedDeframer(new SyncWord(Sync, 32, 1e-5), new SwiatowidFrame()), _ => new SwiatowidFramer());
}
