namespace GroundTerminal.Coding.Framing;

/// <summary>NGHam: descriptors, size tags and lengths.</summary>
/// <remarks>
/// J. P. Løfaldli LA3JPA, "NGHam protocol" (2014): 32 symbols of sync, 24 of a size tag, then a code word randomised as CCSDS telemetry: one byte (flags, and in its low five bits the padding), data, CRC-16/X-25 with the high byte first, padding,
/// Reed–Solomon parity of 16 or 32 bytes. Handed over are the first byte and the data. FloripaSat-1 sends parity that is none ("no Reed Solomon"; D. Estévez, "Decoding FloripaSat-1", 2019).
/// </remarks>
public static class NgHam
{
    internal const uint Sync = 0x5DE62A7E;
    internal const int TagSymbols = 24;
    internal const int MaxDataLength = 223;
    internal const int PaddingMask = 0x1F;

    private static readonly uint[] SizeTags = [0x3B49CD, 0x4DDA57, 0x76939A, 0x9BB4AE, 0xA0FD63, 0xD66EF9, 0xED2734];
    private static readonly int[] WordLengths = [47, 79, 111, 159, 191, 223, 255];

    internal static ReadOnlySpan<uint> Tags => SizeTags;

    internal static int WordLength(int size) => WordLengths[size];

    internal static int ParityLength(int size) => size < 3 ? 16 : 32;

    internal static int DataLength(int size) => WordLength(size) - ParityLength(size);

    /// <summary>NGHam as published.</summary>
    public static FramingDescriptor Coded => field ??= Describe("NGHam", hasParity: true);

    /// <summary>NGHam with parity bytes that mean nothing.</summary>
    public static FramingDescriptor NoReedSolomon => field ??= Describe("NGHam no Reed Solomon", hasParity: false);

    private static FramingDescriptor Describe(string name, bool hasParity) => new(
        name, "LA3JPA, NGHam protocol (2014)", _ => new SyncedDeframer(new SyncWord(Sync, 32), new NgHamFrame(hasParity)), _ => new NgHamFramer(hasParity))
    { CheckBits = hasParity ? 32 : 16 };
}
