using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class PowerSpectrumTests
{
    private readonly float[] _power = new float[256];

    [Theory]
    [InlineData(0, 1.0, 0.0)]
    [InlineData(10, 0.1, -20.0)]
    [InlineData(-100, 0.001, -60.0)]
    public void A_tone_reads_its_power_in_its_bin(int bin, double magnitude, double expectedDb)
    {
        var tone = Enumerable.Range(0, 2000).Select(n => Complex32.FromPhase(2 * Math.PI * bin * n / 256.0) * (float)magnitude).ToArray();
        Assert.Equal(14, new PowerSpectrum(256).Process(tone, _power));
        Assert.Equal(expectedDb, _power[128 + bin], 0.01);
        Assert.Equal(128 + bin, Array.IndexOf(_power, _power.Max()));
        Assert.True(_power[(128 + bin + 64) % 256] < expectedDb - 60);
    }

    [Fact]
    public void White_noise_reads_its_power_in_one_and_a_half_bins()
    {
        var random = new Random(1);
        var noise = Enumerable.Range(0, 200_000).Select(_ => new Complex32(Uniform(random), Uniform(random))).ToArray();
        new PowerSpectrum(256).Process(noise, _power);
        double expectedDb = 10 * Math.Log10(2.0 / 3 * 1.5 / 256); // variance 1/3 each part
        Assert.Equal(expectedDb, 10 * Math.Log10(_power.Average(p => Math.Pow(10, p / 10))), 0.1);
    }

    [Fact]
    public void Too_few_samples_read_the_floor()
    {
        Assert.Equal(0, new PowerSpectrum(256).Process(new Complex32[255], _power));
        Assert.All(_power, p => Assert.Equal(PowerSpectrum.FloorDb, p));
    }

    private static float Uniform(Random random) => (random.NextSingle() * 2) - 1;
}
