namespace GroundTerminal.Coding.Codes;

/// <summary>A circulant of a parity-check matrix: check i of its row of circulants has bit (i + Shift) mod size of its column.</summary>
/// <param name="Column">Column of circulants.</param>
/// <param name="Shift">0 to the circulant's size − 1.</param>
internal readonly record struct LdpcEdge(int Column, int Shift);
