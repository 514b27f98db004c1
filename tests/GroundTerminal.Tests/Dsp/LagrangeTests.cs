using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class LagrangeTests
{
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0.5, -2, 0, 0)]
    [InlineData(0, 0.25, 1, 0)]
    [InlineData(-1, 0.5, -0.75, 1)]
    public void Cubics_are_exact(double a, double b, double c, double d)
    {
        double At(double t) => a + (t * (b + (t * (c + (t * d)))));
        float[] x = [.. Enumerable.Range(-1, 4).Select(t => (float)At(t))];
        for (var mu = 0f; mu <= 1; mu += 1f / 64)
            Assert.Equal(At(mu), Lagrange.Cubic(ref x[1], mu), 2e-6);
    }

    [Fact]
    public void At_the_samples_it_is_the_samples()
    {
        float[] x = [3, -1, 7, 2];
        Assert.Equal(-1, Lagrange.Cubic(ref x[1], 0));
        Assert.Equal(7, Lagrange.Cubic(ref x[1], 1), 1e-5);
    }
}
