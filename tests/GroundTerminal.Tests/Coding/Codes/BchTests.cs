using System.Buffers.Binary;
using System.Numerics;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>ISO/IEC 18004's table of BCH(15,5) words, the definition of BCH codes by their roots, and telecommand code blocks of another implementation.</summary>
public class BchTests
{
    /// <summary>ISO/IEC 18004:2015, table C.1: format information, exclusive-ored with 5412.</summary>
    private static readonly int[] QrFormats =
    [
        0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0, 0x77C4, 0x72F3, 0x7DAA, 0x789D, 0x662F, 0x6318, 0x6C41, 0x6976,
        0x1689, 0x13BE, 0x1CE7, 0x19D0, 0x0762, 0x0255, 0x0D0C, 0x083B, 0x355F, 0x3068, 0x3F31, 0x3A06, 0x24B4, 0x2183, 0x2EDA, 0x2BED,
    ];

    [Fact]
    public void Words_of_15_5_are_those_of_QR_codes()
    {
        var code = Bch.Bch15K5();
        for (var message = 0; message < 32; message++)
            Assert.Equal((ulong)(QrFormats[message] ^ 0x5412), code.Encode((ulong)message));
    }

    /// <summary>R. C. Bose and D. K. Ray-Chaudhuri: a word is one where α, α², … α^2t are roots, here in GF(16) of x⁴ + x + 1.</summary>
    [Theory]
    [InlineData(5, 3)]
    [InlineData(7, 2)]
    [InlineData(11, 1)]
    public void All_words_have_the_roots_of_the_definition_and_all_errors_up_to_t_are_corrected(int messageBits, int t)
    {
        var code = Small(messageBits);
        Assert.Equal((15, messageBits, 15 - messageBits), (code.Length, code.MessageBits, code.ParityBits));
        int[] powers = [1, 2, 4, 8, 3, 6, 12, 11, 5, 10, 7, 14, 15, 13, 9];
        for (var message = 0ul; message < 1ul << messageBits; message++)
        {
            var word = code.Encode(message);
            Assert.Equal(message, code.Message(word));
            for (var root = 1; root <= 2 * t; root++)
                Assert.Equal(0, Enumerable.Range(0, 15).Where(i => ((word >> i) & 1) != 0).Aggregate(0, (sum, i) => sum ^ powers[i * root % 15]));
        }
        for (var pattern = 0u; pattern < 1 << 15; pattern++)
        {
            if (BitOperations.PopCount(pattern) > t)
                continue;
            var word = code.Encode(1) ^ pattern;
            Assert.Equal(BitOperations.PopCount(pattern), code.Decode(ref word));
            Assert.Equal(code.Encode(1), word);
        }
    }

    /// <summary>Headers of S-NET A from the air (tests/vectors/codes). Its CRC-5 runs over the octets in reverse with the fourth twice, a fault of the transmitter, and tells whether the words were corrected to what was sent. Two of the eleven were cut out a symbol too early: they hold the words one later.</summary>
    [Fact]
    public void Received_headers_of_S_NET_are_corrected_to_what_was_sent()
    {
        var code = Bch.Bch15K5();
        var headers = File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "codes", "snet-headers.txt")).Where(l => !l.StartsWith('#')).ToList();
        int valid = 0, corrected = 0;
        foreach (var header in headers)
        {
            var bits = "";
            for (var j = 0; j < 14; j++)
            {
                var word = Enumerable.Range(0, 15).Aggregate(0ul, (w, r) => w | (header[(r * 14) + j] == '1' ? 1ul << r : 0));
                corrected += Math.Max(0, code.Decode(ref word));
                bits += Convert.ToString((long)code.Message(word), 2).PadLeft(5, '0');
            }
            byte[] octets = [.. (bits[..65] + "1011011").Chunk(8).Select(o => Convert.ToByte(new string(o), 2)).Reverse()];
            octets[4] = octets[3];
            if (Crc.Crc5Snet.Compute(octets) == Convert.ToUInt32(bits[65..], 2))
                valid++;
            else
                Assert.EndsWith("00000001111111000000001111001000110000000000000000001111111111111", bits, StringComparison.Ordinal);
        }
        Assert.Equal((11, 9), (headers.Count, valid));
        Assert.InRange(corrected, 14, 60);
    }

    /// <summary>Of the 1024 remainders of (15,5) 576 are within three errors, of the 256 of (15,7) 121 within two.</summary>
    [Theory]
    [InlineData(5, 576)]
    [InlineData(7, 121)]
    [InlineData(11, 16)]
    public void What_is_further_away_is_refused_and_stays(int messageBits, int correctable)
    {
        var code = Small(messageBits);
        var accepted = 0;
        for (var remainder = 0ul; remainder < 1ul << code.ParityBits; remainder++)
        {
            var word = remainder;
            if (code.Decode(ref word) >= 0)
                accepted++;
            else
                Assert.Equal(remainder, word);
        }
        Assert.Equal(correctable, accepted);
    }

    /// <summary>dumpFile_tc_2.hex: three CLTUs of dariol83/ccsds, 16 code blocks. CCSDS 231.0-B-4: the tail is no code block.</summary>
    [SkippableFact]
    public void Code_blocks_of_another_implementation_are_words()
    {
        var path = RepositoryFiles.Shared("testdata/ccsds/dumpFile_tc_2.hex");
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        var (code, detect, blocks) = (Bch.Telecommand(), Bch.Telecommand(correctErrors: false), 0);
        foreach (var cltu in File.ReadLines(path).Where(l => l.Length > 0).Select(Convert.FromHexString))
        {
            for (var at = 2; at + 8 < cltu.Length; at += 8, blocks++)
            {
                var sent = BinaryPrimitives.ReadUInt64BigEndian(cltu.AsSpan(at)) >> 1;
                Assert.Equal(sent, code.Encode(code.Message(sent)));
                CheckErrors(code, detect, sent);
            }
            var tail = BinaryPrimitives.ReadUInt64BigEndian(cltu.AsSpan(cltu.Length - 8)) >> 1;
            Assert.Equal(-1, code.Decode(ref tail));
        }
        Assert.Equal(16, blocks);
    }

    [Fact]
    public void Telecommand_sees_two_errors_while_it_corrects_one()
    {
        var code = Bch.Telecommand();
        Assert.Equal((63, 56), (code.Length, code.MessageBits));
        Assert.Equal(0x7Ful, code.Encode(0));
        CheckErrors(code, Bch.Telecommand(correctErrors: false), code.Encode(0x0123456789ABCD));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(11)]
    public void Soft_decoding_finds_the_best_of_all_words(int messageBits)
    {
        var code = Small(messageBits);
        for (var seed = 0; seed < 50; seed++)
        {
            var soft = Streams.Noise(15, seed);
            var distance = code.DecodeSoft(soft, out var word);
            var best = Enumerable.Range(0, 1 << messageBits).MaxBy(m => Correlation(soft, code.Encode((ulong)m)));
            Assert.Equal(code.Encode((ulong)best), word);
            Assert.Equal(BitOperations.PopCount(Signs(soft) ^ word), distance);
        }
    }

    [Fact]
    public void Soft_decoding_of_telecommand_corrects_three_weak_bits()
    {
        var (code, random) = (Bch.Telecommand(), new Random(3));
        for (var trial = 0; trial < 100; trial++)
        {
            var sent = code.Encode((ulong)random.NextInt64() >> 8);
            var soft = Enumerable.Range(0, 63).Select(i => ((sent >> (62 - i)) & 1) != 0 ? 1f : -1f).ToArray();
            foreach (var place in ReedSolomonTests.Places(63, 3, random))
                soft[place] *= -0.2f;
            Assert.Equal(3, code.DecodeSoft(soft, out var word));
            Assert.Equal(sent, word);
        }
    }

    [Fact]
    public void What_is_not_finite_is_survived_and_wrong_lengths_are_not()
    {
        var code = Bch.Bch15K5();
        float[] soft = [.. Enumerable.Range(0, 15).Select(i => i < 6 ? float.NaN : ((code.Encode(21) >> (14 - i)) & 1) != 0 ? float.PositiveInfinity : float.NegativeInfinity)];
        code.DecodeSoft(soft, out var word);
        Assert.Equal(code.Encode(21), word);
        Assert.Throws<ArgumentException>(() => code.DecodeSoft(soft.AsSpan(1), out _));
    }

    [Theory]
    [InlineData(15, 0x1u, 1)]
    [InlineData(15, 0x2001u, 1)]
    [InlineData(64, 0xC5u, 1)]
    [InlineData(7, 0xC5u, 1)]
    [InlineData(15, 0x13u, 2)] // distance 3 cannot correct two
    [InlineData(16, 0x13u, 1)] // longer than the period of x⁴ + x + 1
    [InlineData(15, 0x13u, -1)]
    public void What_is_no_code_is_refused(int length, uint generator, int correctable) => Assert.ThrowsAny<ArgumentException>(() => new Bch(length, generator, correctable));

    [Fact]
    public void It_allocates_nothing()
    {
        var (code, soft) = (Bch.Bch15K5(), Streams.Noise(15, 2));
        Assert.Equal(0, Streams.Allocated(() =>
        {
            var word = code.Encode(7) ^ 5;
            code.Decode(ref word);
            code.DecodeSoft(soft, out word);
        }));
    }

    private static Bch Small(int messageBits) => messageBits switch { 5 => Bch.Bch15K5(), 7 => Bch.Bch15K7(), _ => Bch.Bch15K11() };

    private static void CheckErrors(Bch correct, Bch detect, ulong sent)
    {
        for (var i = 0; i < 63; i++)
        {
            for (var j = i; j < 63; j++)
            {
                var received = sent ^ (1ul << i) ^ (j > i ? 1ul << j : 0);
                var seen = received;
                Assert.Equal(j > i ? -1 : 1, correct.Decode(ref received));
                Assert.Equal(j > i ? seen : sent, received);
                Assert.Equal(-1, detect.Decode(ref seen));
            }
        }
    }

    private static ulong Signs(float[] soft) => soft.Aggregate(0ul, (word, s) => (word << 1) | (s > 0 ? 1ul : 0));

    private static double Correlation(float[] soft, ulong word) => soft.Select((s, i) => ((word >> (soft.Length - 1 - i)) & 1) != 0 ? (double)s : -s).Sum();
}
