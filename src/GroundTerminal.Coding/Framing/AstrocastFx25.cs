using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Astrocast's FX.25, which is not quite FX.25.</summary>
/// <remarks>
/// As gr-satellites documents it: FX.25's correlation tag 05, then a code word of 223 and 32 bytes, CCSDS Reed–Solomon in the dual basis where FX.25 has another code, bytes least significant bit first. In it 7E, the frame without bit stuffing, its CRC-16/X-25
/// with the low byte first, and 7E to the end. Once NRZ, once NRZ-I (a 0 is a change).
/// </remarks>
public static class AstrocastFx25
{
    internal const ulong Tag = 0x75FAC1A358D06476;
    internal const int DataLength = 223;
    internal const int WordLength = 255;
    internal const byte Flag = 0x7E;

    /// <summary>With NRZ-I.</summary>
    public static FramingDescriptor NrzI => field ??= new(
        "Astrocast FX.25 NRZ-I", "Astrocast 0.1, as gr-satellites documents it",
        _ => new DifferentialDeframer(DifferentialKind.Space, Deframer()), _ => new AstrocastFx25Framer(nrzI: true));

    /// <summary>With NRZ.</summary>
    public static FramingDescriptor Nrz => field ??= new(
        "Astrocast FX.25 NRZ", "Astrocast 0.1, as gr-satellites documents it", _ => Deframer(), _ => new AstrocastFx25Framer(nrzI: false));

    private static SyncedDeframer Deframer() => new(new SyncWord(Tag, 64, 1e-6), new AstrocastFx25Frame());
}
