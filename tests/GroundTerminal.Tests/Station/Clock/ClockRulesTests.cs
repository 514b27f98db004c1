using GroundTerminal.Station.Clock;

namespace GroundTerminal.Tests.Station.Clock;

public class ClockRulesTests
{
    private static readonly DateTimeOffset Built = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly ClockRules _rules = new() { Earliest = Built, GreatestUncertaintySeconds = 0.5 };

    [Theory]
    [InlineData(-1, 0, 0.001, "the clock shows 2026-11-20 23:59 UTC, a time before this program was built (2026-11-21)")]
    [InlineData(0, 0, 0.001, "")]
    [InlineData(1, 24 * 60, 0.001, "")]
    [InlineData(1, (24 * 60) + 1, 0.001, "the clock has not been synchronised for 24 hours; the limit is 24 hours")]
    [InlineData(1, 0, 0.51, "the clock may be 0.51 s wrong; the limit is 0.5 s")]
    public void A_clock_that_is_plainly_wrong_is_refused(double minutesAfterBuild, double unsynchronisedMinutes, double uncertainty, string reason) =>
        Assert.Equal(reason, _rules.Refusal(Built.AddMinutes(minutesAfterBuild), Quality(unsynchronisedMinutes, uncertainty)));

    [Fact]
    public void What_is_off_refuses_nothing_but_a_time_before_the_build()
    {
        var rules = new ClockRules { Earliest = Built, LongestUnsynchronised = null };
        Assert.Equal("", rules.Refusal(Built.AddYears(1), Quality(1e6, null)));
        Assert.NotEqual("", rules.Refusal(Built.AddYears(-1), Quality(0, 0)));
    }

    [Fact]
    public void An_uncertainty_that_nobody_knows_is_left_to_the_other_rules() => Assert.Equal("", _rules.Refusal(Built, Quality(1, null)));

    [Fact]
    public void The_build_was_not_long_before_this_test()
    {
        Assert.InRange(ProgramBuild.Date, new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.UtcNow);
        Assert.Equal(ProgramBuild.Date, new ClockRules().Earliest);
    }

    private static ClockQuality Quality(double minutes, double? uncertainty) => new()
    {
        Source = "kernel",
        IsSynchronised = minutes == 0,
        UncertaintySeconds = uncertainty,
        EstimatedErrorSeconds = uncertainty,
        UnsynchronisedSince = minutes == 0 ? null : Built.AddMinutes(-minutes),
        UnsynchronisedFor = TimeSpan.FromMinutes(minutes),
    };
}
