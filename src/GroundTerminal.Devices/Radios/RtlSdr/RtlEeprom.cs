using System.Buffers.Binary;
using System.Text;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>What the EEPROM of a dongle says: the ids and strings that it shows on USB after it is plugged in.</summary>
/// <remarks>Bytes: 28 32, idVendor, idProduct (little endian), a5 where there is a serial number, flags (bit 0 remote wake-up, bit 1 infrared); from 9 on three string descriptors. Layout as osmocom's rtl_eeprom writes it.</remarks>
public sealed record RtlEeprom(int VendorId, int ProductId, string Manufacturer, string Product, string SerialNumber, bool HasInfrared)
{
    /// <returns>Null where it does not begin as one.</returns>
    public static RtlEeprom? Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length < 256 || content[0] != 0x28 || content[1] != 0x32)
            return null;
        var at = 9;
        string manufacturer = ReadString(content, ref at), product = ReadString(content, ref at), serialNumber = ReadString(content, ref at);
        return new RtlEeprom(
            BinaryPrimitives.ReadUInt16LittleEndian(content[2..]), BinaryPrimitives.ReadUInt16LittleEndian(content[4..]),
            manufacturer, product, content[6] == 0xa5 ? serialNumber : "", (content[7] & 2) != 0);
    }

    private static string ReadString(ReadOnlySpan<byte> content, ref int at)
    {
        int length = at < content.Length ? content[at] : 0;
        if (length < 2 || at + length > content.Length || content[at + 1] != 3)
            return "";
        string text = Encoding.Unicode.GetString(content[(at + 2)..(at + length)]);
        at += length;
        return text;
    }
}
