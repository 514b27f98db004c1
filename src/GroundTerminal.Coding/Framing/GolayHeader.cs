namespace GroundTerminal.Coding.Framing;

/// <summary>How a GOMspace frame behind a Golay header is coded; null where the header's flag says it.</summary>
/// <param name="Convolutional">Convolutional code (flag 0x100).</param>
/// <param name="Randomized">CCSDS randomizer (flag 0x200).</param>
/// <param name="ReedSolomon">Reed–Solomon (255,223), shortened (flag 0x400).</param>
public sealed record GolayHeader(bool? Convolutional, bool? Randomized, bool? ReedSolomon)
{
    /// <summary>U482C: the header says all.</summary>
    public static GolayHeader FromFlags { get; } = new(null, null, null);

    /// <summary>AX100 in ASM+Golay mode: the radio's setup says all, and the flags are not looked at.</summary>
    public static GolayHeader Ax100(bool randomized) => new(false, randomized, true);

    /// <summary>AX100 in that mode with Reed–Solomon switched off: frames have no check but the CRC-32C of their CSP packet.</summary>
    public static GolayHeader Csp(bool randomized) => new(false, randomized, false);

    /// <summary>The two sets of flags that are sent in practice: by the AX100 none (all seven satellites recorded) or randomizer and Reed–Solomon, by the U482C the latter with and without convolutional code.</summary>
    internal (uint First, uint Second) UsualFlags => ReedSolomon is null ? (0x600u, 0x700u) : (0u, 0x600u);

    /// <summary>Whether the frame of this header is convolutionally coded.</summary>
    public bool IsConvolutional(uint header) => Convolutional ?? (header & 0x100) != 0;

    /// <summary>Whether it is randomized.</summary>
    public bool IsRandomized(uint header) => Randomized ?? (header & 0x200) != 0;

    /// <summary>Whether it is a Reed–Solomon code word.</summary>
    public bool IsReedSolomon(uint header) => ReedSolomon ?? (header & 0x400) != 0;

    /// <summary>The header's 12 bits for a frame of so many bytes on the air: the flags of what is set by the header, none where the setup says it.</summary>
    public uint Make(int length, bool convolutional, bool randomized, bool reedSolomon) =>
        (uint)length | Flag(Convolutional, convolutional, 0x100) | Flag(Randomized, randomized, 0x200) | Flag(ReedSolomon, reedSolomon, 0x400);

    private static uint Flag(bool? fixedBySetup, bool on, uint flag) => fixedBySetup is null && on ? flag : 0;
}
