using System.Numerics;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Weights of the Hamming codes, and words and syndromes that gr-satellites publishes for Mobitex.</summary>
public class HammingTests
{
    public static TheoryData<int> Codes => [7, 8, 12];

    /// <summary>gr-satellites, qa_mobitex_fec: word of 2C, its single and its double error (which looks like another single one).</summary>
    [Fact]
    public void Words_of_Mobitex_are_the_published_ones()
    {
        var code = Hamming.Mobitex();
        Assert.Equal(0x2C8u, code.Encode(0x2C));
        var word = 0x2C8u | 0b0010_0000;
        Assert.Equal(1, code.Decode(ref word));
        Assert.Equal(0x2Cu, code.Message(word));
        word = 0x2C8u | 0b0010_0010;
        Assert.Equal(1, code.Decode(ref word));
        Assert.Equal(0x2Eu, code.Message(word));
    }

    /// <summary>The same source: the syndromes of single errors in bits 0 to 11 are 1, 2, 4, 8, 5, 6, 9, 10, 7, 11, 13, 14; the remaining 3, 12 and 15 are seen as wrong.</summary>
    [Fact]
    public void Syndromes_of_Mobitex_are_the_published_ones()
    {
        var code = Hamming.Mobitex();
        uint[] places = [1, 2, 4, 8, 5, 6, 9, 10, 7, 11, 13, 14];
        for (var syndrome = 1u; syndrome < 16; syndrome++)
        {
            var word = syndrome; // parity alone: its own syndrome
            var place = Array.IndexOf(places, syndrome);
            Assert.Equal(place < 0 ? -1 : 1, code.Decode(ref word));
            Assert.Equal(place < 0 ? syndrome : syndrome ^ (1u << place), word);
        }
    }

    /// <summary>Hamming (7,4) has 7 words of weight 3, 7 of 4 and 1 of 7; extended 14 of 4 and 1 of 8.</summary>
    [Theory]
    [InlineData(7, "0:1 3:7 4:7 7:1")]
    [InlineData(8, "0:1 4:14 8:1")]
    public void The_weights_are_the_known_ones(int length, string weights)
    {
        var code = Create(length);
        var counted = Enumerable.Range(0, 16).CountBy(m => BitOperations.PopCount(code.Encode((uint)m))).OrderBy(p => p.Key).Select(p => $"{p.Key}:{p.Value}");
        Assert.Equal(weights, string.Join(' ', counted));
    }

    [Fact]
    public void The_words_of_7_4_are_divisible_by_the_generator()
    {
        var code = Hamming.Hamming7();
        for (var message = 0u; message < 16; message++)
        {
            var rest = code.Encode(message);
            for (var bit = 6; bit >= 3; bit--)
                rest ^= ((rest >> bit) & 1) != 0 ? 0b1011u << (bit - 3) : 0;
            Assert.Equal(0u, rest);
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_single_error_is_corrected(int length)
    {
        var code = Create(length);
        Assert.Equal(length, code.Length);
        for (var message = 0u; message < 1u << code.MessageBits; message++)
        {
            for (var bit = -1; bit < length; bit++)
            {
                var word = code.Encode(message) ^ (bit < 0 ? 0 : 1u << bit);
                Assert.Equal(bit < 0 ? 0 : 1, code.Decode(ref word));
                Assert.Equal(message, code.Message(word));
            }
        }
    }

    [Fact]
    public void Extended_Hamming_sees_every_double_error()
    {
        var code = Hamming.Hamming8();
        for (var pattern = 0u; pattern < 256; pattern++)
        {
            var word = pattern;
            if (BitOperations.PopCount(pattern) == 2)
                Assert.Equal(-1, code.Decode(ref word));
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Soft_decoding_finds_the_best_of_all_words(int length)
    {
        var code = Create(length);
        for (var seed = 0; seed < 100; seed++)
        {
            var soft = Streams.Noise(length, seed);
            var distance = code.DecodeSoft(soft, out var word);
            var best = Enumerable.Range(0, 1 << code.MessageBits).MaxBy(m => soft.Select((s, i) => ((code.Encode((uint)m) >> (length - 1 - i)) & 1) != 0 ? (double)s : -s).Sum());
            Assert.Equal(code.Encode((uint)best), word);
            Assert.Equal(BitOperations.PopCount(soft.Aggregate(0u, (w, s) => (w << 1) | (s > 0 ? 1u : 0)) ^ word), distance);
        }
    }

    [Fact]
    public void Equations_that_do_not_tell_errors_apart_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Hamming(4, [0b1110, 0b0111, 0b1111]));
        Assert.Throws<ArgumentException>(() => new Hamming(4, [0b1111, 0b1111]));
        Assert.Throws<ArgumentException>(() => new Hamming(30, [1, 2, 4]));
        Assert.Throws<ArgumentException>(() => new Hamming(0, [1, 2, 4]));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var (code, soft) = (Hamming.Mobitex(), Streams.Noise(12, 2));
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var word = code.Encode(7) ^ 4;
            code.Decode(ref word);
            code.DecodeSoft(soft, out word);
        }));
    }

    private static Hamming Create(int length) => length switch { 7 => Hamming.Hamming7(), 8 => Hamming.Hamming8(), _ => Hamming.Mobitex() };
}
