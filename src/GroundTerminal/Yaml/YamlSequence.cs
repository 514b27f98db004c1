namespace GroundTerminal.Yaml;

/// <summary>A list.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Items">In order.</param>
public sealed record YamlSequence(int Line, IReadOnlyList<YamlNode> Items) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}
