namespace GroundTerminal.Contents;

/// <summary>The header of an AX.25 frame.</summary>
public sealed record Ax25Report(string Source, string Destination, IReadOnlyList<string> Digipeaters, string Type, byte Control, byte? Pid);
