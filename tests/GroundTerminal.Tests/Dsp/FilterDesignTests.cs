using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class FilterDesignTests
{
    [Theory]
    [InlineData(0.05, 129)]
    [InlineData(0.2, 65)]
    [InlineData(0.25, 32)]
    [InlineData(0.4, 129)]
    public void A_low_pass_has_gain_1_then_6_dB_at_the_cut_off_then_53_dB(double cutoff, int count)
    {
        var taps = FilterDesign.LowPass(cutoff, count);
        AssertSymmetricWithSum1(taps, count);
        Assert.Equal(0.5, Gain(taps, cutoff), 0.01);
        var half = 3.3 / count / 2;
        for (var f = 0.0; f < cutoff - half; f += 0.001)
            Assert.Equal(1, Gain(taps, f), 0.01);
        for (var f = cutoff + half; f < 0.5; f += 0.001)
            Assert.True(Gain(taps, f) < 0.0032, $"{20 * Math.Log10(Gain(taps, f)):F1} dB at {f}"); // −50 dB: the figure of the window, with the edge of the transition
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void An_impossible_cut_off_is_refused(double cutoff) => Assert.Throws<ArgumentOutOfRangeException>(() => FilterDesign.LowPass(cutoff, 5));

    /// <summary>A tap is what the sample's own interval and the symbol have in common.</summary>
    [Theory]
    [InlineData(1, new[] { 1.0 })]
    [InlineData(2, new[] { 0.25, 0.5, 0.25 })]
    [InlineData(3, new[] { 1 / 3.0, 1 / 3.0, 1 / 3.0 })]
    [InlineData(4, new[] { 0.125, 0.25, 0.25, 0.25, 0.125 })]
    [InlineData(3.5, new[] { 0.25 / 3.5, 1 / 3.5, 1 / 3.5, 1 / 3.5, 0.25 / 3.5 })]
    public void A_boxcar_is_the_average_over_a_symbol(double samplesPerSymbol, double[] expected)
    {
        var taps = FilterDesign.Boxcar(samplesPerSymbol);
        Assert.Equal(expected.Length, taps.Length);
        for (var i = 0; i < taps.Length; i++)
            Assert.Equal(expected[i], taps[i], 1e-7);
    }

    [Fact]
    public void Every_boxcar_is_symmetric_with_sum_1()
    {
        for (var samples = 1.0; samples < 60; samples += 0.37)
            AssertSymmetricWithSum1(FilterDesign.Boxcar(samples), FilterDesign.Boxcar(samples).Length);
    }

    /// <summary>Two root-raised-cosine filters in a row make a Nyquist pulse: 0 at every other symbol.</summary>
    [Theory]
    [InlineData(4, 0.35)]
    [InlineData(8, 0.2)]
    [InlineData(5, 0.5)]
    [InlineData(3, 1.0)]
    public void Root_raised_cosine_twice_has_no_intersymbol_interference(int samplesPerSymbol, double rollOff)
    {
        var taps = FilterDesign.RootRaisedCosine(samplesPerSymbol, rollOff, 40);
        AssertSymmetricWithSum1(taps, (40 * samplesPerSymbol) + 1);
        var peak = Correlation(taps, 0);
        for (var k = 1; k < 20; k++)
            Assert.Equal(0, Correlation(taps, k * samplesPerSymbol) / peak, 0.002);
    }

    [Theory]
    [InlineData(0.35)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Its_spectrum_is_the_root_of_the_raised_cosine(double rollOff)
    {
        var taps = FilterDesign.RootRaisedCosine(8, rollOff, 60);
        for (var f = 0.0; f < 2; f += 0.01)
        {
            var (low, high) = ((1 - rollOff) / 2, (1 + rollOff) / 2);
            var expected = f <= low ? 1 : f >= high ? 0 : Math.Cos(Math.PI / 2 * (f - low) / rollOff);
            Assert.Equal(expected, Gain(taps, f / 8), Math.Abs(f - high) < 0.03 ? 0.03 : 0.01); // the root has an edge there, and the pulse is cut
        }
    }

    private static void AssertSymmetricWithSum1(float[] taps, int count)
    {
        Assert.Equal(count, taps.Length);
        Assert.Equal(1, taps.Sum(t => (double)t), 1e-6);
        Assert.All(taps.Zip(taps.Reverse()), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    private static double Gain(float[] taps, double frequency)
    {
        var (re, im) = (0.0, 0.0);
        for (var n = 0; n < taps.Length; n++)
        {
            var (sin, cos) = Math.SinCos(-Math.Tau * frequency * n);
            (re, im) = (re + (taps[n] * cos), im + (taps[n] * sin));
        }
        return Math.Sqrt((re * re) + (im * im));
    }

    private static double Correlation(float[] taps, int lag)
    {
        var sum = 0.0;
        for (var n = lag; n < taps.Length; n++)
            sum += (double)taps[n] * taps[n - lag];
        return sum;
    }
}
