using System.Globalization;

namespace GroundTerminal.Station.Clock;

/// <summary>When this program was built.</summary>
/// <remarks>The day stands in a file that the build writes (BuildDay.targets): SOURCE_DATE_EPOCH where that is set, for reproducible builds, else the day of the build.</remarks>
public static class ProgramBuild
{
    /// <summary>Beginning of that day, UTC.</summary>
    public static DateTimeOffset Date { get; } = DateTimeOffset.ParseExact(BuildDay.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
