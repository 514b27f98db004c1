namespace GroundTerminal.Orbit;

/// <summary>Times as messages of the CCSDS write them: <c>yyyy-MM-ddThh:mm:ss.d</c> or <c>yyyy-DDDThh:mm:ss.d</c>, with or without a Z.</summary>
/// <remarks>CCSDS 301.0-B-4, §3.5 (ASCII time codes A and B). Decimals are rounded to 100 ns, less than 1 mm of a low orbit. The 60th second of a leap second is refused: no DateTimeOffset shows it.</remarks>
internal static class CcsdsTime
{
    public const string Expected = "a time as in 2020-03-04T10:34:41.4264 or 2020-064T10:34:41.4264, of the years 1900 to 2199,";
    private const int FirstYear = 1900, LastYear = 2199, MostDecimals = 18;

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        text = text.EndsWith('Z') ? text[..^1] : text;
        var separator = text.IndexOf('T');
        var (date, timeOfDay) = (default(DateTimeOffset), 0L);
        var isTime = separator > 0 && TryDate(text[..separator], out date) && TryTimeOfDay(text[(separator + 1)..], out timeOfDay);
        time = date.AddTicks(timeOfDay);
        return isTime;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out DateTimeOffset date)
    {
        date = default;
        if (text.Length is not (8 or 10) || text[4] != '-' || !TryDigits(text[..4], out var year) || year is < FirstYear or > LastYear)
            return false;
        var (month, day, most) = (1, 0, DateTime.IsLeapYear(year) ? 366 : 365);
        if (text.Length == 10)
        {
            if (text[7] != '-' || !TryDigits(text[5..7], out month) || month is < 1 or > 12)
                return false;
            most = DateTime.DaysInMonth(year, month);
        }
        if (!TryDigits(text[(text.Length == 10 ? 8 : 5)..], out day) || day < 1 || day > most)
            return false;
        date = new DateTimeOffset(year, month, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);
        return true;
    }

    private static bool TryTimeOfDay(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text[3..5], out var minute) || !TryDigits(text[6..8], out var second))
            return false;
        if (hour > 23 || minute > 59 || second > 59 || !TryFraction(text[8..], out var fraction))
            return false;
        ticks = (((((hour * 60L) + minute) * 60) + second) * TimeSpan.TicksPerSecond) + fraction;
        return true;
    }

    /// <summary>Nothing, or a point and decimals.</summary>
    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length is < 2 or > MostDecimals + 1 || text[1..].ContainsAnyExceptInRange('0', '9'))
            return false;
        for (var i = 1; i <= 8; i++)
            ticks = (ticks * 10) + (i < text.Length ? text[i] - '0' : 0);
        ticks = (ticks + 5) / 10;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < '0' or > '9')
                return false;
            value = (value * 10) + (c - '0');
        }
        return true;
    }
}
