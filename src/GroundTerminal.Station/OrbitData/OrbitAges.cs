namespace GroundTerminal.Station.OrbitData;

/// <summary>How old orbit data may be.</summary>
/// <param name="Warning">Beyond this age they are stale: an alarm.</param>
/// <param name="Limit">Beyond this age they are expired: not used.</param>
public readonly record struct OrbitAges(TimeSpan Warning, TimeSpan Limit)
{
    /// <summary>A week and a month: about 15 and 60 km of expected error in a low orbit without much drag.</summary>
    public static OrbitAges Default { get; } = new(TimeSpan.FromDays(7), TimeSpan.FromDays(30));
}
