namespace GroundTerminal.Station.OrbitData;

/// <summary>How a source of a book is.</summary>
/// <param name="Name">The source's.</param>
/// <param name="Priority">The source's.</param>
/// <param name="Orbits">How many orbits it has; not all need be in use.</param>
/// <param name="ChangedAt">When they changed last, UTC; null where they are from the cache, or there are none.</param>
/// <param name="NextReading">Not to be asked again before, UTC; in the past where it is asked each time.</param>
/// <param name="Problem">What is wrong with it; empty where nothing is.</param>
public sealed record OrbitSourceStatus(string Name, int Priority, int Orbits, DateTimeOffset? ChangedAt, DateTimeOffset NextReading, string Problem);
