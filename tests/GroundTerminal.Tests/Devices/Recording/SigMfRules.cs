using System.Text.Json;
using System.Text.RegularExpressions;

namespace GroundTerminal.Tests.Devices.Recording;

/// <summary>What sigmf-schema.json of SigMF 1.2.2 and the specification's text ask of metadata, field by field.</summary>
internal static partial class SigMfRules
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> Global = new()
    {
        ["core:datatype"] = v => DataType().IsMatch(v.GetString()!),
        ["core:sample_rate"] = v => v.GetDouble() is >= 1 and <= 1e12,
        ["core:version"] = v => v.GetString()!.Split('.').Length == 3,
        ["core:recorder"] = IsText,
        ["core:description"] = IsText,
        ["core:hw"] = IsText,
        ["core:author"] = IsText,
        ["core:dataset"] = v => IsText(v) && !v.GetString()!.Contains('/'),
    };

    private static readonly Dictionary<string, Func<JsonElement, bool>> Capture = new()
    {
        ["core:sample_start"] = IsCount,
        ["core:global_index"] = IsCount,
        ["core:header_bytes"] = IsCount,
        ["core:frequency"] = v => Math.Abs(v.GetDouble()) <= 1e12,
        ["core:datetime"] = v => DateTime().IsMatch(v.GetString()!),
    };

    private static readonly Dictionary<string, Func<JsonElement, bool>> Annotation = new()
    {
        ["core:sample_start"] = IsCount,
        ["core:sample_count"] = IsCount,
        ["core:freq_lower_edge"] = v => Math.Abs(v.GetDouble()) <= 1e12,
        ["core:freq_upper_edge"] = v => Math.Abs(v.GetDouble()) <= 1e12,
        ["core:label"] = IsText,
        ["core:comment"] = IsText,
        ["core:generator"] = IsText,
    };

    public static void Check(JsonElement meta)
    {
        Assert.Equal(["global", "captures", "annotations"], meta.EnumerateObject().Select(p => p.Name));
        CheckObject(meta.GetProperty("global"), Global, ["core:datatype", "core:version"]);
        long last = -1;
        foreach (JsonElement capture in meta.GetProperty("captures").EnumerateArray())
        {
            CheckObject(capture, Capture, ["core:sample_start"]);
            Assert.True(capture.GetProperty("core:sample_start").GetInt64() > last);
            last = capture.GetProperty("core:sample_start").GetInt64();
        }
        last = 0;
        foreach (JsonElement annotation in meta.GetProperty("annotations").EnumerateArray())
        {
            CheckObject(annotation, Annotation, ["core:sample_start"]);
            Assert.Equal(annotation.TryGetProperty("core:freq_lower_edge", out _), annotation.TryGetProperty("core:freq_upper_edge", out _));
            Assert.True(annotation.GetProperty("core:sample_start").GetInt64() >= last);
            last = annotation.GetProperty("core:sample_start").GetInt64();
        }
    }

    private static void CheckObject(JsonElement value, Dictionary<string, Func<JsonElement, bool>> rules, string[] required)
    {
        Assert.All(required, name => Assert.True(value.TryGetProperty(name, out _), name));
        foreach (JsonProperty property in value.EnumerateObject())
            Assert.True(rules[property.Name](property.Value), $"{property.Name}: {property.Value}");
    }

    private static bool IsText(JsonElement value) => value.GetString() is { Length: > 0 };

    private static bool IsCount(JsonElement value) => value.TryGetUInt64(out _);

    [GeneratedRegex("^(c|r)(f32|f64|i32|i16|u32|u16|i8|u8)(_le|_be)?$")]
    private static partial Regex DataType();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex DateTime();
}
