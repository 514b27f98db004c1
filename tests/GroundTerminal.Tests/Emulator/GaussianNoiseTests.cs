using GroundTerminal.Emulator;

namespace GroundTerminal.Tests.Emulator;

public class GaussianNoiseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(12345)]
    public void Moments_and_tails_are_those_of_the_normal_distribution(ulong seed)
    {
        const int Count = 4_000_000;
        var noise = Make(seed, Count);
        Assert.Equal(0, noise.Average(x => (double)x), 5 / Math.Sqrt(Count));
        Assert.Equal(1, noise.Average(x => (double)x * x), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, noise.Average(x => Math.Pow(x, 3)), 5 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, noise.Average(x => Math.Pow(x, 4)), 5 * Math.Sqrt(96.0 / Count));
        foreach (var (limit, probability) in new[] { (0.5, 0.617075), (1, 0.317311), (2, 0.0455003), (3, 2.69980e-3), (4, 6.33425e-5), (4.5, 6.79535e-6) })
            Assert.Equal(probability, noise.Count(x => Math.Abs(x) > limit) / (double)Count, 5 * Math.Sqrt(probability / Count));
    }

    [Fact]
    public void Samples_are_not_correlated_with_those_near_them()
    {
        const int Count = 1_000_000;
        var noise = Make(7, Count);
        for (var lag = 1; lag <= 64; lag++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var i = 0; i + lag < Count; i++)
            {
                sum += (double)noise[i] * noise[i + lag];
                squares += ((double)noise[i] * noise[i] - 1) * (((double)noise[i + lag] * noise[i + lag]) - 1);
            }
            Assert.Equal(0, sum / Count, 5 / Math.Sqrt(Count));
            Assert.Equal(0, squares / Count, 10 / Math.Sqrt(Count));
        }
    }

    [Fact]
    public void Cuts_change_nothing_and_a_seed_repeats_itself()
    {
        var whole = Make(3, 10_000);
        var cut = new float[10_000];
        var source = new GaussianNoise(3);
        var random = new Random(1);
        for (var at = 0; at < cut.Length;)
        {
            var count = Math.Min(random.Next(0, 100), cut.Length - at);
            source.Fill(cut.AsSpan(at, count), 1);
            at += count;
        }
        Assert.Equal(whole, cut);
        source.Reset();
        source.Fill(cut, 1);
        Assert.Equal(whole, cut);
        Assert.NotEqual(whole, Make(4, 10_000));
    }

    private static float[] Make(ulong seed, int count)
    {
        var noise = new float[count];
        new GaussianNoise(seed).Fill(noise, 1);
        return noise;
    }
}
