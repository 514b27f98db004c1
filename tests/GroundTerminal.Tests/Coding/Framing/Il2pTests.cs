using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Examples: IL2P draft 0.4 and 0.6, "Example Encoded Packets": AX.25 data and what is sent after the sync word.</summary>
public class Il2pTests
{
    [Theory]
    [InlineData("96826488 8AAEE4 96966890 8A946F B1", "26574D57F196CC8542E724F72E8A97")]
    [InlineData("86A240404040 60 96966890 8A94FF 03F0", "6AEA9CC20111FC141FDA6EF25391BD")]
    [InlineData("96826488 8AAEE4 96966890 8A9465 B8CF 303132333435363738", "26136D028CFEFBE8AA942D6A3443353C699F0C755A38A17FF3FC")]
    public void The_specifications_examples_are_decoded(string frame, string sent)
    {
        var symbols = FramingChannel.Soft(Convert.FromHexString("AAAAF15E48" + sent));
        foreach (var sign in new[] { 1f, -1f })
            Assert.Equal([frame.Replace(" ", "", StringComparison.Ordinal)], FramingChannel.Receive(Deframer(), Array.ConvertAll(symbols, s => s * sign)));
    }

    [Theory]
    [InlineData("96826488 8AAEE4 96966890 8A946F B1", "26574D57F196CC8542E724F72E8A97")]
    [InlineData("96826488 8AAEE4 96966890 8A9465 B8CF 303132333435363738", "26136D028CFEFBE8AA942D6A3443353C699F0C755A38A17FF3FC")]
    public void The_framers_bytes_are_the_specifications(string frame, string sent)
    {
        var framer = new Il2pFramer(maxFec: false);
        var payload = Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal));
        var symbols = new byte[framer.MaxOutput(payload.Length)];
        var count = framer.Encode(payload, symbols);
        var expected = FramingChannel.Soft(Convert.FromHexString("F15E48" + sent)).Select(s => s > 0 ? 1 : 0);
        Assert.Equal(expected, symbols[64..(count - 32)].Select(s => (int)s));
    }

    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 9)]
    public void Frames_of_all_lengths_come_back_from_noise(bool maxFec, double esN0Db) =>
        FramingChannel.AssertLoopback(Il2p.Descriptor with { CreateFramer = _ => new Il2pFramer(maxFec) }, esN0Db);

    [Theory]
    [InlineData("03F0")]
    [InlineData("13CF")]
    [InlineData("B8CC")]
    [InlineData("51")]
    [InlineData("2F")]
    [InlineData("6F")]
    [InlineData("00AA")]
    public void Every_kind_of_AX25_frame_comes_back_as_it_was(string control)
    {
        foreach (var (first, second) in new[] { (0xE0, 0x61), (0x60, 0xE1), (0x60, 0x61), (0xE0, 0xE1) })
        {
            var frame = Convert.FromHexString("86A240404040" + first.ToString("X2") + "96966890 8A94".Replace(" ", "", StringComparison.Ordinal) + second.ToString("X2") + control);
            var framer = Il2p.Descriptor.CreateFramer!(FramingOptions.Default);
            Assert.Equal([Convert.ToHexString(frame)], FramingChannel.Receive(Deframer(), FramingChannel.Soft(FramingChannel.Send(framer, [frame]), new Random(1))));
        }
    }

    private static IDeframer Deframer() => Il2p.Descriptor.CreateDeframer(FramingOptions.Default);
}
