using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class SpectralSpreadTests
{
    private const int Bins = 240;
    private const int Width = 100;
    private const float Share = 0.15f;

    /// <summary>Power in noise of mean 1, in a hump of Width bins or evenly in the others.</summary>
    [Theory]
    [InlineData(0, 0, 40, false)]
    [InlineData(2, 0, 40, false)]
    [InlineData(2, 0, 140, false)]
    [InlineData(2, 1, 70, true)]
    [InlineData(100, 5, 70, false)]
    [InlineData(100, 20, 70, true)]
    [InlineData(0, 8, 0, true)]
    public void What_lies_beyond_is_told_from_noise(float inside, float outside, int from, bool wider)
    {
        var (random, count) = (new Random(1), 0);
        for (var trial = 0; trial < 200; trial++)
        {
            var power = new float[Bins];
            for (var k = 0; k < Bins; k++)
                power[k] = (float)(-Math.Log(1 - random.NextDouble()) * (1 + (k >= from && k < from + Width ? inside : outside)));
            count += SpectralSpread.Exceeds(power, Width, 1, Share) ? 1 : 0;
        }
        Assert.InRange(count, wider ? 190 : 0, wider ? 200 : 10);
    }

    [Fact]
    public void Where_the_noise_is_not_known_it_counts_as_signal()
    {
        var power = Enumerable.Repeat(1f, Bins).ToArray();
        Assert.True(SpectralSpread.Exceeds(power, Width, 0, Share));
        Assert.False(SpectralSpread.Exceeds(power, Width, 1, Share));
    }

    [Fact]
    public void A_band_no_wider_than_the_narrow_one_has_nothing_beyond()
    {
        Assert.False(SpectralSpread.Exceeds([1, 2, 3], 3, 0, Share));
        Assert.False(SpectralSpread.Exceeds([], 3, 0, Share));
    }
}
