using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

public class LdpcDecoderTests
{
    /// <summary>Where it decodes at once, after many passes, and not at all.</summary>
    [Theory]
    [InlineData("4/5", 1024, 2.5)]
    [InlineData("2/3", 1024, 1.5)]
    [InlineData("1/2", 4096, 0.8)]
    [InlineData("7/8", 7136, 3.4)]
    public void Vectors_of_every_width_give_what_single_bytes_give(string rate, int dataBits, double ebN0Db)
    {
        var code = LdpcCode.Find(rate, dataBits)!;
        var (decoder, bits, random) = (new LdpcDecoder(code, 20), new byte[code.CodeBits], new Random(7));
        var (data, expected, actual) = (new byte[dataBits / 8], new byte[dataBits / 8], new byte[dataBits / 8]);
        var encoder = new LdpcEncoder(code);
        for (var word = 0; word < 3; word++)
        {
            random.NextBytes(data);
            encoder.Encode(data, bits);
            var symbols = CodeChannel.Noisy(bits, ebN0Db + word + (10 * Math.Log10((double)dataBits / code.CodeBits)), random);
            var one = decoder.Decode<LdpcLanes1>(symbols, expected);
            Assert.Equal(one, decoder.Decode<LdpcLanes128>(symbols, actual));
            Assert.Equal(expected, actual);
            Assert.Equal(one, decoder.Decode<LdpcLanes256>(symbols, actual));
            Assert.Equal(expected, actual);
            if (code.Size < LdpcKernel.MostLanes)
                continue;
            Assert.Equal(one, decoder.Decode<LdpcLanes512>(symbols, actual));
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>At these Eb/N0 AFF3CT loses 1 in 1000 (rate 1/2, k = 4096; error_rate_references, 100 iterations); the others a tenth of a dB or two beyond their waterfalls (`make bench ARGS=codes`).</summary>
    [Theory]
    [InlineData("1/2", 4096, 1.2)]
    [InlineData("1/2", 1024, 1.9)]
    [InlineData("2/3", 1024, 2.6)]
    [InlineData("4/5", 1024, 3.6)]
    [InlineData("7/8", 7136, 3.9)]
    [InlineData("1/2", 16384, 1.0)]
    public void Words_come_back_near_the_waterfall(string rate, int dataBits, double ebN0Db)
    {
        var code = LdpcCode.Find(rate, dataBits)!;
        var (encoder, decoder, random) = (new LdpcEncoder(code), new LdpcDecoder(code), new Random(3));
        var (data, decoded, bits) = (new byte[dataBits / 8], new byte[dataBits / 8], new byte[code.CodeBits]);
        var (words, good) = (dataBits > 10000 ? 10 : 50, 0);
        for (var word = 0; word < words; word++)
        {
            random.NextBytes(data);
            encoder.Encode(data, bits);
            var result = decoder.Decode(CodeChannel.Noisy(bits, ebN0Db + (10 * Math.Log10((double)dataBits / code.CodeBits)), random), decoded);
            good += result.Converged ? 1 : 0;
            Assert.True(!result.Converged || data.AsSpan().SequenceEqual(decoded));
        }
        Assert.InRange(good, words - 1, words);
    }

    [Fact]
    public void Scale_and_what_is_no_number_do_not_matter()
    {
        var code = LdpcCode.Find("1/2", 1024)!;
        var (decoder, data, decoded, bits) = (new LdpcDecoder(code), new byte[128], new byte[128], new byte[2048]);
        new Random(5).NextBytes(data);
        new LdpcEncoder(code).Encode(data, bits);
        var symbols = CodeChannel.Noisy(bits, 3, new Random(1));
        var turned = Enumerable.Range(0, 2048).Count(i => symbols[i] * ((2 * bits[i]) - 1) < 0);
        foreach (var scale in new[] { 1e-20f, 1, 1e20f })
        {
            var scaled = symbols.Select(s => s * scale).ToArray();
            Assert.True(decoder.Decode(scaled, decoded).Converged);
            Assert.Equal(data, decoded);
        }
        Assert.InRange(decoder.Decode(symbols, decoded).Corrected, turned - 60, turned); // small ones are erased
        for (var i = 0; i < 2048; i += 10)
            symbols[i] = i % 3 == 0 ? float.NaN : i % 3 == 1 ? float.PositiveInfinity : 0;
        Assert.True(decoder.Decode(symbols, decoded).Converged);
        Assert.Equal(data, decoded);
    }

    [Fact]
    public void Silence_and_noise_are_no_words()
    {
        foreach (var code in LdpcCode.All.Where(c => c.DataBits < 10000))
        {
            var (decoder, data) = (new LdpcDecoder(code), new byte[code.DataBits / 8]);
            Assert.False(decoder.Decode(new float[code.CodeBits], data).Converged);
            for (var seed = 0; seed < 3; seed++)
                Assert.False(decoder.Decode(Streams.Noise(code.CodeBits, seed), data).Converged);
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        foreach (var code in new[] { LdpcCode.Find("4/5", 1024)!, LdpcCode.Find("7/8", 7136)! })
        {
            var (decoder, encoder, data, bits, symbols) = (new LdpcDecoder(code, 5), new LdpcEncoder(code), new byte[code.DataBits / 8], new byte[code.CodeBits], Streams.Noise(code.CodeBits, 1));
            Assert.Equal(0, Streams.Allocated(() =>
            {
                encoder.Encode(data, bits);
                decoder.Decode(symbols, data);
            }));
        }
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var decoder = new LdpcDecoder(LdpcCode.Find("4/5", 1024)!);
        Assert.Throws<ArgumentException>(() => decoder.Decode(new float[1279], new byte[128]));
        Assert.Throws<ArgumentException>(() => decoder.Decode(new float[1280], new byte[127]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LdpcDecoder(decoder.Code, 0));
    }
}
