using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

public class TurboCodeTests
{
    public static TheoryData<string, int, int, string> Words
    {
        get
        {
            var data = new TheoryData<string, int, int, string>();
            foreach (var fields in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests/vectors/codes/turbo-ccsds-words.txt")).Select(l => l.Split(' ')))
                data.Add(fields[0], int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture), fields[3]);
            return data;
        }
    }

    /// <summary>Code bits, a byte each, by their SHA-256, from another encoder: tests/vectors/PROVENANCE.md.</summary>
    [Theory]
    [MemberData(nameof(Words))]
    public void Words_are_those_of_another_encoder(string rate, int dataBits, int codeBits, string sha256)
    {
        var code = TurboCode.Find(rate, dataBits)!;
        var bits = new byte[code.CodeBits];
        new TurboEncoder(code).Encode([.. Enumerable.Range(0, dataBits / 8).Select(i => (byte)((i * i * 7) + (i * 13) + 5))], bits);
        Assert.Equal((codeBits, sha256), (code.CodeBits, Convert.ToHexStringLower(SHA256.HashData(bits))));
    }

    /// <summary>All sixteen codes: IT++'s encoder gives the same words, and its decoder their data.</summary>
    [SkippableFact]
    public void Words_are_those_of_Itpp()
    {
        foreach (var code in TurboCode.All)
        {
            string[] name = [code.Rate, code.DataBits.ToString(CultureInfo.InvariantCulture)];
            var (data, bits) = (new byte[code.DataBits / 8], new byte[code.CodeBits]);
            new Random(code.CodeBits).NextBytes(data);
            new TurboEncoder(code).Encode(data, bits);
            Assert.Equal(bits, CodesPeer.RunItpp(data, ["encode", .. name]));
            var symbols = bits.Select(b => (2f * b) - 1).ToArray();
            Assert.Equal("0\n"u8, CodesPeer.RunItpp([.. data, .. MemoryMarshal.AsBytes(symbols.AsSpan())], ["turbo", .. name, "0"]));
        }
    }

    /// <summary>CCSDS 131.0-B-5, table 6-2 less its last column.</summary>
    [Fact]
    public void Lengths_are_the_standards()
    {
        int[][] lengths = [[3576, 5364, 7152, 10728], [7144, 10716, 14288, 21432], [14280, 21420, 28560, 42840], [17848, 26772, 35696, 53544]];
        Assert.Equal(lengths, new[] { 1784, 3568, 7136, 8920 }.Select(k => TurboCode.All.Where(c => c.DataBits == k).Select(c => c.CodeBits).ToArray()));
        Assert.All(TurboCode.All, c => Assert.Equal(c.DataBits, c.Order.ToArray().Distinct().Count()));
        Assert.Null(TurboCode.Find("1/2", 1024));
        Assert.Null(TurboCode.Find("2/3", 1784));
    }

    /// <summary>Where it decodes soon, late, and not at all; the scalar reference throws where a metric would not fit.</summary>
    [Theory]
    [InlineData("1/2", 1784)]
    [InlineData("1/3", 3568)]
    [InlineData("1/6", 1784)]
    public void Vectors_of_every_width_give_what_single_numbers_give(string rate, int dataBits)
    {
        var code = TurboCode.Find(rate, dataBits)!;
        var (decoder, encoder, bits, random) = (new TurboDecoder(code, 6), new TurboEncoder(code), new byte[code.CodeBits], new Random(7));
        var (data, expected, actual) = (new byte[dataBits / 8], new byte[dataBits / 8], new byte[dataBits / 8]);
        foreach (var more in new[] { -1, 0.3, 30 })
        {
            random.NextBytes(data);
            encoder.Encode(data, bits);
            var symbols = CodeChannel.Noisy(bits, code.DesignEsN0Db + more, random);
            var one = decoder.Decode<TurboLanes1>(symbols, expected);
            Assert.Equal(one, decoder.Decode<TurboLanes128>(symbols, actual));
            Assert.Equal(expected, actual);
            Assert.Equal(one, decoder.Decode<TurboLanes256>(symbols, actual));
            Assert.Equal(expected, actual);
            Assert.Equal(one, decoder.Decode<TurboLanes512>(symbols, actual));
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>At 0.2 dB more than JPL's decoder needs to lose one in a hundred (k = 1784: 1.2 dB at rate 1/2, 0.55 at 1/3; 8920: 0.3 dB at 1/3), the lower rates by the same distance from capacity.</summary>
    [Theory]
    [InlineData("1/2", 1784, 1.4)]
    [InlineData("1/3", 1784, 0.75)]
    [InlineData("1/4", 1784, 0.55)]
    [InlineData("1/6", 1784, 0.35)]
    [InlineData("1/3", 8920, 0.5)]
    public void Words_come_back_near_the_waterfall(string rate, int dataBits, double ebN0Db)
    {
        var code = TurboCode.Find(rate, dataBits)!;
        var (encoder, decoder, random) = (new TurboEncoder(code), new TurboDecoder(code), new Random(3));
        var (data, decoded, bits, good) = (new byte[dataBits / 8], new byte[dataBits / 8], new byte[code.CodeBits], 0);
        for (var word = 0; word < 30; word++)
        {
            random.NextBytes(data);
            encoder.Encode(data, bits);
            var result = decoder.Decode(CodeChannel.Noisy(bits, ebN0Db + (10 * Math.Log10((double)dataBits / code.CodeBits)), random), decoded);
            good += result.Converged && data.AsSpan().SequenceEqual(decoded) ? 1 : 0;
        }
        Assert.InRange(good, 29, 30);
    }

    /// <summary>The framing gives words so far above the waterfall no more than four passes of both codes.</summary>
    [Fact]
    public void Words_far_above_the_waterfall_settle_in_few_passes()
    {
        foreach (var code in TurboCode.All)
        {
            var (encoder, decoder, random) = (new TurboEncoder(code), new TurboDecoder(code), new Random(9));
            var (data, decoded, bits) = (new byte[code.DataBits / 8], new byte[code.DataBits / 8], new byte[code.CodeBits]);
            for (var word = 0; word < 10; word++)
            {
                random.NextBytes(data);
                encoder.Encode(data, bits);
                var result = decoder.Decode(CodeChannel.Noisy(bits, code.DesignEsN0Db + 3, random), decoded);
                Assert.Equal(data, decoded);
                Assert.InRange(result.HalfIterations, 2, 7);
            }
        }
    }

    [Fact]
    public void Silence_and_noise_are_no_words()
    {
        foreach (var code in TurboCode.All.Where(c => c.DataBits == 1784))
        {
            var (decoder, data) = (new TurboDecoder(code), new byte[code.DataBits / 8]);
            Assert.Equal(1, decoder.Decode(new float[code.CodeBits], data).SymbolErrorRate);
            for (var seed = 0; seed < 3; seed++)
                Assert.False(decoder.Decode(Streams.Noise(code.CodeBits, seed), data).Converged);
        }
    }

    [Fact]
    public void Nothing_is_allocated_and_wrong_lengths_are_refused()
    {
        var code = TurboCode.Find("1/3", 1784)!;
        var (decoder, encoder, data, bits, symbols) = (new TurboDecoder(code, 2), new TurboEncoder(code), new byte[223], new byte[code.CodeBits], Streams.Noise(code.CodeBits, 1));
        Assert.Equal(0, Streams.Allocated(() =>
        {
            encoder.Encode(data, bits);
            decoder.Decode(symbols, data);
        }));
        Assert.Throws<ArgumentException>(() => decoder.Decode(symbols[1..], data));
        Assert.Throws<ArgumentException>(() => decoder.Decode(symbols, new byte[222]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[222], bits));
        Assert.Throws<ArgumentException>(() => encoder.Encode(data, bits[1..]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TurboDecoder(code, 0));
    }
}
