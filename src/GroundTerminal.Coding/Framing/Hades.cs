using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>AMSAT-EA's telemetry of HADES-D (GENESIS family) and of HADES-R and its successors: typed packets of fixed lengths, scrambled, 200 baud.</summary>
/// <remarks>
/// AMSAT-EA, "HADES-D Transmissions description" (2023) and "Transmissions description for MARIA-G, UNNE-1, HADES-R, HADES-ICM" (2024); gr-satellites 327f305. BF35, a packet whose first byte
/// holds type and address, CRC-16/IBM-3740 over the packet as sent. All but the first byte is scrambled by x¹⁷ + x¹² + 1, whose register starts with its oldest bit set; by an oversight of
/// the flight software the lowest bit of each byte is sent as it is and does not move the register. With 1 match in 1000 symbols an hour of noise at 200 baud gives 0.01 frames.
/// </remarks>
public static class Hades
{
    private const int CheckLength = 2;

    /// <summary>Bytes of a packet with its check, by type; 0 where there is no such type.</summary>
    private static readonly byte[] LengthsD = [0, 26, 13, 26, 54, 33, 135, 67, 28, 123, 0, 0, 64, 0, 0, 0];

    private static readonly byte[] LengthsR = [0, 31, 17, 29, 35, 27, 135, 101, 31, 123, 17, 9, 64, 0, 38, 41];

    /// <summary>HADES-D.</summary>
    public static FramingDescriptor D => field ??= Describe("HADES-D", LengthsD);

    /// <summary>HADES-R, HADES-ICM, UNNE-1, MARIA-G, HYDRA.</summary>
    public static FramingDescriptor R => field ??= Describe("HADES-R", LengthsR);

    private static FramingDescriptor Describe(string name, byte[] lengths)
    {
        var layout = new CountedLayout
        {
            Sync = SyncWord.Parse("0xBF35", 1e-3),
            Preamble = new byte[] { 0xAA, 0xAA, 0xAA, 0xAA },
            HeadLength = 1,
            LengthOf = head => lengths[head[0] >> 4] - CheckLength,
            SetLength = bytes => SetType(lengths, bytes),
            MinLength = lengths.Where(n => n > 0).Min() - CheckLength,
            MaxLength = lengths.Max() - CheckLength,
            Check = Crc.Crc16CcittFalse,
            Descramble = bytes => Scramble(bytes, undo: true),
            Scramble = bytes => Scramble(bytes, undo: false),
        };
        return new(name, "AMSAT-EA transmissions description: BF35, typed packet, CRC-16/IBM-3740, x^17 + x^12 + 1", _ => layout.CreateDeframer(), _ => layout.CreateFramer()) { CheckBits = 16 };
    }

    /// <summary>Sets the type whose packets are the longest that fit.</summary>
    private static int SetType(byte[] lengths, Span<byte> bytes)
    {
        var best = 0;
        for (var type = 1; type < lengths.Length; type++)
        {
            if (lengths[type] - CheckLength <= bytes.Length && lengths[type] > lengths[best])
                best = type;
        }
        bytes[0] = (byte)((best << 4) | (bytes[0] & 15));
        return lengths[best] - CheckLength;
    }

    private static void Scramble(Span<byte> packet, bool undo)
    {
        var register = 1 << 16;
        foreach (ref var octet in packet[1..])
        {
            for (var bit = 7; bit > 0; bit--)
            {
                var before = (octet >> bit) & 1;
                var flip = ((register >> 16) ^ (register >> 11)) & 1;
                octet ^= (byte)(flip << bit);
                register = (register << 1) | (undo ? before : before ^ flip);
            }
        }
    }
}
