using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class Ax25FramerTests
{
    /// <summary>01111110 from level 0, where a 0 changes the level: 1 1 1 1 1 1 1 0, and the level is 0 again.</summary>
    [Fact]
    public void Flags_in_NRZI_are_seven_of_one_level_and_one_of_the_other()
    {
        var symbols = new byte[24];
        new Ax25Framer(scrambled: false).Idle(symbols);
        Assert.Equal([1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 0], symbols);
    }

    /// <summary>1/(1 + x¹² + x¹⁷) as a power series: 1 at 0, 12, 17, 24, 34, 36, …; a pulse of the input adds it to the output.</summary>
    [Fact]
    public void The_scrambler_has_the_impulse_response_of_its_polynomial()
    {
        var response = new int[400];
        for (var n = 0; n < response.Length; n++)
            response[n] = n == 0 ? 1 : ((n >= 12 ? response[n - 12] : 0) ^ (n >= 17 ? response[n - 17] : 0));
        Assert.Equal([0, 12, 17, 24, 34, 36], Enumerable.Range(0, 40).Where(n => response[n] == 1));
        var (plain, scrambled) = (new byte[400], new byte[400]);
        new Ax25Framer(scrambled: false).Idle(plain);
        new Ax25Framer(scrambled: true).Idle(scrambled);
        for (var n = 0; n < 400; n++)
            Assert.Equal(Enumerable.Range(0, n + 1).Aggregate(0, (sum, k) => sum ^ (plain[k] & response[n - k])), scrambled[n]);
    }

    [Fact]
    public void After_five_ones_a_zero_is_stuffed()
    {
        var symbols = new byte[1000];
        var framer = new Ax25Framer(scrambled: false);
        framer.Encode([0xFF, 0x7E, .. new byte[13]], symbols); // 11111 0 111 | 0 11111 0 1 0
        var bits = Enumerable.Range(64, 19).Select(n => symbols[n] == symbols[n - 1] ? 1 : 0);
        Assert.Equal([1, 1, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0], bits.Take(18));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frames_are_what_the_standard_says_and_never_longer_than_MaxOutput(bool scrambled)
    {
        var (framer, random) = (new Ax25Framer(scrambled), new Random(2));
        for (var length = framer.MinPayloadLength; length < 300; length++)
        {
            var payload = new byte[length];
            random.NextBytes(payload);
            if (length % 3 == 0)
                payload.AsSpan().Fill(0xFF);
            var symbols = new byte[framer.MaxOutput(length)];
            framer.Reset();
            var written = framer.Encode(payload, symbols);
            Assert.Equal(new HdlcBits().Flag(8).Frame(payload).Flag(2).Symbols(scrambled), symbols[..written]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Line_code_and_scrambler_go_on_from_frame_to_frame(bool scrambled)
    {
        var (framer, symbols, at) = (new Ax25Framer(scrambled), new byte[5000], 0);
        byte[][] payloads = [[1, 2, 3, .. new byte[12]], [0xFF, 0x7E, 0, .. new byte[20]], [9, .. new byte[14]]];
        var expected = new HdlcBits();
        foreach (var payload in payloads)
        {
            framer.Idle(symbols.AsSpan(at, 40));
            at += 40;
            at += framer.Encode(payload, symbols.AsSpan(at));
            expected.Flag(5 + 8).Frame(payload).Flag(2);
        }
        Assert.Equal(expected.Symbols(scrambled), symbols[..at]);
    }

    [Fact]
    public void What_cannot_be_sent_is_refused()
    {
        var framer = new Ax25Framer(scrambled: false);
        Assert.Throws<ArgumentException>(() => framer.Encode([], new byte[1000]));
        Assert.Contains("room", Assert.Throws<ArgumentException>(() => framer.Encode(new byte[15], new byte[framer.MaxOutput(15) - 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_allocates_nothing()
    {
        var (framer, symbols, payload) = (new Ax25Framer(scrambled: true), new byte[5000], new byte[100]);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            framer.Encode(payload, symbols);
            framer.Idle(symbols);
        }));
    }
}
