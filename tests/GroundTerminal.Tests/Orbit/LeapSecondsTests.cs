using System.Globalization;
using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>TAI − UTC against IERS Bulletin C, and against the list that the system carries.</summary>
public class LeapSecondsTests
{
    [Theory]
    [InlineData("1972-01-01T00:00:00Z", 10)]
    [InlineData("1998-12-31T23:59:59Z", 31)]
    [InlineData("1999-01-01T00:00:00Z", 32)]
    [InlineData("2016-12-31T23:59:59.9999999Z", 36)]
    [InlineData("2017-01-01T00:00:00Z", 37)]
    [InlineData("2026-11-21T00:00:00Z", 37)]
    public void Bulletin_C_is_met(string utc, int seconds) => Assert.Equal(seconds, LeapSeconds.TaiMinusUtc(Time(utc)));

    [SkippableFact]
    public void Every_line_of_the_systems_list_is_met()
    {
        const string List = "/usr/share/zoneinfo/leap-seconds.list";
        Skip.IfNot(File.Exists(List), "tzdata is not on this machine");
        foreach (var fields in File.ReadLines(List).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t', ' ')))
        {
            var (day, seconds) = (new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(long.Parse(fields[0], CultureInfo.InvariantCulture)), int.Parse(fields.Skip(1).First(f => f.Length > 0), CultureInfo.InvariantCulture));
            Assert.Equal((seconds, Math.Max(seconds - 1, 10)), (LeapSeconds.TaiMinusUtc(day), LeapSeconds.TaiMinusUtc(day.AddTicks(-1))));
            Assert.Equal(day, LeapSeconds.UtcFromTai(day.AddSeconds(seconds)));
            Assert.Equal(day.AddSeconds(-1), LeapSeconds.UtcFromTai(day.AddSeconds(Math.Max(seconds - 1, 10) - 1)));
        }
    }

    [Fact]
    public void A_leap_second_is_counted_once()
    {
        Assert.Equal(2, LeapSeconds.Between(Time("2016-12-31T23:59:59Z"), Time("2017-01-01T00:00:00Z")));
        Assert.Equal(-2, LeapSeconds.Between(Time("2017-01-01T00:00:00Z"), Time("2016-12-31T23:59:59Z")));
        // 23:59:60.25, which no DateTimeOffset shows.
        Assert.Equal(Time("2017-01-01T00:00:00.25Z"), LeapSeconds.UtcFromTai(Time("2017-01-01T00:00:36.25Z")));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
