using GroundTerminal.Coding.Checks;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Checks;

/// <summary>Check values of G. Cook, Catalogue of parametrised CRC algorithms; X-25 code words from ISO/IEC 13239 and ITU-T V.42.</summary>
public class CrcTests
{
    /// <summary>Those not in the catalogue (SX12xx, S-NET) were divided bit by bit in Python.</summary>
    public static TheoryData<Crc, uint> Catalogue => new()
    {
        { Crc.Crc16X25, 0x906E },
        { Crc.Crc16CcittFalse, 0x29B1 },
        { Crc.Crc16Ccitt, 0x2189 },
        { Crc.Crc16CcittZero, 0x31C3 },
        { Crc.Crc16SpiFujitsu, 0xE5CC },
        { Crc.Crc16Sx12xx, 0xE5CC ^ 0xFFFF },
        { Crc.Crc16Genibus, 0xD64E },
        { Crc.Crc16Mcrf4xx, 0x6F91 },
        { Crc.Crc16Arc, 0xBB3D },
        { Crc.Crc16Cms, 0xAEE7 },
        { Crc.Crc16Umts, 0xFEE8 },
        { Crc.Crc16Modbus, 0x4B37 },
        { Crc.Crc16Usb, 0xB4C8 },
        { Crc.Crc32, 0xCBF43926 },
        { Crc.Crc32C, 0xE3069283 },
        { Crc.Crc32Mpeg2, 0x0376E6E7 },
        { Crc.Crc32Bzip2, 0xFC891918 },
        { Crc.Crc24OpenPgp, 0x21CF02 },
        { Crc.Crc8Smbus, 0xF4 },
        { Crc.Crc8Rohc, 0xD0 },
        { Crc.Crc8Autosar, 0xDF },
        { Crc.Crc8Maxim, 0xA1 },
        { Crc.Crc8Nrsc5, 0xF7 },
        { Crc.Crc8J1850, 0x4B },
        { Crc.Crc8DvbS2, 0xBC },
        { Crc.Crc13Bbc, 0x04FA },
        { Crc.Crc13Snet, 0x0356 },
        { Crc.Crc5Snet, 0x14 },
        { new Crc("CRC-5/G-704", 5, 0x15, 0, true, true, 0), 0x07 },
        { new Crc("CRC-5/USB", 5, 0x05, 0x1F, true, true, 0x1F), 0x19 },
        { new Crc("CRC-12/UMTS", 12, 0x80F, 0, false, true, 0), 0xDAF },
        { new Crc("CRC-3/GSM", 3, 0x3, 0, false, false, 0x7), 0x4 },
        { new Crc("CRC-31/PHILIPS", 31, 0x04C11DB7, 0x7FFFFFFF, false, false, 0x7FFFFFFF), 0x0CE9E46C },
    };

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void The_check_value_of_the_catalogue_is_met(Crc crc, uint check)
    {
        Assert.Equal(check, crc.Compute("123456789"u8));
        Assert.Equal(check, crc.Check);
    }

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Every_length_equals_long_division(Crc crc, uint check)
    {
        var random = new Random(7);
        for (var length = 0; length < 40; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            Assert.Equal(LongDivision(crc, data), crc.Compute(data));
        }
        Assert.Equal(check, LongDivision(crc, "123456789"u8));
    }

    /// <summary>Every length to 67 octets and some of several vectors, from every place of a vector.</summary>
    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Folding_equals_the_tables(Crc crc, uint check)
    {
        var tables = new Crc(crc.Name, crc.Width, crc.Polynomial, crc.Initial, crc.ReflectIn, crc.ReflectOut, crc.XorOut, scalar: true);
        Assert.Equal(check, tables.Check);
        var data = new byte[4096];
        new Random(8).NextBytes(data);
        int[] lengths = [.. Enumerable.Range(0, 68), .. Enumerable.Range(1, 60).Select(k => (k * 31) + 64), 4000];
        foreach (var length in lengths)
        {
            for (var from = 0; from < 16; from++)
                Assert.Equal(tables.Compute(data.AsSpan(from, length)), crc.Compute(data.AsSpan(from, length)));
        }
        Assert.Equal(0, Streams.Allocated(() => crc.Compute(data)));
    }

    [Theory]
    [InlineData("033F", "5BEC")] // ISO/IEC 13239, annex A: a SABM and its check as sent
    [InlineData("0173", "8357")] // the same: a UA
    [InlineData("", "0000")]
    public void Published_code_words_of_HDLC_are_met(string data, string sent)
    {
        var frame = Convert.FromHexString(data + "FFFF");
        Crc.Crc16X25.Seal(frame, lowOctetFirst: true);
        Assert.Equal(data + sent, Convert.ToHexString(frame));
        Assert.True(Crc.Crc16X25.IsValid(frame, lowOctetFirst: true));
    }

    /// <summary>RFC 3720 B.4: 32 octets of 00, of FF, and 00 to 1F, with their checks as sent.</summary>
    [Theory]
    [InlineData(0x00, 0, "AA36918A")]
    [InlineData(0xFF, 0, "43ABA862")]
    [InlineData(0x00, 1, "4E79DD46")]
    public void Published_checks_of_iSCSI_are_met(byte first, byte step, string sent)
    {
        var frame = new byte[36];
        for (var i = 0; i < 32; i++)
            frame[i] = (byte)(first + (i * step));
        Crc.Crc32C.Seal(frame, lowOctetFirst: true);
        Assert.Equal(sent, Convert.ToHexString(frame.AsSpan(32)));
    }

    /// <summary>RFC 1662, C.2: over a frame and its check the register is always F0B8, here after the final inversion.</summary>
    [Fact]
    public void Over_a_frame_and_its_check_the_remainder_is_constant()
    {
        var random = new Random(1);
        for (var length = 0; length < 300; length++)
        {
            var frame = new byte[length + 2];
            random.NextBytes(frame);
            Crc.Crc16X25.Seal(frame, lowOctetFirst: true);
            Assert.Equal(0xFFFFu ^ 0xF0B8, Crc.Crc16X25.Compute(frame));
        }
    }

    [Fact]
    public void Every_single_and_every_double_wrong_bit_changes_it()
    {
        var right = Crc.Crc16X25.Compute(new byte[20]);
        for (var i = 0; i < 160; i++)
        {
            for (var j = i; j < 160; j++)
            {
                var wrong = new byte[20];
                wrong[i / 8] ^= (byte)(1 << (i % 8));
                if (j > i)
                    wrong[j / 8] ^= (byte)(1 << (j % 8));
                Assert.NotEqual(right, Crc.Crc16X25.Compute(wrong));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_sealed_frame_is_valid_and_any_wrong_bit_is_seen(bool lowOctetFirst)
    {
        foreach (var crc in new[] { Crc.Crc8Smbus, Crc.Crc13Bbc, Crc.Crc16CcittFalse, Crc.Crc24OpenPgp, Crc.Crc32C })
        {
            var frame = new byte[11];
            new Random(3).NextBytes(frame);
            crc.Seal(frame, lowOctetFirst);
            Assert.True(crc.IsValid(frame, lowOctetFirst));
            for (var bit = 0; bit < frame.Length * 8; bit++)
            {
                frame[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(crc.IsValid(frame, lowOctetFirst));
                frame[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void A_frame_shorter_than_its_check_is_not_valid() => Assert.False(Crc.Crc32.IsValid([0, 0, 0], lowOctetFirst: true));

    [Theory]
    [InlineData(2, 1u, 0u, 0u)]
    [InlineData(33, 1u, 0u, 0u)]
    [InlineData(8, 0x107u, 0u, 0u)]
    [InlineData(8, 7u, 0x100u, 0u)]
    [InlineData(8, 7u, 0u, 0x100u)]
    public void Parameters_outside_their_range_are_refused(int width, uint polynomial, uint initial, uint xorOut) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Crc("wrong", width, polynomial, initial, false, false, xorOut));

    [Fact]
    public void It_allocates_nothing() => Assert.Equal(0, Streams.Allocated(() => Crc.Crc16X25.IsValid("123456789"u8, true)));

    /// <summary>The definition: a bit at a time through a register of the check's width.</summary>
    private static uint LongDivision(Crc crc, ReadOnlySpan<byte> data)
    {
        ulong register = crc.Initial;
        for (var i = 0; i < data.Length * 8; i++)
        {
            var bit = (ulong)(data[i / 8] >> (crc.ReflectIn ? i % 8 : 7 - (i % 8))) & 1;
            var top = ((register >> (crc.Width - 1)) & 1) ^ bit;
            register = ((register << 1) & ((1UL << crc.Width) - 1)) ^ (top * crc.Polynomial);
        }
        ulong result = 0;
        for (var i = 0; i < crc.Width; i++)
            result |= ((register >> i) & 1) << (crc.ReflectOut ? crc.Width - 1 - i : i);
        return (uint)result ^ crc.XorOut;
    }
}
