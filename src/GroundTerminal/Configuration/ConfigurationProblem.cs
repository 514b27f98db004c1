namespace GroundTerminal.Configuration;

/// <summary>One thing that is wrong with a configuration file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Path">Keys from the top level.</param>
/// <param name="Message">What is wrong; and the remedy.</param>
public sealed record ConfigurationProblem(int Line, string Path, string Message);
