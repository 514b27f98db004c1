using GroundTerminal.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Framing;

public class SyncMatchesTests
{
    [Fact]
    public void Matches_come_out_in_the_order_in_which_they_are_ready()
    {
        var (matches, random) = (new SyncMatches(20), new Random(1));
        var expected = new List<long>();
        for (var i = 0; i < 2000; i++)
        {
            if (!matches.IsFull && random.Next(5) < 3)
            {
                var ready = i + random.Next(30);
                matches.Add(new SyncMatch(i, ready, false, false, i, 1));
                expected.Add(ready);
            }
            else if (!matches.IsEmpty)
            {
                Assert.Equal(expected.Min(), matches.TakeFirst().Ready);
                expected.Remove(expected.Min());
            }
            Assert.Equal(expected.Order(), matches.All.ToArray().Select(m => m.Ready));
        }
    }

    [Fact]
    public void Those_that_start_in_a_stretch_are_dropped()
    {
        var matches = new SyncMatches(4);
        for (var i = 0; i < 4; i++)
            matches.Add(new SyncMatch(i, 10 + i, false, false, i, 1));
        Assert.Throws<InvalidOperationException>(() => matches.Add(default));
        matches.Drop(1, 3);
        Assert.Equal([0L, 3L], matches.All.ToArray().Select(m => m.Start));
        matches.Clear();
        Assert.True(matches.IsEmpty);
    }

    [Fact]
    public void Work_is_bounded_by_what_came_in()
    {
        var budget = new WorkBudget(2, 100);
        Assert.True(budget.Take(100, 0));
        Assert.False(budget.Take(1, 0));
        Assert.True(budget.Take(20, 10));
        Assert.False(budget.Take(1, 10));
        budget.GiveBack(15);
        Assert.False(budget.Take(10, 10, reserve: 6));
        Assert.True(budget.Take(10, 10, reserve: 5));
        // However long it was quiet, no more than twice the credit is there at once.
        Assert.True(budget.Take(200, 1_000_000));
        Assert.False(budget.Take(1, 1_000_000));
    }

    [Fact]
    public void The_correlation_and_the_spread_are_those_of_their_formulas_at_every_length()
    {
        var random = new Random(3);
        for (var length = 8; length <= 64; length++)
        {
            var word = new SyncWord((ulong)random.NextInt64(), length);
            var symbols = Streams.Noise(length, length);
            double sum = 0, all = 0, squares = 0;
            for (var i = 0; i < length; i++)
            {
                sum += ((word.Pattern >> (length - 1 - i)) & 1) != 0 ? symbols[i] : -symbols[i];
                (all, squares) = (all + Math.Abs(symbols[i]), squares + ((double)symbols[i] * symbols[i]));
            }
            Assert.Equal(sum / all, word.Correlate(symbols), 1e-5);
            Assert.Equal(squares * length / (all * all), SymbolSpread.Of(symbols), 1e-5);
        }
    }
}
