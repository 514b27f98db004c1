namespace GroundTerminal.Configuration;

/// <summary>A configuration file that is refused: all that is wrong with it, one line each.</summary>
public sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Each as <c>file:line: key: what is wrong; remedy</c>, in the order of lines.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
