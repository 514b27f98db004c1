namespace GroundTerminal.Station.OrbitData;

/// <summary>Something about orbit data that an operator should know.</summary>
/// <param name="About">The source, or the satellite as <c>NORAD 25544</c>: the same as long as the alarm stands, so that rising and clearing can be told.</param>
/// <param name="Text">One sentence.</param>
public sealed record OrbitAlarm(string About, string Text);
