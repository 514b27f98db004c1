namespace GroundTerminal.Configuration;

/// <summary>A value and where it comes from, as <c>config show</c> prints it.</summary>
/// <param name="Path">Keys from the top level, for instance <c>channels[0].name</c>.</param>
/// <param name="Text">The value as text.</param>
/// <param name="Origin"><c>file:line</c>, or <c>default</c>.</param>
public sealed record ConfigurationValue(string Path, string Text, string Origin);
