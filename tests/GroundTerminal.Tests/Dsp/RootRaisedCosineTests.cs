using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class RootRaisedCosineTests
{
    /// <summary>The inverse Fourier integral of the square root of the raised-cosine spectrum, by the midpoint rule.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void It_is_the_transform_of_the_root_of_the_raised_cosine(double rollOff)
    {
        foreach (var t in new[] { 0, 0.1, 0.5, 1 / (4 * rollOff), 1, 1.7, -0.6, -3, 5.25, 8 })
        {
            const int Steps = 20_000;
            var (edge, sum) = ((1 + rollOff) / 2, 0.0);
            for (var i = 0; i < Steps; i++)
            {
                var f = edge * (i + 0.5) / Steps;
                var raised = f <= (1 - rollOff) / 2 ? 1 : 0.5 * (1 + Math.Cos(Math.PI / rollOff * (f - ((1 - rollOff) / 2))));
                sum += 2 * Math.Sqrt(raised) * Math.Cos(Math.Tau * f * t) * edge / Steps;
            }
            Assert.Equal(sum, FilterDesign.RootRaisedCosineAt(t, rollOff), 1e-6);
        }
    }
}
