namespace GroundTerminal.Coding.Checks;

/// <remarks>Parameters after G. Cook, Catalogue of parametrised CRC algorithms, whose names stand in quotes, but for the three that say otherwise.</remarks>
public sealed partial class Crc
{
    /// <summary>HDLC, AX.25, FX.25, CSP over AX.25; ISO/IEC 13239 §4.2.5.2.</summary>
    public static Crc Crc16X25 => field ??= new("CRC-16/IBM-SDLC", 16, 0x1021, 0xFFFF, true, true, 0xFFFF);

    /// <summary>"CCITT false": the frame error control field of CCSDS 131.0-B-5, §4.1.4.2 of 132.0-B.</summary>
    public static Crc Crc16CcittFalse => field ??= new("CRC-16/IBM-3740", 16, 0x1021, 0xFFFF, false, false, 0);

    /// <summary>CCITT as ITU-T V.41 has it, low bit first.</summary>
    public static Crc Crc16Ccitt => field ??= new("CRC-16/KERMIT", 16, 0x1021, 0, true, true, 0);

    /// <summary>CCITT, high bit first, from zero.</summary>
    public static Crc Crc16CcittZero => field ??= new("CRC-16/XMODEM", 16, 0x1021, 0, false, false, 0);

    /// <summary>CCITT with the initial value 1D0F, "AUG-CCITT".</summary>
    public static Crc Crc16SpiFujitsu => field ??= new("CRC-16/SPI-FUJITSU", 16, 0x1021, 0x1D0F, false, false, 0);

    /// <summary>CCITT of the packet engine of Semtech's SX1231 to SX1278 (data sheet, CRC with IBM bit cleared): as <see cref="Crc16SpiFujitsu"/>, inverted. Not in the catalogue.</summary>
    public static Crc Crc16Sx12xx => field ??= new("CRC-16/SX12XX", 16, 0x1021, 0x1D0F, false, false, 0xFFFF);

    /// <summary>CCITT, high bit first, inverted.</summary>
    public static Crc Crc16Genibus => field ??= new("CRC-16/GENIBUS", 16, 0x1021, 0xFFFF, false, false, 0xFFFF);

    /// <summary>CCITT, low bit first, not inverted at the end.</summary>
    public static Crc Crc16Mcrf4xx => field ??= new("CRC-16/MCRF4XX", 16, 0x1021, 0xFFFF, true, true, 0);

    /// <summary>IBM's polynomial, low bit first.</summary>
    public static Crc Crc16Arc => field ??= new("CRC-16/ARC", 16, 0x8005, 0, true, true, 0);

    /// <summary>Packet engine of TI's CC11xx and CC10xx (design note DN502).</summary>
    public static Crc Crc16Cms => field ??= new("CRC-16/CMS", 16, 0x8005, 0xFFFF, false, false, 0);

    /// <summary>IBM's polynomial, high bit first, from zero, "BUYPASS".</summary>
    public static Crc Crc16Umts => field ??= new("CRC-16/UMTS", 16, 0x8005, 0, false, false, 0);

    /// <summary>Modbus over serial lines.</summary>
    public static Crc Crc16Modbus => field ??= new("CRC-16/MODBUS", 16, 0x8005, 0xFFFF, true, true, 0);

    /// <summary>USB data packets; AX5043 in its CRC-16 mode.</summary>
    public static Crc Crc16Usb => field ??= new("CRC-16/USB", 16, 0x8005, 0xFFFF, true, true, 0xFFFF);

    /// <summary>ISO-HDLC, Ethernet, zip.</summary>
    public static Crc Crc32 => field ??= new("CRC-32/ISO-HDLC", 32, 0x04C11DB7, 0xFFFFFFFF, true, true, 0xFFFFFFFF);

    /// <summary>Castagnoli: the Cubesat Space Protocol, iSCSI (RFC 3720).</summary>
    public static Crc Crc32C => field ??= new("CRC-32/ISCSI", 32, 0x1EDC6F41, 0xFFFFFFFF, true, true, 0xFFFFFFFF);

    /// <summary>MPEG-2 and DVB tables.</summary>
    public static Crc Crc32Mpeg2 => field ??= new("CRC-32/MPEG-2", 32, 0x04C11DB7, 0xFFFFFFFF, false, false, 0);

    /// <summary>Ethernet's polynomial, high bit first, inverted.</summary>
    public static Crc Crc32Bzip2 => field ??= new("CRC-32/BZIP2", 32, 0x04C11DB7, 0xFFFFFFFF, false, false, 0xFFFFFFFF);

    /// <summary>OpenPGP (RFC 9580 §6.1).</summary>
    public static Crc Crc24OpenPgp => field ??= new("CRC-24/OPENPGP", 24, 0x864CFB, 0xB704CE, false, false, 0);

    /// <summary>System management bus; "CRC-8".</summary>
    public static Crc Crc8Smbus => field ??= new("CRC-8/SMBUS", 8, 0x07, 0, false, false, 0);

    /// <summary>Robust header compression (RFC 3095).</summary>
    public static Crc Crc8Rohc => field ??= new("CRC-8/ROHC", 8, 0x07, 0xFF, true, true, 0);

    /// <summary>AUTOSAR's 2F.</summary>
    public static Crc Crc8Autosar => field ??= new("CRC-8/AUTOSAR", 8, 0x2F, 0xFF, false, false, 0xFF);

    /// <summary>One-wire bus of Dallas and Maxim.</summary>
    public static Crc Crc8Maxim => field ??= new("CRC-8/MAXIM-DOW", 8, 0x31, 0, true, true, 0);

    /// <summary>HD Radio; Sensirion.</summary>
    public static Crc Crc8Nrsc5 => field ??= new("CRC-8/NRSC-5", 8, 0x31, 0xFF, false, false, 0);

    /// <summary>SAE J1850.</summary>
    public static Crc Crc8J1850 => field ??= new("CRC-8/SAE-J1850", 8, 0x1D, 0xFF, false, false, 0xFF);

    /// <summary>DVB-S2 base-band header (EN 302 307-1 §5.1.4).</summary>
    public static Crc Crc8DvbS2 => field ??= new("CRC-8/DVB-S2", 8, 0xD5, 0, false, false, 0);

    /// <summary>The BBC's teleswitch.</summary>
    public static Crc Crc13Bbc => field ??= new("CRC-13/BBC", 13, 0x1CF5, 0, false, false, 0);

    /// <summary>Payload of S-NET and SALSAT as specified (TU Berlin), without the faults of S-NET's transmitter. Not in the catalogue.</summary>
    public static Crc Crc13Snet => field ??= new("CRC-13/S-NET", 13, 0x1CF5, 0x1FFF, false, false, 0);

    /// <summary>Header of S-NET and SALSAT as specified (TU Berlin), over the header's 65 bits and 1011011. Not in the catalogue.</summary>
    public static Crc Crc5Snet => field ??= new("CRC-5/S-NET", 5, 0x15, 0x1F, false, false, 0);
}
