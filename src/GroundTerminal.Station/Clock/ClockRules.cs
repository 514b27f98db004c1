using System.Globalization;

namespace GroundTerminal.Station.Clock;

/// <summary>When a clock is too wrong to follow satellites by it: one second is 7.5 km of a low orbit.</summary>
public sealed record ClockRules
{
    /// <summary>The clock cannot be earlier than this, UTC: the program did not exist.</summary>
    public DateTimeOffset Earliest { get; init; } = ProgramBuild.Date;

    /// <summary>Not synchronised for longer than this, no satellite is followed; null to follow them all the same, as where the kernel is not told of what keeps the clock (some containers).</summary>
    public TimeSpan? LongestUnsynchronised { get; init; } = TimeSpan.FromDays(1);

    /// <summary>With a greater uncertainty no satellite is followed, s; null for any.</summary>
    public double? GreatestUncertaintySeconds { get; init; }

    /// <summary>Why no satellite may be followed now; empty where they may.</summary>
    /// <param name="now">What the clock shows, UTC.</param>
    public string Refusal(DateTimeOffset now, ClockQuality quality)
    {
        if (now < Earliest)
            return string.Create(CultureInfo.InvariantCulture, $"the clock shows {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC, a time before this program was built ({Earliest.UtcDateTime:yyyy-MM-dd})");
        if (quality.UnsynchronisedFor > LongestUnsynchronised)
            return string.Create(CultureInfo.InvariantCulture, $"the clock has not been synchronised for {Span(quality.UnsynchronisedFor)}; the limit is {Span(LongestUnsynchronised.Value)}");
        return quality.UncertaintySeconds > GreatestUncertaintySeconds
            ? string.Create(CultureInfo.InvariantCulture, $"the clock may be {quality.UncertaintySeconds:0.###} s wrong; the limit is {GreatestUncertaintySeconds:0.###} s")
            : "";
    }

    private static string Span(TimeSpan time) => time.TotalHours < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} hours");
}
