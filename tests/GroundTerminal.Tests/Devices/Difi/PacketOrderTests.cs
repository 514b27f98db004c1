using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Tests.Devices.Difi;

public class PacketOrderTests
{
    private const double RateHz = 1e6;
    private const int Samples = 720;

    /// <summary>Losses of any length (over rounds of 16 too), reordering within the window and duplicates, drawn by a seed: every loss is exact, nothing comes twice or in disorder.</summary>
    [Theory]
    [InlineData(1, 0.01, 5)]
    [InlineData(2, 0.2, 10)]
    [InlineData(3, 0.0, 12)]
    [InlineData(4, 0.6, 3)]
    public void What_is_lost_is_known_to_the_sample(int seed, double loss, int reach)
    {
        var random = new Random(seed);
        var sent = Enumerable.Range(0, 5000).Where(i => i == 0 || !(i is >= 2000 and < 2018 || random.NextDouble() < loss)).ToList();
        var arriving = sent.Select((n, i) => (n, Key: i == 0 ? 0 : i + (random.NextDouble() < 0.3 ? random.Next(reach) : 0))).OrderBy(x => x.Key).Select(x => x.n).ToList();
        for (int i = 100; i < arriving.Count; i += 100)
            arriving.Insert(i, arriving[i - 1]);
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        var (taken, lost) = Feed(order, arriving.Select(n => Mark(n)));
        int last = taken[^1];
        Assert.Equal(sent.Where(n => n <= last), taken);
        Assert.Equal((last + 1 - taken.Count) * (long)Samples, lost);
        Assert.Equal(order.Counters.LostSamples, lost);
        Assert.InRange(order.Counters.Duplicates, 20, 60);
        Assert.Equal(0, order.Counters.Late);
    }

    /// <summary>Time stamps that are rounded to 1.024 µs, as the consortium's example has them, make no loss of their own.</summary>
    [Fact]
    public void Coarse_time_stamps_lose_nothing()
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        var (taken, lost) = Feed(order, Enumerable.Range(0, 1000).Where(n => n % 50 != 49).Select(n => Mark(n) with { Time = new VitaTime((Int128)(n * 720e6 / 1.024e6) * 1_024_000) }));
        Assert.Equal(980, taken.Count);
        Assert.Equal(19 * Samples, lost);
    }

    /// <summary>Samples that were missing before they were put into packets: the count goes on, the time jumps.</summary>
    [Theory]
    [InlineData(1000)]
    [InlineData(9 * Samples)]
    [InlineData(16 * Samples)]
    [InlineData(3_600_000_123)]
    public void A_pause_of_the_sender_is_known_by_its_time_stamps(long missing)
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        var (taken, lost) = Feed(order, Enumerable.Range(0, 100).Select(n => Mark(n, n < 50 ? 0 : missing)), flush: true);
        Assert.Equal(100, taken.Count);
        Assert.Equal(missing, lost);
    }

    [Fact]
    public void A_loss_of_many_rounds_is_exact()
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        var (taken, lost) = Feed(order, Enumerable.Range(0, 3000).Where(n => n is < 500 or >= 1777).Select(n => Mark(n)));
        Assert.Equal(1277 * Samples, lost);
        Assert.Equal(1723, taken.Count);
    }

    [Fact]
    public void Without_time_stamps_the_count_alone_tells()
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        int[] arriving = [0, 1, 2, 5, 4, 6, 7, 7, 12, 13, 14, 15, 16, 17, 18];
        var (taken, lost) = Feed(order, arriving.Select(n => Mark(n) with { Time = null }), flush: true);
        Assert.Equal([0, 1, 2, 4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 18], taken);
        Assert.Equal(5 * Samples, lost);
        Assert.Equal(1, order.Counters.Duplicates);
    }

    [Fact]
    public void A_sender_that_begins_anew_in_the_past_is_followed_and_the_gap_is_unknown()
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        var (taken, _) = Feed(order, Enumerable.Range(0, 300).Select(n => n < 200 ? Mark(n + 10_000) : Mark(n - 200)));
        Assert.InRange(taken.Count, 265, 268);
        Assert.Equal(1, order.Counters.Restarts);
    }

    [Fact]
    public void What_waits_too_long_is_given_out()
    {
        var order = new PacketOrder(32) { SampleRateHz = RateHz };
        order.Put(Mark(0));
        Assert.True(order.TryTake(-1, out _, out _, out _));
        order.Put(Mark(2) with { Arrived = 100 });
        Assert.False(order.TryTake(99, out _, out _, out _));
        Assert.True(order.TryTake(100, out _, out long lost, out _));
        Assert.Equal(Samples, lost);
    }

    private static PacketMark Mark(int n, long later = 0) => new(n & 15, new VitaTime(((Int128)n * Samples + later) * 1_000_000 + VitaTime.PerSecond), Samples, n, long.MaxValue);

    private static (List<int> Taken, long Lost) Feed(PacketOrder order, IEnumerable<PacketMark> marks, bool flush = false)
    {
        var (taken, sum) = (new List<int>(), 0L);
        foreach (PacketMark arriving in marks)
        {
            order.Put(arriving);
            Drain(0);
        }
        if (flush)
            Drain(long.MaxValue);
        return (taken, sum);

        void Drain(long overdue)
        {
            while (order.TryTake(overdue, out PacketMark mark, out long lost, out _))
            {
                taken.Add(mark.Slot);
                sum += lost;
            }
        }
    }
}
