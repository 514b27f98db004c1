using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Tests.Coding.Framing;

public class FramingOptionsTests
{
    [Fact]
    public void Options_are_equal_where_every_key_is()
    {
        var options = FramingOptions.Default;
        FramingOptions[] others =
        [
            options with { MaxFlippedBits = 1 }, options with { MaxFrameLength = 1 }, options with { FrameSize = 1 }, options with { Interleaving = 2 }, options with { Basis = ReedSolomonBasis.Conventional },
            options with { DifferentialPrecoding = true }, options with { Convolutional = "a" }, options with { Scrambler = "a" }, options with { Callsign = "a" },
            options with { ReedSolomonParity = 16 }, options with { CodeRate = "7/8" }, options with { ChannelInterleaver = true },
        ];
        Assert.Equal(typeof(FramingOptions).GetProperties().Count(p => p.CanWrite && !p.GetMethod!.IsStatic), others.Length);
        Assert.All(others, other => Assert.NotEqual(options, other));
        Assert.All(others, other => Assert.Equal(other, other with { }));
        Assert.All(others, other => Assert.Equal(other.GetHashCode(), (other with { }).GetHashCode()));
    }
}
