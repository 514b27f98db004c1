using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class RepeatAccumulateTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Fact]
    public void Blocks_of_the_satellites_encoder_are_met()
    {
        foreach (var (data, sent) in Vectors())
        {
            var code = new RepeatAccumulateCode(data.Length);
            Assert.Equal(sent.Length, code.CodeBytes);
            var encoded = new byte[code.CodeBytes];
            code.Encode(data, encoded);
            Assert.Equal(sent, encoded);
        }
    }

    [Fact]
    public void Blocks_of_the_satellites_encoder_decode_with_errors_and_erasures()
    {
        foreach (var (data, sent) in Vectors())
        {
            var decoder = new RepeatAccumulateDecoder(new RepeatAccumulateCode(data.Length));
            var decoded = new byte[data.Length];
            foreach (var amplitude in new[] { 1e-30f, 1, 1e30f })
            {
                var symbols = Soft(sent, amplitude);
                var clean = decoder.Decode(symbols, decoded);
                Assert.Equal(data, decoded);
                Assert.Equal((0, true), (clean.Disagreements, clean.Converged));
                var random = new Random(data.Length);
                var wrong = 0;
                foreach (ref var symbol in symbols.AsSpan())
                {
                    var fate = random.Next(100);
                    wrong += fate < 4 ? 1 : 0;
                    symbol *= fate < 4 ? -1 : fate < 10 ? 0 : 1;
                }
                var noisy = decoder.Decode(symbols, decoded);
                Assert.Equal(data, decoded);
                Assert.Equal(wrong, noisy.Disagreements);
            }
        }
    }

    /// <summary>Peer: gr-satellites' decode_ra_code on blocks of the satellites' encoder in white noise, 300 blocks a point; what its limit of channel errors refuses counts as lost (tests/vectors/PROVENANCE.md).</summary>
    [Theory]
    [InlineData(128, 2, 0.05)]
    [InlineData(128, 1.5, 0.677)]
    [InlineData(256, 2, 0.027)]
    [InlineData(256, 1.5, 0.78)]
    public void It_loses_no_more_blocks_than_the_peer(int dataBytes, double ebN0Db, double peer)
    {
        const int Blocks = 300;
        var code = new RepeatAccumulateCode(dataBytes);
        var decoder = new RepeatAccumulateDecoder(code);
        var deviation = Math.Sqrt(code.CodeBytes / (2.0 * dataBytes * Math.Pow(10, ebN0Db / 10)));
        var random = new Random(6);
        var (data, sent, decoded) = (new byte[dataBytes], new byte[code.CodeBytes], new byte[dataBytes]);
        var lost = 0;
        for (var block = 0; block < Blocks; block++)
        {
            random.NextBytes(data);
            code.Encode(data, sent);
            var symbols = Soft(sent, 1);
            ConvolutionalVectors.AddNoise(symbols, deviation, random);
            decoder.Decode(symbols, decoded);
            lost += decoded.AsSpan().SequenceEqual(data) ? 0 : 1;
        }
        output.WriteLine($"{dataBytes} bytes at {ebN0Db} dB: {lost} of {Blocks} lost, the peer {peer:P1}");
        Assert.InRange((double)lost / Blocks, 0, peer + 0.02);
    }

    [Fact]
    public void Noise_disagrees_with_any_block_and_bad_symbols_are_survived()
    {
        var decoder = new RepeatAccumulateDecoder(new RepeatAccumulateCode(128));
        var data = new byte[128];
        Assert.InRange(decoder.Decode(Streams.Noise(2080, 1), data).SymbolErrorRate, 0.25, 0.6);
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.Epsilon, 0 })
            decoder.Decode(Enumerable.Repeat(bad, 2080).ToArray(), data);
        Assert.Throws<ArgumentException>(() => decoder.Decode(new float[2079], data));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatAccumulateCode(127));
    }

    /// <summary>The least of blocks at Eb/N0 = 1.5 dB, where the code begins to fail, and what other symbols have: 0 ± 1, the mean of 400 thus ± 0.05.</summary>
    [Theory]
    [InlineData(128, 1)]
    [InlineData(126, 1e30)]
    [InlineData(256, 1e-30)]
    public void The_parity_tells_blocks_from_other_symbols(int dataBytes, double level)
    {
        var code = new RepeatAccumulateCode(dataBytes);
        var parity = new RepeatAccumulateParity(code);
        var deviation = Math.Sqrt(code.CodeBytes / (2.0 * dataBytes * Math.Pow(10, 0.15)));
        var random = new Random(7);
        var (data, sent) = (new byte[dataBytes], new byte[code.CodeBytes]);
        var (blocks, others) = (new List<float>(), new List<float>());
        for (var i = 0; i < 400; i++)
        {
            random.NextBytes(data);
            code.Encode(data, sent);
            blocks.Add(Of(deviation));
            random.NextBytes(sent);
            others.Add(Of(0.3));
        }
        output.WriteLine($"blocks {blocks.Average():F2}, least {blocks.Min():F2}; others {others.Average():F2}, greatest {others.Max():F2}");
        Assert.InRange(blocks.Count(z => z < 2.5), 0, 4);
        Assert.InRange(others.Average(), -0.2, 0.2);
        Assert.InRange(others.Average(z => z * z), 0.7, 1.3);

        float Of(double noise)
        {
            var symbols = Soft(sent, 1);
            ConvolutionalVectors.AddNoise(symbols, noise, random);
            foreach (ref var symbol in symbols.AsSpan())
                symbol *= (float)level;
            return parity.Deviations(symbols);
        }
    }

    [Fact]
    public void The_parity_of_silence_and_bad_symbols_is_a_number()
    {
        var parity = new RepeatAccumulateParity(new RepeatAccumulateCode(128));
        foreach (var bad in new[] { float.NaN, float.PositiveInfinity, 0 })
            Assert.Equal(0, parity.Deviations(Enumerable.Repeat(bad, 2080).ToArray()));
        foreach (var bad in new[] { float.MaxValue, float.Epsilon })
            Assert.True(float.IsFinite(parity.Deviations(Enumerable.Repeat(bad, 2080).ToArray())));
        Assert.Throws<ArgumentException>(() => parity.Deviations(new float[2079]));
    }

    [Fact]
    public void Symbols_that_are_no_block_are_given_up_soon()
    {
        var decoder = new RepeatAccumulateDecoder(new RepeatAccumulateCode(128));
        var data = new byte[128];
        Assert.InRange(Enumerable.Range(0, 100).Average(seed => decoder.Decode(Streams.Noise(2080, seed), data).Iterations), 3, 4);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var decoder = new RepeatAccumulateDecoder(new RepeatAccumulateCode(128));
        var (symbols, data) = (Streams.Noise(2080, 1), new byte[128]);
        Assert.Equal(0, Streams.Allocated(() => decoder.Decode(symbols, data)));
    }

    private static float[] Soft(byte[] sent, float amplitude) => [.. Enumerable.Range(0, sent.Length * 8).Select(i => ((sent[i / 8] >> (7 - (i % 8))) & 1) != 0 ? amplitude : -amplitude)];

    private static List<(byte[] Data, byte[] Sent)> Vectors()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "repeat-accumulate", "ra_encoder.json")));
        return [.. json.RootElement.EnumerateArray().Select(x => (Convert.FromHexString(x.GetProperty("data").GetString()!), Convert.FromHexString(x.GetProperty("code").GetString()!)))];
    }
}
