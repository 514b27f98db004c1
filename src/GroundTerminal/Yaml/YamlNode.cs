namespace GroundTerminal.Yaml;

/// <summary>A part of a YAML document that knows where it stands.</summary>
/// <param name="Line">From 1.</param>
public abstract record YamlNode(int Line)
{
    /// <summary>What a message calls this kind of node.</summary>
    public abstract string Kind { get; }
}
