using System.Buffers.Binary;
using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>SPINO, the amateur payload of INSPIRE-Sat 7: an AX.25 header and a counted packet in frames of 240 bytes.</summary>
/// <remarks>
/// Electrolab, SPINO specifications (2023); gr-satellites 327f305. Sync word, 14 bytes of addresses, control, PID, little-endian count of the bytes from the control byte on, data,
/// CRC-16/XMODEM low octet first, zeros. The payload is all up to the check. One length in 300 is legal, so that with 1 match in 1000 symbols of noise an hour at 9600 baud gives 0.002 frames.
/// </remarks>
public static class Spino
{
    private const int Addresses = 14, CountAt = 16, SentLength = 240;

    private static readonly CountedLayout Layout = new()
    {
        Sync = SyncWord.Parse("0x2EFC9827", 1e-3),
        Preamble = new byte[] { 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA },
        HeadLength = CountAt + 2,
        LengthOf = head => Addresses + BinaryPrimitives.ReadUInt16LittleEndian(head[CountAt..]),
        SetLength = bytes =>
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[CountAt..], (ushort)(bytes.Length - Addresses));
            return bytes.Length;
        },
        MinLength = CountAt + 2,
        MaxLength = SentLength - 2,
        Check = Crc.Crc16CcittZero,
        LowOctetFirst = true,
        PaddedLength = SentLength,
    };

    /// <summary>As the catalog knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "SPINO", "AMSAT-F/Electrolab SPINO: 2EFC9827, AX.25 header, length, data, CRC-16/XMODEM, 240 bytes", _ => Layout.CreateDeframer(), _ => Layout.CreateFramer())
    {
        HasLongRuns = true,
        CheckBits = 16,
    };
}
