using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class SymbolClockTests
{
    private const double Period = 5;
    private const int Block = 160;
    private const int Reach = 3;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 0.3)]
    [InlineData(-100, 2.5)]
    [InlineData(3000, 4.9)]
    [InlineData(-3000, 1.7)]
    public void Instants_are_right_and_no_symbol_is_lost_or_doubled(double ppm, double first)
    {
        var truth = new Truth(first, Period / (1 + (ppm * 1e-6)));
        var clock = new SymbolClock(Period, Block, Reach);
        var (random, lastIndex, symbols) = (new Random(1), long.MinValue, 0);
        for (var block = 0; symbols < 100_000; block++)
        {
            var noise = (Re: 0.03 * (random.NextDouble() - 0.5), Im: 0.03 * (random.NextDouble() - 0.5));
            var (re, im) = truth.Sum((block + 0.5) * Block);
            if (!clock.Add(re + noise.Re, im + noise.Im, out var interval) || block < 2 * Reach)
                continue;
            for (var i = 0; i < interval.Count; i++, symbols++)
            {
                var index = truth.Nearest(interval.First + (i * interval.Period), out var error);
                Assert.True(Math.Abs(error) < 0.02, $"symbol {symbols} is {error:F4} symbols off");
                Assert.True(lastIndex == long.MinValue || index == lastIndex + 1, $"symbol {symbols}: {index} after {lastIndex}");
                lastIndex = index;
            }
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void A_burst_with_another_phase_is_right_from_its_first_block_to_the_last(double jumpSymbols)
    {
        const int Change = 100;
        Truth[] bursts = [new(1.2, Period), new(1.2 + (jumpSymbols * Period), Period)];
        var clock = new SymbolClock(Period, Block, Reach);
        var symbols = 0;
        for (var block = 0; block < 2 * Change; block++)
        {
            var (re, im) = bursts[block / Change].Sum((block + 0.5) * Block);
            if (!clock.Add(re, im, out var interval))
                continue;
            symbols += interval.Count;
            var end = block - Reach;
            for (var i = 0; i < interval.Count && end > 1 && end != Change; i++)
            {
                bursts[end / Change].Nearest(interval.First + (i * interval.Period), out var error);
                // Where the sums of both bursts are averaged, the earlier or later ones outweigh the others, but do not silence them.
                Assert.True(Math.Abs(error) < (Math.Abs(end - Change) > Reach ? 0.02 : 0.15), $"block {end}: {error:F4} symbols off");
            }
        }
        Assert.InRange(symbols - (((2 * Change) - Reach) * Block / Period), -2, 2);
    }

    [Fact]
    public void Noise_alone_gives_neither_more_nor_fewer_symbols_than_the_clock_can_turn()
    {
        var (clock, random, symbols, last) = (new SymbolClock(Period, Block, Reach), new Random(3), 0, double.NegativeInfinity);
        for (var block = 0; block < 10_000; block++)
        {
            if (!clock.Add(random.NextDouble() - 0.5, random.NextDouble() - 0.5, out var interval))
                continue;
            Assert.InRange(interval.Period, Period / (1 + (0.5 * Period / Block)) * 0.999, Period / (1 - (0.5 * Period / Block)) * 1.001);
            Assert.True(interval.Count == 0 || interval.First > last + (0.4 * Period), $"block {block} goes back");
            symbols += interval.Count;
            last = interval.Count > 0 ? interval.First + ((interval.Count - 1) * interval.Period) : last;
        }
        Assert.InRange(symbols / (10_000.0 * Block / Period), 0.99, 1.01);
    }

    [Fact]
    public void After_Reset_it_begins_anew()
    {
        var (clock, truth) = (new SymbolClock(Period, Block, Reach), new Truth(2, Period * 1.0001));
        var first = Run(clock, truth);
        clock.Reset();
        Assert.Equal(first, Run(clock, truth));
        Assert.Equal(Run(new SymbolClock(Period, Block, Reach), new Truth(2, Period * 1.0001)), first);
    }

    [Fact]
    public void What_is_not_a_number_does_not_stop_it()
    {
        var (clock, truth, symbols) = (new SymbolClock(Period, Block, Reach), new Truth(2, Period), 0);
        for (var block = 0; block < 100; block++)
        {
            var (re, im) = block == 50 ? (double.NaN, double.NaN) : truth.Sum((block + 0.5) * Block);
            if (clock.Add(re, im, out var interval) && block > 70)
                symbols += interval.Count;
        }
        Assert.InRange(symbols, (29 * Block / Period) - 1, (29 * Block / Period) + 1);
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolClock(1, 100, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SymbolClock(4, 100, -1));
    }

    private static List<SymbolInterval> Run(SymbolClock clock, Truth truth)
    {
        var intervals = new List<SymbolInterval>();
        for (var block = 0; block < 20; block++)
        {
            var (re, im) = truth.Sum((block + 0.5) * Block);
            if (clock.Add(re, im, out var interval))
                intervals.Add(interval);
        }
        return intervals;
    }

    /// <summary>Symbols at first + k·period; cos(2π(n − first)/period)·exp(−j2πn/T), averaged, has this phase in the middle of a block.</summary>
    private sealed record Truth(double First, double Period)
    {
        public (double Re, double Im) Sum(double middle)
        {
            var (sin, cos) = Math.SinCos(Math.Tau * (((middle - First) / Period) - (middle / SymbolClockTests.Period)));
            return (cos / 2, sin / 2);
        }

        public long Nearest(double instant, out double error)
        {
            var place = (instant - First) / Period;
            error = place - Math.Round(place);
            return (long)Math.Round(place);
        }
    }
}
