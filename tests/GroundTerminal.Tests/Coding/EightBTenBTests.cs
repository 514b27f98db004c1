using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class EightBTenBTests
{
    /// <summary>The table by which AMSAT receives the FOX-1 satellites; bit 10 is the disparity after the word (tests/vectors/line-codes).</summary>
    [Fact]
    public void The_words_of_FoxTelem_are_met()
    {
        var words = 0;
        foreach (var line in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "line-codes", "8b10b_foxtelem.txt")))
        {
            var parts = line.Split(' ');
            for (var i = 2; i < parts.Length; i++, words++)
            {
                var (value, expected) = ((byte)(Convert.ToInt32(parts[1], 16) + i - 2), Convert.ToInt32(parts[i], 16));
                var disparity = parts[0] == "-" ? -1 : 1;
                var symbol = EightBTenB.Decode(Soft(expected & 0x3FF), disparity);
                Assert.Equal((value, false, expected >> 10 == 0 ? -1 : 1), (symbol.Value, symbol.IsControl, symbol.Disparity));
                Assert.Equal(expected & 0x3FF, EightBTenB.Encode(value, false, ref disparity));
                Assert.Equal(symbol.Disparity, disparity);
            }
        }
        Assert.Equal(12 * 32, words);
    }

    /// <summary>IEEE 802.3, table 36-2: the control codes at disparity −1; those at +1 are their complements.</summary>
    [Theory]
    [InlineData(0x1C, "0011110100")]
    [InlineData(0x3C, "0011111001")]
    [InlineData(0x5C, "0011110101")]
    [InlineData(0x7C, "0011110011")]
    [InlineData(0x9C, "0011110010")]
    [InlineData(0xBC, "0011111010")]
    [InlineData(0xDC, "0011110110")]
    [InlineData(0xFC, "0011111000")]
    [InlineData(0xF7, "1110101000")]
    [InlineData(0xFB, "1101101000")]
    [InlineData(0xFD, "1011101000")]
    [InlineData(0xFE, "0111101000")]
    public void Control_codes_are_those_of_the_table(byte value, string word)
    {
        foreach (var before in new[] { -1, 1 })
        {
            var expected = Convert.ToInt32(word, 2) ^ (before > 0 ? 0x3FF : 0);
            var disparity = before;
            Assert.Equal(expected, EightBTenB.Encode(value, true, ref disparity));
            foreach (var known in new[] { before, 0 })
            {
                var symbol = EightBTenB.Decode(Soft(expected), known);
                Assert.Equal((value, true, disparity), (symbol.Value, symbol.IsControl, symbol.Disparity));
            }
        }
    }

    [Fact]
    public void A_stream_is_balanced_and_has_no_run_above_five()
    {
        var data = new byte[5000];
        new Random(1).NextBytes(data);
        var symbols = new byte[50000];
        var disparity = -1;
        Assert.Equal(50000, EightBTenB.Encode(data, symbols, ref disparity));
        int sum = 0, run = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            sum += (symbols[i] * 2) - 1;
            run = i > 0 && symbols[i] == symbols[i - 1] ? run + 1 : 1;
            Assert.InRange(run, 1, 5);
            Assert.InRange(sum, -2, 4);
        }
        var soft = ConvolutionalVectors.Soft(symbols);
        var running = 0;
        for (var i = 0; i < data.Length; i++)
        {
            var symbol = EightBTenB.Decode(soft.AsSpan(i * 10, 10), running);
            Assert.Equal(data[i], symbol.Value);
            running = symbol.Disparity;
        }
    }

    [Fact]
    public void A_weak_wrong_symbol_is_put_right_and_makes_the_byte_doubtful()
    {
        var disparity = -1;
        var soft = Soft(EightBTenB.Encode(0x00, false, ref disparity)); // 100111 0100
        var sure = EightBTenB.Decode(soft, -1);
        soft[0] = -0.1f;
        var doubtful = EightBTenB.Decode(soft, -1);
        Assert.Equal(0, doubtful.Value);
        Assert.InRange(doubtful.Reliability, 0, sure.Reliability);
        Assert.Equal(0, EightBTenB.Decode(new float[10]).Reliability);
    }

    [Fact]
    public void Bad_input_is_survived_and_nothing_allocated()
    {
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue })
            Assert.InRange(EightBTenB.Decode(Enumerable.Repeat(bad, 10).ToArray()).Reliability, 0, 1);
        var soft = Soft(0x274);
        Assert.Equal(0, Streams.Allocated(() => EightBTenB.Decode(soft)));
        var disparity = -1;
        Assert.Throws<ArgumentException>(() => EightBTenB.Encode(0x01, true, ref disparity));
        Assert.Throws<ArgumentException>(() => EightBTenB.Decode(new float[9]));
    }

    private static float[] Soft(int word) => [.. Enumerable.Range(0, 10).Select(i => ((word >> (9 - i)) & 1) != 0 ? 1f : -1f)];
}
