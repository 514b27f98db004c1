namespace GroundTerminal.Station.OrbitData;

/// <summary>What became of one satellite of an upload.</summary>
/// <param name="Name">Name of the object; empty where nothing says it.</param>
/// <param name="CatalogNumber">0 where nothing says it.</param>
/// <param name="Epoch">Of its elements, or beginning of its ephemeris, UTC.</param>
/// <param name="IsUsed">Whether it is the satellite's orbit from now on.</param>
/// <param name="Reason">Where it is not: why, and what is used instead.</param>
public sealed record OrbitAcceptance(string Name, int CatalogNumber, DateTimeOffset Epoch, bool IsUsed, string Reason);
