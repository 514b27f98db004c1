using System.Buffers.Binary;
using System.Text;

namespace GroundTerminal.Emulator.Usb;

/// <summary>A 24C02 on the I2C bus before the repeater, with the ids and strings of a dongle.</summary>
internal sealed class RtlEepromModel
{
    public const byte Address = 0xa0;
    private readonly byte[] _content = new byte[256];
    private byte _pointer;

    public RtlEepromModel(int vendorId, int productId, params string[] strings)
    {
        Array.Fill(_content, (byte)0xff);
        ReadOnlySpan<byte> head = [0x28, 0x32, 0, 0, 0, 0, 0xa5, 0x16, 0x02];
        head.CopyTo(_content);
        BinaryPrimitives.WriteUInt16LittleEndian(_content.AsSpan(2), (ushort)vendorId);
        BinaryPrimitives.WriteUInt16LittleEndian(_content.AsSpan(4), (ushort)productId);
        var at = head.Length;
        foreach (string text in strings)
        {
            (_content[at], _content[at + 1]) = ((byte)(2 + (2 * text.Length)), 3);
            at += 2 + Encoding.Unicode.GetBytes(text, _content.AsSpan(at + 2));
        }
    }

    /// <summary>The three strings, as the chip reads them at power-on.</summary>
    public string[] Strings()
    {
        var (strings, at) = (new string[3], 9);
        for (var i = 0; i < strings.Length; i++)
        {
            int length = Math.Max((int)_content[at], 2);
            strings[i] = Encoding.Unicode.GetString(_content.AsSpan(at + 2, Math.Min(length - 2, _content.Length - at - 2)));
            at = Math.Min(at + length, _content.Length - 2);
        }
        return strings;
    }

    public void Write(ReadOnlySpan<byte> message)
    {
        if (message.Length == 0)
            return;
        _pointer = message[0];
        foreach (byte value in message[1..])
            _content[_pointer++] = value;
    }

    public void Read(Span<byte> answer)
    {
        foreach (ref byte value in answer)
            value = _content[_pointer++];
    }
}
