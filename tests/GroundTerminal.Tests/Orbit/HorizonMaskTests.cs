using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

public class HorizonMaskTests
{
    private const double Degree = Math.PI / 180;

    [Fact]
    public void A_text_becomes_a_mask()
    {
        var mask = HorizonMask.Parse("# az el\n0 5\n90,15 # the barn\r\n\n180\t10\n360 5\n");
        foreach (var (azimuth, elevation) in new[] { (0.0, 5.0), (45, 10), (90, 15), (135, 12.5), (180, 10), (270, 7.5), (359.999999, 5) })
            Assert.Equal(elevation, mask.ElevationAt(azimuth * Degree) / Degree, 1e-6);
    }

    [Theory]
    [InlineData("0 5\n10\n", 2, "'10'; azimuth 0 to 360")]
    [InlineData("0 5\n\n361 5\n", 3, "'361 5'")]
    [InlineData("0 91", 1, "'0 91'")]
    [InlineData("0 nan", 1, "'0 nan'")]
    [InlineData("0 5 7", 1, "'0 5 7'")]
    [InlineData("0 5\n360 6", 2, "azimuth 360 stands there for the second time")]
    [InlineData("# nothing\n", 0, "no point")]
    public void What_is_wrong_is_said_with_its_line(string text, int line, string message)
    {
        var error = Assert.Throws<OrbitDataException>(() => HorizonMask.Parse(text));
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
