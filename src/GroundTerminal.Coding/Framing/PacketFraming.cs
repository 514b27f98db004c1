using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Packets of transceiver chips: TI's CC11xx, CC1125 and CC1200, Semtech's SX126x, Silicon Labs' Si4463.</summary>
/// <remarks>
/// TI SWRS061 (CC1101) §15 and DN509; Semtech SX1261/2 data sheet §6.2.3; Silicon Labs EZRadioPRO API. Which satellite sends which: gr-satellites' deframers, and for CC11xx the chip's defaults.
/// </remarks>
public static class PacketFraming
{
    private const double FalseAlarmRate = 1e-6;
    private const string Cc1125Sync = "0x352E352E";
    private const string Ax100Sync = "0x930B51DE";

    /// <summary>x⁹ + x⁵ + 1 from all ones as TI whitens: FF E1 1D 9A ….</summary>
    private static readonly byte[] Pn9 = Sequence(0x1FF, lsbFirst: true, reversed: false);

    /// <summary>The same with each byte turned, as Semtech's SX126x whitens.</summary>
    private static readonly byte[] Pn9Turned = Sequence(0x1FF, lsbFirst: true, reversed: true);

    private static readonly byte[] NoWhitening = new byte[PacketLayout.WhiteningLength];

    /// <summary>TI CC1125: length byte, PN9, CRC-16 of TI.</summary>
    public static FramingDescriptor ReaktorHelloWorld => field ??= Make("Reaktor Hello World", "TI CC1125 packet engine", Cc1125Sync, _ => new PacketLayout(Pn9, Crc.Crc16Cms));

    /// <summary>The same with the AX100's sync word; BlueWalker 3 and the Bluebirds too.</summary>
    public static FramingDescriptor Light1 => field ??= Make("Light-1", "TI CC11xx packet engine", Ax100Sync, _ => new PacketLayout(Pn9, Crc.Crc16Cms));

    /// <summary>TI CC1125 with the check of X.25, low octet first, over length and data.</summary>
    public static FramingDescriptor Aalto1 => field ??= Make("AALTO-1", "TI CC1125 packet engine, check of ISO/IEC 13239", Cc1125Sync, _ => new PacketLayout(Pn9, Crc.Crc16X25, LowOctetFirst: true));

    /// <summary>TI CC11xx with fixed length: the frame size of the catalogue counts the check.</summary>
    public static FramingDescriptor Geoscan => field ??= Make("GEOSCAN", "TI CC11xx packet engine, fixed length", Ax100Sync, o => new PacketLayout(Pn9, Crc.Crc16Cms, FixedLength: GeoscanSize(o) - PacketLayout.CheckLength));

    /// <summary>TI CC11xx as its data sheet sets it up: sync word D391 twice, length byte, PN9 unless the option Scrambler is none, CRC-16.</summary>
    public static FramingDescriptor Cc11xx => field ??= Make("CC11xx", "TI CC1101 data sheet SWRS061 §15, sync word D391D391", "0xD391D391", o => new PacketLayout(o.Scrambler is "none" ? NoWhitening : Pn9, Crc.Crc16Cms));

    /// <summary>Semtech SX126x: length byte, PN9 with turned bytes, CCITT CRC inverted from 1D0F.</summary>
    public static FramingDescriptor Fossasat => field ??= Make("FOSSASAT", "Semtech SX1261/2 data sheet §6.2.3, packet engine", "0x55551212", _ => new PacketLayout(Pn9Turned, Crc.Crc16Sx12xx));

    /// <summary>Semtech SX1268: length byte, PN9 from 100 with turned bytes, CRC-16 as TI's.</summary>
    public static FramingDescriptor Grizu263a => field ??= Make("Grizu-263A", "Semtech SX1268 packet engine", "0x0123456789ABCDEF", _ => new PacketLayout(Sequence(0x100, lsbFirst: true, reversed: true), Crc.Crc16Cms));

    /// <summary>Silicon Labs Si4463: 35 bytes and CRC-16, whitened most significant bit first. The sync word is short: 3·10⁻⁵ false syncs a symbol, 2⁻¹⁶ of them frames, is 10⁻² an hour at 4800 baud.</summary>
    public static FramingDescriptor Lucky7 => field ??= Make("Lucky-7", "Silicon Labs Si4463 packet engine, fixed length", "0x2DD4", _ => new PacketLayout(Sequence(0x1E1, lsbFirst: false, reversed: false), Crc.Crc16Cms, FixedLength: 35), 1e-4);

    private static int GeoscanSize(FramingOptions options) => options.FrameSize switch
    {
        null => 66,
        >= 3 and <= PacketLayout.WhiteningLength - 1 => options.FrameSize.Value,
        _ => throw new ArgumentException($"Frame size {options.FrameSize} of GEOSCAN; 3 to {PacketLayout.WhiteningLength - 1} are possible.", nameof(options)),
    };

    private static FramingDescriptor Make(string name, string standard, string sync, Func<FramingOptions, PacketLayout> layout, double falseAlarmRate = FalseAlarmRate) => new(
        name,
        standard,
        o => new SyncedDeframer(SyncWord.Parse(sync, falseAlarmRate), new PacketFrame(layout(o), o)),
        o => new PacketFramer(SyncWord.Parse(sync), layout(o)))
    {
        CheckBits = 16,
    };

    private static byte[] Sequence(uint seed, bool lsbFirst, bool reversed)
    {
        var sequence = new byte[PacketLayout.WhiteningLength];
        new AdditiveScrambler(0x21, seed, 8, lsbFirst).Apply(sequence);
        if (reversed)
            Bits.ReverseEach(sequence);
        return sequence;
    }
}
