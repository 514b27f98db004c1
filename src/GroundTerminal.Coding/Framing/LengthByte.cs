using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>Framings of radio chips' packet engines with one length byte and a CRC-16: Endurosat, BINAR-1, BINAR-2 and DIY-1.</summary>
/// <remarks>
/// Facts as gr-satellites 327f305 receives them. Their checks have 16 bits, so the sync words are held tight: frames out of an hour of noise at the given rates are at most Endurosat 0.005
/// (9600 baud, lengths to 128), BINAR-1 0.011, BINAR-2 0.005 (9600 baud), DIY-1 0.008 (500 baud).
/// </remarks>
public static class LengthByte
{
    private const int MaxCount = 255;

    /// <summary>Endurosat's UHF transceiver: AA…AA 7E, length, up to 128 bytes, CRC-16/IBM-3740 over both. The payload begins with the length byte.</summary>
    public static FramingDescriptor Endurosat => field ??= Describe(
        "Endurosat", "EnduroSat UHF transceiver type II packet: 5 AA, 7E, length, data, CRC-16/IBM-3740", Layout(Flag, Repeat(0xAA, 3), 0, 128, Crc.Crc16CcittFalse));

    /// <summary>BINAR-1: the same with up to 255 bytes.</summary>
    public static FramingDescriptor Binar1 => field ??= Describe(
        "BINAR-1", "AA 7E, length, data, CRC-16/IBM-3740", Layout(Flag, Repeat(0xAA, 3), 0, MaxCount, Crc.Crc16CcittFalse));

    /// <summary>BINAR-2, 3 and 4: TI CC11xx variable length packets without whitening. The length byte is not part of the payload.</summary>
    public static FramingDescriptor Binar2 => field ??= Describe(
        "BINAR-2", "TI CC1101 packet (SWRS061 §15): D391D391, length, data, CRC-16/CMS; not whitened",
        Layout(SyncWord.Parse("0xD391D391", 1e-5), Repeat(0xAA, 8), 0, MaxCount, Crc.Crc16Cms) with { Strip = 1, MinLength = 2 });

    /// <summary>DIY-1 with HopeRF's RFM22: 2DD4, four bytes of header, length, data, CRC-16/XMODEM. Header and length are part of the payload.</summary>
    public static FramingDescriptor Diy1 => field ??= Describe(
        "DIY-1", "HopeRF RFM22 packet: 2DD4, header (4), length, data, CRC-16/XMODEM", Layout(SyncWord.Parse("0x2DD4", 3e-4), Repeat(0xAA, 8), 4, MaxCount, Crc.Crc16CcittZero));

    /// <summary>The end of the preamble and HDLC's flag: 16 bits alone would match too often.</summary>
    private static SyncWord Flag => SyncWord.Parse("0xAAAA7E", 2e-5);

    private static FramingDescriptor Describe(string name, string standard, CountedLayout layout) =>
        new(name, standard, _ => layout.CreateDeframer(), _ => layout.CreateFramer()) { HasLongRuns = true, CheckBits = 16 };

    private static byte[] Repeat(byte octet, int count) => [.. Enumerable.Repeat(octet, count)];

    /// <param name="before">Bytes before the length byte.</param>
    /// <param name="maxCount">Most bytes behind it.</param>
    private static CountedLayout Layout(SyncWord sync, byte[] preamble, int before, int maxCount, Crc check) => new()
    {
        Sync = sync,
        Preamble = preamble,
        HeadLength = before + 1,
        LengthOf = head => before + 1 + head[before],
        SetLength = bytes =>
        {
            bytes[before] = (byte)(bytes.Length - before - 1);
            return bytes.Length;
        },
        MinLength = before + 1,
        MaxLength = before + 1 + maxCount,
        Check = check,
    };
}
