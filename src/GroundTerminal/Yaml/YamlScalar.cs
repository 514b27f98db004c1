namespace GroundTerminal.Yaml;

/// <summary>A text, number or other single value, as it is written.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">Without quotes.</param>
/// <param name="Quoted">Written in quotes or as a block, so that it is a text whatever it looks like.</param>
public sealed record YamlScalar(int Line, string Text, bool Quoted) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override string Kind => "a single value";

    /// <summary>Left empty, or <c>null</c> or <c>~</c>.</summary>
    public bool IsNull => !Quoted && (Text is "" or "~" or "null" or "Null" or "NULL");
}
