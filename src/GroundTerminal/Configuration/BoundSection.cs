using System.Net;

namespace GroundTerminal.Configuration;

/// <summary>The checked values of one section of the file. A value that was refused is absent: problems are in the list by then, and records are not made.</summary>
internal sealed class BoundSection(string path, int line)
{
    private readonly Dictionary<string, (SettingValue Value, int Line)> _values = [];
    private readonly Dictionary<string, BoundSection> _sections = [];
    private readonly Dictionary<string, List<BoundSection>> _lists = [];

    public string Path { get; } = path;

    public int Line { get; } = line;

    public void Add(string key, SettingValue value, int valueLine) => _values[key] = (value, valueLine);

    public void Add(string key, BoundSection section) => _sections[key] = section;

    public void Add(string key, List<BoundSection> sections) => _lists[key] = sections;

    public string Text(string key) => TryText(key) ?? "";

    public string? TryText(string key) => _values.TryGetValue(key, out var found) ? found.Value.Text : null;

    /// <summary>NaN where it was refused.</summary>
    public double Number(string key) => _values.TryGetValue(key, out var found) ? found.Value.Number : double.NaN;

    /// <summary>Null where it is absent, or a word stands there.</summary>
    public double? TryNumber(string key) => Number(key) is var number && double.IsNaN(number) ? null : number;

    public bool Flag(string key) => Text(key) == "true";

    public IPEndPoint? Endpoint(string key) => _values.TryGetValue(key, out var found) ? found.Value.Endpoint : null;

    public BoundSection Section(string key) => _sections.TryGetValue(key, out var section) ? section : new BoundSection(key, Line);

    public IReadOnlyList<BoundSection> List(string key) => _lists.TryGetValue(key, out var list) ? list : [];

    /// <summary>Whether the file has it, and it was not refused.</summary>
    public bool IsGiven(string key) => _values.TryGetValue(key, out var found) && found.Line > 0;

    /// <summary>The line of a value; of the section where the value is a default.</summary>
    public int LineOf(string key) => _values.TryGetValue(key, out var found) && found.Line > 0 ? found.Line : Line;
}
