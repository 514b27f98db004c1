namespace GroundTerminal.Orbit;

/// <summary>Orbit data that cannot be right; the message says where, what stands there and what was expected.</summary>
/// <param name="message">Without the place.</param>
/// <param name="line">Counted from 1; 0 where there are no lines.</param>
/// <param name="column">Counted from 1; 0 for a whole line.</param>
public sealed class OrbitDataException(string message, int line, int column = 0) : FormatException(At(line, column) + message)
{
    /// <summary>Counted from 1; 0 where there are no lines.</summary>
    public int Line { get; } = line;

    /// <summary>Counted from 1; 0 for a whole line.</summary>
    public int Column { get; } = column;

    private static string At(int line, int column) => line == 0 ? "" : column == 0 ? $"Line {line}: " : $"Line {line}, column {column}: ";
}
