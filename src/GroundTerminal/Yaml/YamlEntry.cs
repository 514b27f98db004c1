namespace GroundTerminal.Yaml;

/// <summary>A key and its value.</summary>
/// <param name="Key">Unique in its mapping.</param>
/// <param name="Line">Of the key, from 1.</param>
/// <param name="Value">The value.</param>
public readonly record struct YamlEntry(string Key, int Line, YamlNode Value);
