using GroundTerminal.Devices.Radios.Soapy;

namespace GroundTerminal.Tests.Devices.Soapy;

public class SoapySampleTimesTests
{
    private const double RateHz = 1e9 / 3 / 17; // no sample begins at a whole nanosecond

    [Fact]
    public void Every_gap_is_exact_in_a_million_samples_however_they_are_cut()
    {
        var (times, random, at) = (new SoapySampleTimes(RateHz), new Random(1), 0L);
        for (bool first = true; at < 1_000_000; first = false)
        {
            long lost = !first && random.Next(5) == 0 ? random.Next(1, 100_000) : 0;
            at += lost;
            int count = random.Next(1, 5000);
            Assert.Equal(lost, times.Next(Stamp(at), count, lost > 50_000, 0.01, out bool unknown));
            Assert.False(unknown);
            at += count;
            for (int unstamped = random.Next(3); unstamped > 0; unstamped--, at += 100)
                Assert.False(times.Next(100, overflow: false));
        }
        Assert.True(times.Believed);
    }

    [Fact]
    public void A_rate_that_is_not_quite_the_stated_one_loses_nothing()
    {
        var (times, lost) = (new SoapySampleTimes(10e6), 0L);
        for (long at = 0; at < 1_000_000_000; at += 10_000)
            lost += times.Next((long)(at * (100 * (1 + 40e-6))), 10_000, overflow: false, 0.001, out _);
        Assert.Equal(0, lost);
    }

    [Fact]
    public void Stamps_that_go_back_are_not_believed_any_more()
    {
        var times = new SoapySampleTimes(1e6);
        times.Next(1_000_000, 1000, overflow: false, 0.001, out _);
        times.Next(1_900_000, 1000, overflow: false, 0.001, out bool unknown);
        Assert.Equal((false, false), (times.Believed, unknown));
        Assert.Equal(0, times.Next(9_000_000, 1000, overflow: false, 0.001, out unknown));
        Assert.False(unknown);
        Assert.Equal(0, times.Next(19_000_000, 1000, overflow: true, 0.001, out unknown));
        Assert.True(unknown);
    }

    [Fact]
    public void A_clock_that_is_set_forward_is_not_a_loss_longer_than_the_time_that_passed()
    {
        var times = new SoapySampleTimes(1e6);
        times.Next(0, 1000, overflow: false, 0.001, out _);
        Assert.Equal(0, times.Next(3_600_000_000_000, 1000, overflow: false, 0.001, out _));
        Assert.Equal(5, times.Next(3_600_001_005_000, 1000, overflow: false, 0.001, out _));
    }

    private static long Stamp(long sample) => (long)Math.Round(sample * (1e9 / RateHz));
}
