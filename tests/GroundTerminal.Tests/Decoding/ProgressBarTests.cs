using GroundTerminal.Decoding;

namespace GroundTerminal.Tests.Decoding;

public class ProgressBarTests
{
    [Fact]
    public void Nothing_is_drawn_in_the_first_second()
    {
        using var output = new StringWriter();
        var bar = new ProgressBar(output, 48000, 48000);
        bar.Update(24000, 1);
        bar.Clear();
        Assert.Equal("", output.ToString());
    }
}
