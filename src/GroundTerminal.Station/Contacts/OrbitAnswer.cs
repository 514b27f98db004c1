using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Contacts;

/// <summary>An orbit, or why there is none.</summary>
/// <param name="Orbit">Null where there is none that may be used.</param>
/// <param name="Source">Where its data came from.</param>
/// <param name="Epoch">UTC of its elements.</param>
/// <param name="Refusal">Why there is none; empty where there is one.</param>
public sealed record OrbitAnswer(IOrbit? Orbit, string Source, DateTimeOffset Epoch, string Refusal = "");
