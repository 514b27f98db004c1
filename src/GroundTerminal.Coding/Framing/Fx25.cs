using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>FX.25, AX.25 with forward error correction: descriptors and formats.</summary>
/// <remarks>
/// J. McGuire, I. Galysh, K. Doherty, H. Heidt, D. Niemi: "FX.25, Forward Error Correction Extension to AX.25 Link Protocol For Amateur Packet Radio", Stensat Group, version 01_06 (2006): a correlation tag of 64 bits, then a Reed–Solomon code word
/// (field 0x11D, roots from α¹), all least significant bits first; its data are the flags and stuffed bits of AX.25. The tag says how long both are.
/// </remarks>
public static class Fx25
{
    internal const int TagSymbols = 64;
    internal const byte Flag = 0x7E;

    /// <summary>Tags 01 to 0B.</summary>
    private static readonly Fx25Format[] All =
    [
        new(0xB74DB7DF8A532F3E, 239, 16), new(0x26FF60A600CC8FDE, 128, 16), new(0xC7DC0508F3D9B09E, 64, 16), new(0x8F056EB4369660EE, 32, 16),
        new(0x6E260B1AC5835FAE, 223, 32), new(0xFF94DC634F1CFF4E, 128, 32), new(0x1EB7B9CDBC09C00E, 64, 32), new(0xDBF869BD2DBB1776, 32, 32),
        new(0x3ADB0C13DEAE2836, 191, 64), new(0xAB69DB6A543188D6, 128, 64), new(0x4A4ABEC4A724B796, 64, 64),
    ];

    internal static ReadOnlySpan<Fx25Format> Formats => All;

    /// <summary>FX.25 with the NRZ-I of HDLC.</summary>
    public static FramingDescriptor Plain => field ??= new(
        "FX.25", "Stensat Group, FX.25 01_06 (2006), NRZI", o => new DifferentialDeframer(DifferentialKind.Space, new Fx25Deframer(o)), o => new Fx25Framer(HdlcLine.NrzI, o));

    /// <summary>FX.25 with NRZ-I and the scrambler x¹⁷ + x¹² + 1.</summary>
    public static FramingDescriptor G3ruh => field ??= new(
        "FX.25 G3RUH", "Stensat Group, FX.25 01_06 (2006), NRZI, x^17 + x^12 + 1",
        o => new DescramblingDeframer(LfsrScrambler.G3ruh(), new DifferentialDeframer(DifferentialKind.Space, new Fx25Deframer(o))), o => new Fx25Framer(HdlcLine.NrzIScrambled, o));
}
