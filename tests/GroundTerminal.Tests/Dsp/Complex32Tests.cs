using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class Complex32Tests
{
    [Fact]
    public void It_prints_itself() => Assert.Equal("(1.5, -2)", new Complex32(1.5f, -2).ToString());

    [Theory]
    [InlineData(0)]
    [InlineData(1.234)]
    [InlineData(-3)]
    public void Arithmetic_is_that_of_complex_numbers(double phase)
    {
        var (a, b) = (Complex32.FromPhase(phase) * 2, new Complex32(0.5f, -0.25f));
        var (x, y) = (System.Numerics.Complex.FromPolarCoordinates(2, phase), new System.Numerics.Complex(0.5, -0.25));
        AssertClose(x * y, a * b);
        AssertClose(x + y, a + b);
        AssertClose(x - y, a - b);
        AssertClose(System.Numerics.Complex.Conjugate(x), a.Conjugate);
        Assert.Equal(2, a.Magnitude, 1e-6);
        Assert.Equal(phase, a.Phase, 1e-6);
    }

    private static void AssertClose(System.Numerics.Complex expected, Complex32 actual)
    {
        Assert.Equal(expected.Real, actual.Re, 1e-6);
        Assert.Equal(expected.Imaginary, actual.Im, 1e-6);
    }
}
