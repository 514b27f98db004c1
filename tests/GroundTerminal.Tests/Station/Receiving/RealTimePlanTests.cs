using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Station.Receiving;

/// <summary>Which processors the radio, the loops and everything else run on.</summary>
public class RealTimePlanTests
{
    [Theory]
    [InlineData("0 1", 1, "0", "1 1")]
    [InlineData("0 1 2 3", 1, "0 1", "3 2")]
    [InlineData("0 1 2 3", 3, "0 1", "3 2 3 2")]
    [InlineData("2 5 6 7 8 9", 1, "2 5 6 7", "9 8")]
    [InlineData("4 5 6", 1, "4 5", "6 6")]
    public void Real_time_threads_are_kept_apart_from_the_others(string processors, int loops, string others, string realTime)
    {
        var plan = new RealTimePlan([.. processors.Split(' ').Select(int.Parse)], loops);
        Assert.True(plan.IsSeparate);
        Assert.Equal(others, string.Join(' ', plan.Others));
        Assert.Equal(realTime, string.Join(' ', Enumerable.Range(0, loops + 1).Select(plan.ProcessorOf)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void With_fewer_than_two_processors_nothing_is_kept_apart(int count)
    {
        var plan = new RealTimePlan([.. Enumerable.Range(0, count)], 1);
        Assert.False(plan.IsSeparate);
        Assert.Equal(plan.All, plan.Others);
    }
}
