using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class BandCutTests
{
    private const double SampleRateHz = 2.4e6;

    [Theory]
    [InlineData(100e3, 16)]
    [InlineData(1e6, 2)]
    [InlineData(3e6, 1)]
    public void The_rate_stays_at_or_above_the_least(double least, int decimation) => Assert.Equal(decimation, BandCut.Decimation(SampleRateHz, least));

    /// <summary>e^(j2πft) at sample i·D, mixed down by c, is e^(j2π(f−c)iD/fs), up to a constant phase.</summary>
    [Theory]
    [InlineData(312_345, 300_000, 16)]
    [InlineData(-900_000, -911_000, 8)]
    public void A_tone_keeps_its_place_in_time_and_frequency(double toneHz, double centerHz, int decimation)
    {
        var samples = new Complex32[200_000];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Complex32.FromPhase(Math.Tau * (toneHz * i / SampleRateHz % 1));
        var cut = BandCut.Of(samples, centerHz, SampleRateHz, decimation);
        Assert.Equal(samples.Length / decimation, cut.Length);
        var (step, first) = ((toneHz - centerHz) * decimation / SampleRateHz, cut[2000]);
        for (var i = 2000; i < cut.Length - 2000; i++)
        {
            var expected = first * Complex32.FromPhase(Math.Tau * (step * (i - 2000) % 1));
            Assert.Equal(0, (cut[i] - expected).Magnitude, 2e-2f);
            Assert.Equal(1, cut[i].Magnitude, 2e-2f);
        }
    }

    [Fact]
    public void What_begins_at_a_sample_begins_at_that_sample_over_the_decimation()
    {
        var samples = new Complex32[160_000];
        Streams.ComplexNoise(80_000, 3).CopyTo(samples, 80_000);
        var cut = BandCut.Of(samples, 0, SampleRateHz, 16);
        Assert.True(cut[..4980].Sum(s => s.MagnitudeSquared) < 1e-3 * cut[5020..].Sum(s => s.MagnitudeSquared));
        Assert.True(cut[5020..5060].Max(s => s.Magnitude) > 0.05);
    }
}
