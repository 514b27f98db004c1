using System.Globalization;
using GroundTerminal.Devices;
using GroundTerminal.Station;
using GroundTerminal.Text;
using GroundTerminal.Yaml;

namespace GroundTerminal.Satellites;

/// <summary>Reads SatYAML: the files that gr-satellites describes satellites with.</summary>
/// <remarks>gr-satellites manual, "SatYAML files". What only steers telemetry parsing (<c>data</c>, <c>telemetry_servers</c>) is skipped;
/// a transmitter's keys that are not known here are kept as options.</remarks>
public static class SatYaml
{
    private static readonly string[] TopLevelKeys = ["name", "alternative_names", "norad", "telemetry_servers", "data", "transports", "transmitters"];

    /// <summary>Reads a file, or all .yml and .yaml files of a directory in the order of their names.</summary>
    /// <exception cref="InputException">A file cannot be read or is not SatYAML; the message has file, line, key and remedy.</exception>
    public static SatelliteCatalog Load(string fileOrDirectory)
    {
        if (!Directory.Exists(fileOrDirectory))
            return new SatelliteCatalog([Read(YamlReader.ReadFile(fileOrDirectory), fileOrDirectory)]);
        var files = new List<string>();
        foreach (var file in Directory.EnumerateFiles(fileOrDirectory))
        {
            if (Path.GetExtension(file) is ".yml" or ".yaml")
                files.Add(file);
        }
        if (files.Count == 0)
            throw InputException.For(fileOrDirectory, "has no .yml files", "SatYAML files");
        files.Sort(StringComparer.Ordinal);
        return new SatelliteCatalog(files.ConvertAll(file => Read(YamlReader.ReadFile(file), file)));
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="InputException">It is not SatYAML.</exception>
    public static Spacecraft Parse(string text, string file) => Read(YamlReader.AsMapping(YamlReader.Parse(text, file), file), file);

    private static Spacecraft Read(YamlMapping root, string file)
    {
        foreach (var entry in root.Entries)
        {
            if (!TopLevelKeys.Contains(entry.Key))
                throw Bad(file, entry.Line, entry.Key, "is not a key of SatYAML", $"remove it{Hint(entry.Key)}");
        }
        var transports = Mapping(root, "transports", file);
        var transmitters = Mapping(root, "transmitters", file) ?? throw Missing(file, root, "transmitters", "name at least one, with frequency, modulation, baudrate and framing");
        var list = new List<Transmitter>(transmitters.Entries.Count);
        foreach (var entry in transmitters.Entries)
            list.Add(ReadTransmitter(entry, transports, file));
        return new Spacecraft
        {
            Name = Text(root, "name", file) ?? throw Missing(file, root, "name", "give the satellite's name"),
            Norad = (int)(Number(root, "norad", file, 0, 999_999_999) ?? throw Missing(file, root, "norad", "give the satellite's NORAD number")),
            AlternativeNames = Texts(root, "alternative_names", file),
            Transmitters = list,
        };
    }

    private static Transmitter ReadTransmitter(YamlEntry entry, YamlMapping? transports, string file)
    {
        if (entry.Value is not YamlMapping keys)
            throw Bad(file, entry.Line, entry.Key, $"is {entry.Value.Kind}", "give it frequency, modulation, baudrate and framing");
        return new Transmitter
        {
            Name = entry.Key,
            FrequencyHz = Number(keys, "frequency", file, 0, 1e12) ?? throw Missing(file, keys, "frequency", "give the carrier frequency in Hz"),
            Modulation = Text(keys, "modulation", file) ?? throw Missing(file, keys, "modulation", "for instance FSK"),
            BaudRate = Number(keys, "baudrate", file, 1, 1e9) ?? throw Missing(file, keys, "baudrate", "give the symbol rate in baud"),
            DeviationHz = Number(keys, "deviation", file, -1e9, 1e9),
            AudioCarrierHz = Number(keys, "af_carrier", file, 0, 1e9),
            Framing = Text(keys, "framing", file) ?? throw Missing(file, keys, "framing", "for instance AX.25 G3RUH"),
            Transport = Transport(keys, transports, file),
            Options = Options(keys),
        };
    }

    private static string Transport(YamlMapping keys, YamlMapping? transports, string file)
    {
        if (Texts(keys, "transports", file) is not [var name, ..])
            return "";
        if (transports?.Find(name) is not YamlMapping transport)
            throw Bad(file, keys.Line, "transports", $"'{name}' is not defined", "define it under the top level's transports, with its protocol");
        return Text(transport, "protocol", file) ?? throw Missing(file, transport, "protocol", "for instance KISS");
    }

    private static Dictionary<string, string> Options(YamlMapping keys)
    {
        var options = new Dictionary<string, string>();
        foreach (var entry in keys.Entries)
        {
            if (entry.Value is YamlScalar { IsNull: false } value
                && entry.Key is not ("frequency" or "modulation" or "baudrate" or "deviation" or "af_carrier" or "framing" or "transports" or "data" or "additional_data"))
                options[entry.Key] = value.Text;
        }
        return options;
    }

    private static YamlMapping? Mapping(YamlMapping parent, string key, string file) => parent.Find(key) switch
    {
        null => null,
        YamlMapping mapping => mapping,
        var other => throw Bad(file, other.Line, key, $"is {other.Kind}", "give names, each with its keys"),
    };

    private static string? Text(YamlMapping parent, string key, string file) => parent.Find(key) switch
    {
        null => null,
        YamlScalar scalar => scalar.Text,
        var other => throw Bad(file, other.Line, key, $"is {other.Kind}", "give a single text"),
    };

    private static double? Number(YamlMapping parent, string key, string file, double min, double max)
    {
        if (parent.Find(key) is not { } node)
            return null;
        if (node is YamlScalar { Quoted: false } scalar && double.TryParse(scalar.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        var found = node is YamlScalar wrong ? $"'{wrong.Text}' is not a number from {min} to {max}" : $"is {node.Kind}";
        throw Bad(file, node.Line, key, found, "give a number, for instance 437.5e+6");
    }

    private static List<string> Texts(YamlMapping parent, string key, string file)
    {
        var texts = new List<string>();
        if (parent.Find(key) is not { } node)
            return texts;
        if (node is not YamlSequence sequence)
            throw Bad(file, node.Line, key, $"is {node.Kind}", "give a list: lines that begin with '- '");
        foreach (var item in sequence.Items)
            texts.Add(item is YamlScalar scalar ? scalar.Text : throw Bad(file, item.Line, key, $"an entry is {item.Kind}", "give single texts"));
        return texts;
    }

    private static string Hint(string key) => NearestName.DidYouMean(key, TopLevelKeys, 1) is { Length: > 0 } hint ? $", or {hint}" : "";

    private static InputException Missing(string file, YamlMapping where, string key, string remedy) => Bad(file, where.Line, key, "is missing", remedy);

    private static InputException Bad(string file, int line, string key, string wrong, string remedy) => new($"{file}:{line}: {key}: {wrong}; {remedy}");
}
