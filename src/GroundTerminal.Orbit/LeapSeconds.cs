namespace GroundTerminal.Orbit;

/// <summary>How far atomic time is ahead of UTC.</summary>
/// <remarks>IERS Bulletin C; the last leap second so far was before 2017-01-01. Before 1972, where UTC had another second, 10 s are taken.</remarks>
public static class LeapSeconds
{
    /// <summary>Terrestrial Time is so far ahead of TAI, s (IAU 1991).</summary>
    public const double TtMinusTai = 32.184;

    /// <summary>GPS time is so far ahead of TAI, s (IS-GPS-200).</summary>
    public const double GpsMinusTai = -19;

    private const int First = 10;

    /// <summary>Days on which TAI − UTC becomes one second more, since 1972-01-01 with 10 s.</summary>
    private static readonly DateTimeOffset[] Steps =
    [
        Day(1972, 7), Day(1973, 1), Day(1974, 1), Day(1975, 1), Day(1976, 1), Day(1977, 1), Day(1978, 1), Day(1979, 1), Day(1980, 1),
        Day(1981, 7), Day(1982, 7), Day(1983, 7), Day(1985, 7), Day(1988, 1), Day(1990, 1), Day(1991, 1), Day(1992, 7), Day(1993, 7),
        Day(1994, 7), Day(1996, 1), Day(1997, 7), Day(1999, 1), Day(2006, 1), Day(2009, 1), Day(2012, 7), Day(2015, 7), Day(2017, 1),
    ];

    /// <summary>TAI − UTC, s.</summary>
    public static int TaiMinusUtc(DateTimeOffset utc)
    {
        var at = Array.BinarySearch(Steps, utc);
        return First + (at >= 0 ? at + 1 : ~at);
    }

    /// <summary>UTC of a clock that shows TAI. During a leap second, which this type cannot show, it is the second after it.</summary>
    /// <param name="tai">What the clock shows, with offset 0.</param>
    public static DateTimeOffset UtcFromTai(DateTimeOffset tai)
    {
        var steps = 0;
        while (steps < Steps.Length && tai >= Steps[steps].AddSeconds(First + steps + 1))
            steps++;
        return tai.AddSeconds(-(First + steps));
    }

    /// <summary>Seconds of atomic time from one UTC to another, leap seconds counted.</summary>
    public static double Between(DateTimeOffset from, DateTimeOffset to) => (to - from).TotalSeconds + (TaiMinusUtc(to) - TaiMinusUtc(from));

    private static DateTimeOffset Day(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}
