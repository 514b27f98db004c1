using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class KissTests
{
    // The examples of the KISS article in Wikipedia, and of the protocol's paper.
    [Theory]
    [InlineData("54455354", "c00054455354c0")]
    [InlineData("c0db", "c000dbdcdbddc0")]
    [InlineData("", "c000c0")]
    public void Frames_are_encoded_as_the_protocol_says(string payload, string expected)
    {
        var output = new byte[64];
        var count = Kiss.Encode(Convert.FromHexString(payload), output);
        Assert.Equal(expected, Convert.ToHexStringLower(output.AsSpan(0, count)));
    }

    [Theory]
    [InlineData("c00054455354c0", "0/0:54455354")]
    [InlineData("c05048656c6c6fc0", "5/0:48656c6c6f")]
    [InlineData("ffffc0c0c000dbdcdbddc0c0", "0/0:c0db")]
    [InlineData("c00001c00002c0", "0/0:01 0/0:02")]
    [InlineData("c000db0102c0", "0/0:02")]
    [InlineData("c0ffc0", "15/15:")]
    [InlineData("c00001", "")]
    public void Streams_are_decoded_however_they_are_cut(string stream, string expected)
    {
        var bytes = Convert.FromHexString(stream);
        for (var cut = 1; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Decode(new KissDecoder(), bytes, cut));
    }

    [Fact]
    public void A_frame_that_is_too_long_is_dropped_and_counted()
    {
        var decoder = new KissDecoder(maxPayloadLength: 2);
        Assert.Equal("0/0:0102", Decode(decoder, Convert.FromHexString("c000010203c0000102c0"), 3));
        Assert.Equal(1, decoder.Dropped);
    }

    [Fact]
    public void Every_payload_comes_back()
    {
        var random = new Random(5);
        var output = new byte[Kiss.MaxOutput(600)];
        for (var length = 0; length < 600; length += 7)
        {
            var payload = new byte[length];
            random.NextBytes(payload);
            var count = Kiss.Encode(payload, output);
            Assert.Equal("0/0:" + Convert.ToHexStringLower(payload), Decode(new KissDecoder(), output[..count], 11));
        }
    }

    [Fact]
    public void Ten_thousand_damaged_streams_do_no_harm()
    {
        var (mutator, original) = (new Mutator(5), Convert.FromHexString("c000dbdcdbdd0102c0c05048656c6c6fc0c000545553c0"));
        var decoder = new KissDecoder(64);
        var frames = 0L;
        for (var i = 0; i < 10_000; i++)
        {
            ReadOnlySpan<byte> input = mutator.Mutate(original);
            while (decoder.TryRead(ref input, out var frame))
            {
                Assert.InRange(frame.Payload.Length, 0, 64);
                frames++;
            }
        }
        Assert.InRange(frames, 10_000, 60_000);
    }

    private static string Decode(KissDecoder decoder, byte[] bytes, int cut)
    {
        var found = new List<string>();
        for (var at = 0; at < bytes.Length; at += cut)
        {
            ReadOnlySpan<byte> input = bytes.AsSpan(at, Math.Min(cut, bytes.Length - at));
            while (decoder.TryRead(ref input, out var frame))
                found.Add($"{frame.Port}/{frame.Command}:{Convert.ToHexStringLower(frame.Payload)}");
        }
        return string.Join(' ', found);
    }
}
