using GroundTerminal.Dsp;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Station.Receiving;

public class SpectrumTapTests
{
    private readonly SpectrumTap _tap = new(10, 50);
    private readonly Complex32[] _copy = new Complex32[10];

    [Fact]
    public void A_copy_is_contiguous_over_blocks_and_the_next_one_starts_an_interval_later()
    {
        for (int first = 0; first < 20; first += 4)
            Offer(first, 4);
        Assert.True(_tap.TryTake(_copy, out long start));
        Assert.Equal((0, 0f, 9f), (start, _copy[0].Re, _copy[9].Re));

        for (int first = 20; first < 50; first += 10)
            Offer(first, 10);
        Assert.False(_tap.TryTake(_copy, out _));
        Offer(50, 10);
        Assert.True(_tap.TryTake(_copy, out start));
        Assert.Equal(50, start);
    }

    [Fact]
    public void A_copy_that_nobody_took_stays_as_it_is()
    {
        Offer(0, 10);
        Offer(100, 10);
        Assert.True(_tap.TryTake(_copy, out long start));
        Assert.Equal((0, 9f), (start, _copy[9].Re));
        Assert.False(_tap.TryTake(_copy, out _));
    }

    [Fact]
    public void A_gap_starts_the_copy_anew()
    {
        Offer(0, 6);
        Offer(7, 6);
        Assert.False(_tap.TryTake(_copy, out _));
        Offer(13, 6);
        Assert.True(_tap.TryTake(_copy, out long start));
        Assert.Equal((7, 7f), (start, _copy[0].Re));
    }

    private void Offer(int first, int count) => _tap.Offer([.. Enumerable.Range(first, count).Select(i => new Complex32(i, 0))], first);
}
