using System.Text.Json;
using GroundTerminal.Coding.Scramblers;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class ScramblerTests
{
    /// <summary>Short: CCSDS 131.0-B-5 §10.4.1; long: §10.4.2; telecommand: 231.0-B-4 §6.3. The first 40 bits as printed there.</summary>
    [Fact]
    public void The_randomizers_of_CCSDS_begin_as_printed()
    {
        foreach (var (randomizer, printed) in new[] { (CcsdsRandomizer.Short, "FF480EC09A"), (CcsdsRandomizer.Long, "1C71B91BA9"), (CcsdsRandomizer.Telecommand, "FF399E5A68") })
        {
            var frame = new byte[5];
            randomizer.Apply(frame);
            Assert.Equal(printed, Convert.ToHexString(frame));
        }
    }

    /// <summary>TI DN509, and every CC11xx driver: FF E1 1D 9A ED 85 33 24 EA 7A D2 39.</summary>
    [Fact]
    public void PN9_begins_as_printed()
    {
        var packet = new byte[12];
        Pn9.Apply(packet);
        Assert.Equal("FFE11D9AED853324EA7AD239", Convert.ToHexString(packet));
    }

    [Fact]
    public void Sequences_of_GNU_Radio_are_met()
    {
        foreach (var item in Read("additive"))
        {
            var scrambler = new AdditiveScrambler(item.GetProperty("mask").GetUInt32(), item.GetProperty("seed").GetUInt32(), item.GetProperty("length").GetInt32(), item.GetProperty("lsbFirst").GetBoolean());
            var expected = Convert.FromHexString(item.GetProperty("output").GetString()!);
            var output = new byte[expected.Length];
            scrambler.Apply(output.AsSpan(0, 3));
            scrambler.Apply(output.AsSpan(3));
            Assert.Equal(expected, output);
            scrambler.Reset();
            scrambler.Apply(output);
            Assert.All(output, octet => Assert.Equal(0, octet));
        }
    }

    [Fact]
    public void Descrambled_bits_of_GNU_Radio_are_met_and_scrambling_undoes_them()
    {
        foreach (var item in Read("descramble"))
        {
            var (mask, length) = (item.GetProperty("mask").GetUInt32(), item.GetProperty("length").GetInt32());
            var input = Convert.FromHexString(item.GetProperty("input").GetString()!);
            var output = (byte[])input.Clone();
            var scrambler = new LfsrScrambler(mask, 0, length);
            scrambler.Descramble(output);
            Assert.Equal(item.GetProperty("output").GetString()!, Convert.ToHexString(output));
            scrambler.Reset();
            scrambler.Scramble(output);
            Assert.Equal(input, output);
        }
    }

    [Fact]
    public void The_periods_are_those_of_the_polynomials()
    {
        var frame = new byte[131071 + 5];
        CcsdsRandomizer.Long.Apply(frame);
        Assert.Equal(frame[..5], frame[131071..]);
        Assert.Equal(8 * 65536, frame.Take(131071).Sum(octet => int.PopCount(octet))); // eight periods of 2^16 ones each
        var two = new byte[600];
        CcsdsRandomizer.Short.Apply(two);
        Assert.Equal(two[..255], two[255..510]);
        Assert.Equal(8 * 128, two.Take(255).Sum(octet => int.PopCount(octet)));
    }

    [Fact]
    public void Soft_symbols_are_descrambled_as_bits_are()
    {
        var soft = Streams.Noise(3000, 2);
        var bits = Hard(soft);
        var packed = ConvolutionalVectors.Pack(bits);
        Same(soft, packed, CcsdsRandomizer.Short.ApplySoft, CcsdsRandomizer.Short.Apply);
        Same(soft, packed, CcsdsRandomizer.Long.ApplySoft, CcsdsRandomizer.Long.Apply);
        Same(soft, packed, Pn9.ApplySoft, Pn9.Apply);
        Same(soft, packed, new AdditiveScrambler(0x21, 0x1E1, 8).ApplySoft, new AdditiveScrambler(0x21, 0x1E1, 8).Apply);
        Same(soft, packed, new LfsrScrambler(0x11, 0x55, 6).DescrambleSoft, new LfsrScrambler(0x11, 0x55, 6).Descramble);
        Same(soft, packed, LfsrScrambler.G3ruh().DescrambleSoft, LfsrScrambler.G3ruh().Descramble);
        LfsrScrambler.G3ruh().DescrambleBits(bits);
        LfsrScrambler.G3ruh().Descramble(packed);
        Assert.Equal(packed, ConvolutionalVectors.Pack(bits));
    }

    [Fact]
    public void A_descrambled_symbol_is_as_sure_as_the_least_sure_that_went_into_it()
    {
        var soft = Streams.Noise(200, 3);
        var output = (float[])soft.Clone();
        LfsrScrambler.G3ruh().DescrambleSoft(output);
        for (var i = 17; i < 200; i++)
            Assert.Equal(new[] { soft[i], soft[i - 12], soft[i - 17] }.Min(Math.Abs), Math.Abs(output[i]));
        var bad = new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1 };
        LfsrScrambler.G3ruh().DescrambleSoft(bad);
        Assert.DoesNotContain(bad, float.IsNaN);
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var scrambler = LfsrScrambler.G3ruh();
        var (frame, soft) = (new byte[300], new float[300]);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            scrambler.Descramble(frame);
            scrambler.DescrambleSoft(soft);
            CcsdsRandomizer.Short.Apply(frame);
            Pn9.ApplySoft(soft);
        }));
    }

    [Fact]
    public void A_register_out_of_range_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LfsrScrambler(0, 0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LfsrScrambler(0x21, 0x20000, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdditiveScrambler(0x20001, 1, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdditiveScrambler(1, 1, 32));
    }

    private delegate void Packed(Span<byte> packed);

    private delegate void Soft(Span<float> symbols);

    private static void Same(float[] symbols, byte[] packed, Soft soft, Packed hard)
    {
        var (a, b) = ((float[])symbols.Clone(), (byte[])packed.Clone());
        soft(a);
        hard(b);
        Assert.Equal(b, ConvolutionalVectors.Pack(Hard(a)));
    }

    private static byte[] Hard(float[] soft) => [.. soft.Select(x => x > 0 ? (byte)1 : (byte)0)];

    private static IEnumerable<JsonElement> Read(string kind)
    {
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "scramblers", "gnuradio_scramblers.json")));
        return json.RootElement.EnumerateArray().Where(item => item.GetProperty("kind").GetString() == kind);
    }
}
