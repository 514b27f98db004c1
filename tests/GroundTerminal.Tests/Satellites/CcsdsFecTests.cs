using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;

namespace GroundTerminal.Tests.Satellites;

public class CcsdsFecTests
{
    [Theory]
    [InlineData("none", "CCSDS Uncoded", "")]
    [InlineData("rs", "CCSDS Reed-Solomon", "frame size=223")]
    [InlineData("RS-239", "CCSDS Reed-Solomon", "RS parity=16 frame size=239")]
    [InlineData("conv", "CCSDS Convolutional", "code rate=1/2")]
    [InlineData("conv-7/8", "CCSDS Convolutional", "code rate=7/8")]
    [InlineData("conv-3/4+rs", "CCSDS Concatenated", "code rate=3/4 frame size=223")]
    [InlineData("turbo-1/6", "CCSDS Turbo", "code rate=1/6 frame size=1115")]
    [InlineData("ldpc-7/8", "CCSDS LDPC", "code rate=7/8 frame size=892")]
    public void A_word_becomes_a_framing_and_its_options(string fec, string framing, string options)
    {
        var words = new Dictionary<string, string>();
        Assert.Equal(framing, CcsdsFec.Framing(fec, words));
        Assert.Equal(options, string.Join(' ', words.Select(w => $"{w.Key}={w.Value}")));
        Assert.NotNull(FramingCatalog.Find(framing));
    }

    [Fact]
    public void What_is_given_stays_and_the_frame_fills_its_code_words()
    {
        var words = new Dictionary<string, string> { ["RS interleaving"] = "5" };
        CcsdsFec.Framing("conv-1/2+rs", words);
        Assert.Equal("1115", words["frame size"]);
        words = new Dictionary<string, string> { ["RS interleaving"] = "4", ["frame size"] = "800" };
        CcsdsFec.Framing("rs", words);
        Assert.Equal("800", words["frame size"]);
    }

    [Theory]
    [InlineData("conv-4/5")]
    [InlineData("turbo")]
    [InlineData("rs+conv")]
    [InlineData("ldpc-1/3")]
    [InlineData("none-1")]
    [InlineData("")]
    public void Anything_else_is_refused_with_the_choices(string fec) =>
        Assert.Equal($"--fec {fec}: is not known; expected one of {CcsdsFec.Choices}", Assert.Throws<InputException>(() => CcsdsFec.Framing(fec, new Dictionary<string, string>())).Message);
}
