namespace GroundTerminal.Yaml;

/// <summary>Keys and values.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Entries">In the order of the file; keys are unique.</param>
public sealed record YamlMapping(int Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(Line)
{
    /// <inheritdoc/>
    public override string Kind => "keys and values";

    /// <summary>The value of a key; null where the key is absent or has none.</summary>
    public YamlNode? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
                return entry.Value is YamlScalar { IsNull: true } ? null : entry.Value;
        }
        return null;
    }
}
