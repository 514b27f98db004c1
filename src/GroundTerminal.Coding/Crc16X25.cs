namespace GroundTerminal.Coding;

/// <summary>The 16-bit frame check sequence of HDLC and AX.25: CRC-16/X-25.</summary>
/// <remarks>x¹⁶ + x¹² + x⁵ + 1, reflected, initial value and final exclusive-or FFFF; ISO/IEC 13239, §4.2.5.2; check value of "123456789" is 906E.</remarks>
public static class Crc16X25
{
    private static readonly ushort[] Table = MakeTable();

    /// <summary>The check sequence of a frame; it is sent low octet first.</summary>
    public static ushort Compute(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFF;
        foreach (var octet in data)
            crc = (crc >> 8) ^ Table[(crc ^ octet) & 0xFF];
        return (ushort)(crc ^ 0xFFFF);
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[256];
        for (var i = 0; i < 256; i++)
        {
            var crc = (uint)i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
            table[i] = (ushort)crc;
        }
        return table;
    }
}
