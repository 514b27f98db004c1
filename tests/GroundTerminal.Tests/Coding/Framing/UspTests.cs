using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class UspTests
{
    [Theory]
    [InlineData("usp-long")]
    [InlineData("usp-short")]
    public void A_satellites_frame_is_decoded(string name)
    {
        var (symbols, payload) = FramingVectors.Read(name);
        foreach (var sign in new[] { 1f, -1f })
            Assert.Equal([payload], FramingChannel.Receive(Deframer(), Array.ConvertAll(FramingChannel.Soft(symbols), s => s * sign)));
    }

    [Fact]
    public void The_framers_code_word_of_a_satellites_frame_is_the_satellites_up_to_the_filling()
    {
        var (symbols, payload) = FramingVectors.Read("usp-long");
        var sent = Send(Convert.FromHexString(payload));
        const int Filled = 64 + 64 + (2 * 8 * (4 + 90));
        Assert.Equal(FramingChannel.Soft(symbols)[..Filled].Select(s => s > 0 ? 1 : 0), sent[64..(64 + Filled)].Select(s => (int)s));
    }

    [Fact]
    public void Payloads_of_all_lengths_come_back() => FramingChannel.AssertLoopback(Usp.Descriptor, 0.5);

    [Fact]
    public void A_code_word_that_cannot_be_corrected_is_refused()
    {
        var symbols = FramingChannel.Soft(Send(new byte[100]), new Random(1));
        symbols.AsSpan(1000, 1200).Fill(0.5f);
        var results = FramingChannel.Results(Deframer(), symbols);
        Assert.Equal(DecodeStatus.CheckFailed, Assert.Single(results.Results).Status);
    }

    [Fact]
    public void Noise_gives_no_frames() => Assert.Equal(0, FramingChannel.FramesOfNoise(Deframer(), 2_000_000, 5));

    private static IDeframer Deframer() => Usp.Descriptor.CreateDeframer(FramingOptions.Default);

    private static byte[] Send(byte[] payload)
    {
        var framer = Usp.Descriptor.CreateFramer!(FramingOptions.Default);
        var symbols = new byte[framer.MaxOutput(payload.Length)];
        return symbols[..framer.Encode(payload, symbols)];
    }
}
