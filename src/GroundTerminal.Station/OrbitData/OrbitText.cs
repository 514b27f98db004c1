namespace GroundTerminal.Station.OrbitData;

/// <summary>A text with orbit data, in any form that <see cref="Orbit.OrbitData"/> reads.</summary>
/// <param name="Name">Tells it from the other texts of its source: the file's name in a directory.</param>
/// <param name="Text">The text.</param>
public sealed record OrbitText(string Name, string Text);
