using GroundTerminal.Coding;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

/// <summary>G. Cook, Catalogue of parametrised CRC algorithms: CRC-16/IBM-SDLC, check 906E, residue F0B8; its code words from ISO/IEC 13239 and ITU-T V.42.</summary>
public class Crc16X25Tests
{
    [Fact]
    public void The_check_value_of_the_catalogue_is_met() => Assert.Equal(0x906E, Crc16X25.Compute("123456789"u8));

    [Theory]
    [InlineData("033F", "5BEC")] // ISO/IEC 13239, annex A: a SABM and its check as sent
    [InlineData("0173", "8357")] // the same: a UA
    [InlineData("", "0000")]
    public void Published_code_words_are_met(string data, string sent)
    {
        var crc = Crc16X25.Compute(Convert.FromHexString(data));
        Assert.Equal(sent, Convert.ToHexString([(byte)crc, (byte)(crc >> 8)]));
    }

    /// <summary>RFC 1662, C.2: over a frame and its check the register is always F0B8, here after the final inversion.</summary>
    [Fact]
    public void Over_a_frame_and_its_check_the_remainder_is_constant()
    {
        var random = new Random(1);
        for (var length = 0; length < 300; length++)
        {
            var data = new byte[length + 2];
            random.NextBytes(data);
            var crc = Crc16X25.Compute(data.AsSpan(0, length));
            (data[^2], data[^1]) = ((byte)crc, (byte)(crc >> 8));
            Assert.Equal(0xFFFF ^ 0xF0B8, Crc16X25.Compute(data));
        }
    }

    [Fact]
    public void Every_single_and_every_double_wrong_bit_changes_it()
    {
        var data = new byte[20];
        var right = Crc16X25.Compute(data);
        for (var i = 0; i < 160; i++)
        {
            for (var j = i; j < 160; j++)
            {
                var wrong = new byte[20];
                wrong[i / 8] ^= (byte)(1 << (i % 8));
                if (j > i)
                    wrong[j / 8] ^= (byte)(1 << (j % 8));
                Assert.NotEqual(right, Crc16X25.Compute(wrong));
            }
        }
    }

    [Fact]
    public void It_allocates_nothing() => Assert.Equal(0, Streams.Allocated(() => Crc16X25.Compute("123456789"u8)));
}
