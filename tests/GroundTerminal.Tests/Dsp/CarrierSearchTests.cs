using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class CarrierSearchTests
{
    private const int Bins = 512;
    private const int Width = 40;

    [Theory]
    [InlineData(30)]
    [InlineData(200)]
    [InlineData(255)]
    [InlineData(480)]
    public void A_hump_of_the_right_width_is_found_at_3_dB(int center) => Assert.True(Hits(center, 2, line: -1) >= 195);

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public void A_single_line_draws_nothing_however_strong(int line) => Assert.True(Hits(250, 3, line) >= 195);

    [Fact]
    public void The_start_of_a_burst_is_known_one_transform_late_and_no_later()
    {
        var (random, search, hits) = (new Random(4), new CarrierSearch(Bins, Width, 0, Bins - 1, 1), 0);
        for (var burst = 0; burst < 100; burst++)
        {
            var center = random.Next(30, 480);
            for (var t = 0; t < 8; t++)
                search.Process(Spectrum(random, []));
            search.Process(Spectrum(random, [(center, 10)])); // the first transform of the burst
            search.Process(Spectrum(random, [(center, 10)])); // after this one, the decision is about the first
            hits += Math.Abs(search.Centers[0] - center) <= Width / 4 ? 1 : 0;
        }
        Assert.InRange(hits, 95, 100);
    }

    [Fact]
    public void Two_humps_are_followed_side_by_side_each_in_its_place()
    {
        var (random, search, both, changes, last) = (new Random(5), new CarrierSearch(Bins, Width, 0, Bins - 1, 2), 0, 0, -1);
        for (var t = 0; t < 210; t++)
        {
            search.Process(Spectrum(random, [(120, 4), (390, 4)]));
            var low = Math.Abs(search.Centers[0] - 120) <= Width / 4 ? 0 : 1;
            both += t >= 10 && Math.Abs(search.Centers[low] - 120) <= Width / 4 && Math.Abs(search.Centers[1 - low] - 390) <= Width / 4 ? 1 : 0;
            changes += t >= 10 && low != last ? 1 : 0;
            last = low;
        }
        Assert.True(both >= 195);
        Assert.True(changes <= 1, "a signal changes from one receiver to the other");
    }

    [Fact]
    public void A_drifting_hump_is_followed()
    {
        var (random, search, hits) = (new Random(6), new CarrierSearch(Bins, Width, 0, Bins - 1, 1), 0);
        for (var t = 0; t < 300; t++)
        {
            search.Process(Spectrum(random, [(100 + t, 4)]));
            hits += Math.Abs(search.Centers[0] - (99 + t)) <= Width / 4 ? 1 : 0;
        }
        Assert.True(hits >= 280);
    }

    /// <summary>Among many places some look better than others.</summary>
    [Theory]
    [InlineData(1024)]
    [InlineData(8192)]
    public void Noise_is_seldom_noticed_in_however_wide_a_band(int bins)
    {
        var (random, search, noticed) = (new Random(9), new CarrierSearch(bins, 120, 0, bins - 1, 1), 0);
        for (var t = 0; t < 300; t++)
        {
            var power = new float[bins];
            for (var k = 0; k < bins; k++)
                power[k] = (float)-Math.Log(1 - random.NextDouble());
            search.Process(power);
            noticed += search.Noticed[0] ? 1 : 0;
        }
        Assert.InRange(noticed, 0, 15);
    }

    /// <summary>A skirt of −20 dB doubles the noise where the signal stands 20 dB above it; a signal of its own is noticed there when it is stronger.</summary>
    [Theory]
    [InlineData(0, 0, 15)]
    [InlineData(20, 270, 300)]
    public void What_is_beside_a_strong_signal_may_be_its_skirt(double ratio, int least, int most)
    {
        var (random, search, noticed) = (new Random(10), new CarrierSearch(Bins, Width, 0, Bins - 1, 2), 0);
        for (var t = 0; t < 300; t++)
        {
            var power = Spectrum(random, [(250, 99), (250 - (Width * 5 / 4), ratio), (250 - Width, 1), (250 + Width, 1)]);
            search.Process(power);
            noticed += search.Noticed[0] && search.Noticed[1] ? 1 : 0;
        }
        Assert.InRange(noticed, least, most);
    }

    [Fact]
    public void The_noise_is_known_rather_too_small_and_not_taken_for_more()
    {
        var (random, search) = (new Random(11), new CarrierSearch(Bins, Width, 0, Bins - 1, 1));
        for (var t = 0; t < 100; t++)
        {
            search.Process(Spectrum(random, [(222, 6)]));
            if (t > 3)
                Assert.InRange(search.NoisePower, 0.55f, 1.05f);
        }
    }

    [Fact]
    public void Nothing_outside_the_range_is_looked_at()
    {
        var (random, search) = (new Random(7), new CarrierSearch(Bins, Width, 300, 350, 2));
        for (var t = 0; t < 50; t++)
        {
            search.Process(Spectrum(random, [(100, 100)]));
            foreach (var center in search.Centers)
                Assert.InRange(center, 300, 350);
        }
    }

    [Fact]
    public void Silence_and_what_is_not_a_number_do_no_harm()
    {
        var search = new CarrierSearch(Bins, Width, 0, Bins - 1, 2);
        foreach (var value in new[] { 0, float.NaN, float.PositiveInfinity, float.Epsilon, float.MaxValue })
        {
            var power = new float[Bins];
            Array.Fill(power, value);
            for (var t = 0; t < 5; t++)
                search.Process(power);
        }
        var random = new Random(8);
        for (var t = 0; t < 10; t++)
            search.Process(Spectrum(random, [(222, 6)]));
        Assert.Contains(search.Centers.ToArray(), c => Math.Abs(c - 222) <= Width / 4);
    }

    /// <summary>In how many of 200 transforms the centre is within a quarter of the width.</summary>
    private static int Hits(int center, double ratio, int line)
    {
        var (random, search, hits) = (new Random(center), new CarrierSearch(Bins, Width, 0, Bins - 1, 1), 0);
        for (var t = 0; t < 210; t++)
        {
            var power = Spectrum(random, [(center, ratio)]);
            if (line >= 0)
                power[line] = 1e6f;
            search.Process(power);
            hits += t >= 10 && Math.Abs(search.Centers[0] - center) <= Width / 4 ? 1 : 0;
        }
        return hits;
    }

    /// <summary>The power of white Gaussian noise is exponentially distributed; where a Gaussian signal is, by 1 + ratio more.</summary>
    private static float[] Spectrum(Random random, (int Center, double Ratio)[] humps)
    {
        var power = new float[Bins];
        for (var k = 0; k < Bins; k++)
        {
            var mean = 1 + humps.Where(h => Math.Abs(k - h.Center) < Width / 2).Sum(h => h.Ratio);
            power[k] = (float)(-mean * Math.Log(1 - random.NextDouble()));
        }
        return power;
    }
}
