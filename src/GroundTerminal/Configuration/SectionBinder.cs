using GroundTerminal.Text;
using GroundTerminal.Yaml;

namespace GroundTerminal.Configuration;

/// <summary>Holds a YAML tree against the schema: collects every value with its origin, and everything that is wrong.</summary>
internal sealed class SectionBinder(string file)
{
    private const int MaxEntries = 1000;

    public List<ConfigurationProblem> Problems { get; } = [];

    public List<ConfigurationValue> Values { get; } = [];

    /// <summary>Binds a section; where the file does not have it, all of it is defaults.</summary>
    public BoundSection Bind(YamlMapping? mapping, IReadOnlyList<Setting> settings, string path, int line)
    {
        var bound = new BoundSection(path, mapping?.Line ?? line);
        if (mapping is not null)
            RefuseUnknownKeys(mapping, settings, path, null);
        foreach (var setting in settings)
            BindSetting(mapping, setting, bound);
        return bound;
    }

    public void Problem(int line, string path, string message) => Problems.Add(new ConfigurationProblem(line, path, message));

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;

    private static YamlEntry? Entry(YamlMapping? mapping, string key)
    {
        if (mapping is null)
            return null;
        foreach (var entry in mapping.Entries)
        {
            if (entry.Key == key)
                return entry;
        }
        return null;
    }

    private void BindSetting(YamlMapping? mapping, Setting setting, BoundSection bound)
    {
        var path = Join(bound.Path, setting.Key);
        var entry = Entry(mapping, setting.Key);
        var node = entry?.Value is YamlScalar { IsNull: true } ? null : entry?.Value;
        if (node is null && setting.Required)
            Problem(entry?.Line ?? bound.Line, path, $"is missing; give {setting.Expected}");
        else if (setting.Kind == SettingKind.Section)
            BindSection(node, setting, bound, path);
        else if (setting.Kind == SettingKind.List)
            BindList(node, setting, bound, path);
        else
            BindValue(node, setting, bound, path);
    }

    private void BindSection(YamlNode? node, Setting setting, BoundSection bound, string path)
    {
        var mapping = node as YamlMapping;
        if (node is not null && mapping is null)
            Problem(node.Line, path, $"is {node.Kind}; give keys and values");
        else if (setting.Variants is null)
            bound.Add(setting.Key, Bind(mapping, setting.Settings, path, bound.Line));
        else
            BindVariant(mapping, setting, bound, path);
    }

    private void BindVariant(YamlMapping? mapping, Setting setting, BoundSection bound, string path)
    {
        var kind = setting.Settings[0];
        var text = Entry(mapping, kind.Key)?.Value is YamlScalar { IsNull: false } scalar ? scalar.Text : kind.Default!;
        if (!setting.Variants!.TryGetValue(text, out var settings))
        {
            var only = new BoundSection(path, mapping?.Line ?? bound.Line);
            BindSetting(mapping, kind, only);
            return;
        }
        var section = new BoundSection(path, mapping?.Line ?? bound.Line);
        if (mapping is not null)
            RefuseUnknownKeys(mapping, settings, path, setting.Variants);
        foreach (var each in settings)
            BindSetting(mapping, each, section);
        bound.Add(setting.Key, section);
    }

    private void BindList(YamlNode? node, Setting setting, BoundSection bound, string path)
    {
        var sections = new List<BoundSection>();
        bound.Add(setting.Key, sections);
        if (node is null)
            return;
        if (node is not YamlSequence list || list.Items.Count > MaxEntries)
        {
            Problem(node.Line, path, node is YamlSequence ? $"has more than {MaxEntries} entries; give fewer" : $"is {node.Kind}; give {setting.Expected}");
            return;
        }
        if (setting.Required && list.Items.Count == 0)
            Problem(node.Line, path, "is empty; give at least one entry");
        foreach (var item in list.Items)
        {
            var itemPath = $"{path}[{sections.Count}]";
            if (item is YamlMapping mapping)
                sections.Add(Bind(mapping, setting.Settings, itemPath, item.Line));
            else
                Problem(item.Line, itemPath, $"is {item.Kind}; give keys and values");
        }
    }

    private void BindValue(YamlNode? node, Setting setting, BoundSection bound, string path)
    {
        if (node is null)
        {
            if (setting.Default is not { } text)
                return;
            bound.Add(setting.Key, SettingValue.Parse(setting, text, quoted: false)!, 0);
            Values.Add(new ConfigurationValue(path, text, "default"));
        }
        else if (node is not YamlScalar scalar)
        {
            Problem(node.Line, path, $"is {node.Kind}; give {setting.Expected}");
        }
        else if (SettingValue.Parse(setting, scalar.Text, scalar.Quoted) is { } value)
        {
            bound.Add(setting.Key, value, scalar.Line);
            Values.Add(new ConfigurationValue(path, value.Text, $"{file}:{scalar.Line}"));
        }
        else
        {
            RefuseValue(scalar, setting, path);
        }
    }

    private void RefuseValue(YamlScalar scalar, Setting setting, string path)
    {
        var shown = scalar.Text.Length > 60 ? scalar.Text[..60] + "…" : scalar.Text;
        shown = shown.ReplaceLineEndings(" ");
        var hint = setting.Kind == SettingKind.Choice ? NearestName.DidYouMean(scalar.Text, setting.Words, 1) : "";
        var remedy = scalar.Quoted && setting.Kind is SettingKind.Number or SettingKind.Whole or SettingKind.Flag ? "give it without quotes: " + setting.Expected : "give " + setting.Expected;
        Problem(scalar.Line, path, $"'{shown}' does not fit; {remedy}{(hint.Length > 0 ? " (" + hint + ")" : "")}");
    }

    private void RefuseUnknownKeys(YamlMapping mapping, IReadOnlyList<Setting> settings, string path, IReadOnlyDictionary<string, IReadOnlyList<Setting>>? variants)
    {
        foreach (var entry in mapping.Entries)
        {
            if (settings.Any(s => s.Key == entry.Key))
                continue;
            var other = variants?.FirstOrDefault(v => v.Value.Any(s => s.Key == entry.Key)).Key;
            var near = NearestName.DidYouMean(entry.Key, settings.Select(s => s.Key), 1);
            var remedy = other is not null ? $"it belongs to kind: {other}" : near.Length > 0 ? near : "known are " + string.Join(", ", settings.Select(s => s.Key));
            Problem(entry.Line, Join(path, entry.Key), $"is not a known key; {remedy}");
        }
    }
}
