using System.Globalization;
using System.Text.Json;

namespace GroundTerminal.Devices;

/// <summary>What a SigMF metadata file says of its samples.</summary>
/// <remarks>SigMF Specification 1.2, §Global and §Captures; annotations and extensions are not read.</remarks>
public sealed record SigMfMetadata
{
    /// <summary>core:datatype.</summary>
    public required SampleFormat Format { get; init; }

    /// <summary>core:sample_rate, Hz; null where absent.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>core:dataset: name of the file with the samples, where it is not the usual one.</summary>
    public string? Dataset { get; init; }

    /// <summary>Bytes before the first sample (core:header_bytes of the first capture).</summary>
    public long HeaderBytes { get; init; }

    /// <summary>Bytes after the last sample (core:trailing_bytes).</summary>
    public long TrailingBytes { get; init; }

    /// <summary>The captures, in order; the first begins at sample 0.</summary>
    public required IReadOnlyList<SampleSegment> Captures { get; init; }

    /// <param name="json">The metadata file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is not JSON, or not SigMF, or says something that is not possible here.</exception>
    public static SigMfMetadata Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(SkipByteOrderMark(json), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return new Reader(name).Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new InputException($"{name}: line {e.LineNumber + 1}: is not JSON; expected SigMF metadata", e);
        }
        catch (InvalidOperationException e)
        {
            // JSON strings that are not UTF-8 or hold half a surrogate pair.
            throw new InputException($"{name}: has a text that is not Unicode; expected SigMF metadata", e);
        }
    }

    private static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json;

    private readonly struct Reader(string name)
    {
        public SigMfMetadata Read(JsonElement root)
        {
            var global = Object(root, "global") ?? throw Bad("has no 'global' object", "SigMF metadata");
            if (Text(global, "core:datatype") is not { } datatype)
                throw Bad("has no core:datatype", "the format of the samples, for instance cf32_le");
            if (!SampleFormat.TryParse(datatype, out var format))
                throw Bad($"core:datatype '{datatype}' is not known", "one of " + SampleFormat.Choices);
            if ((Whole(global, "core:num_channels") ?? 1) is not 1 and var channels)
                throw Bad($"core:num_channels is {channels}", "1: split the recording into one file a channel");
            var rate = Number(global, "core:sample_rate");
            if (rate is { } r && !(r > 0 && r <= 1e12))
                throw Bad($"core:sample_rate is {r.ToString(CultureInfo.InvariantCulture)}", "a sample rate above 0 Hz");
            var captures = Captures(root, out var headerBytes);
            return new SigMfMetadata
            {
                Format = format,
                SampleRateHz = rate,
                Dataset = Text(global, "core:dataset"),
                HeaderBytes = headerBytes,
                TrailingBytes = Whole(global, "core:trailing_bytes") ?? 0,
                Captures = captures,
            };
        }

        private List<SampleSegment> Captures(JsonElement root, out long headerBytes)
        {
            headerBytes = 0;
            var list = new List<SampleSegment>();
            if (!root.TryGetProperty("captures", out var captures))
                return list;
            if (captures.ValueKind != JsonValueKind.Array)
                throw Bad("'captures' is not a list", "a list of objects");
            foreach (var capture in captures.EnumerateArray())
            {
                if (capture.ValueKind != JsonValueKind.Object)
                    throw Bad("a capture is not an object", "an object with core:sample_start");
                var header = Whole(capture, "core:header_bytes") ?? 0;
                if (list.Count == 0)
                    headerBytes = header;
                else if (header != 0)
                    throw Bad($"capture {list.Count} has core:header_bytes", "header bytes before the first capture only");
                list.Add(Capture(capture, list));
            }
            return list;
        }

        private SampleSegment Capture(JsonElement capture, List<SampleSegment> before)
        {
            var start = Whole(capture, "core:sample_start") ?? throw Bad($"capture {before.Count} has no core:sample_start", "the index of its first sample");
            // core:offset and recordings that were cut out of longer ones may start elsewhere than 0: the first sample in the file is 0 here.
            if (before.Count > 0 && start < before[^1].FirstSample)
                throw Bad($"capture {before.Count} starts before the one before it", "captures in the order of core:sample_start");
            var frequency = Number(capture, "core:frequency");
            return new SampleSegment(before.Count == 0 ? 0 : start, frequency, Time(capture, before.Count)) { StreamIndex = Whole(capture, "core:global_index") };
        }

        private DateTimeOffset? Time(JsonElement capture, int index)
        {
            if (Text(capture, "core:datetime") is not { Length: > 0 } text)
                return null;
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
                return time;
            throw Bad($"capture {index}: core:datetime '{text}' is not a time", "UTC as 2026-01-31T12:00:00.5Z");
        }

        private JsonElement? Object(JsonElement parent, string key)
        {
            if (parent.ValueKind != JsonValueKind.Object)
                throw Bad("is not a JSON object", "SigMF metadata");
            return parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;
        }

        private string? Text(JsonElement parent, string key)
        {
            if (!parent.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
                return null;
            return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Bad($"{key} is not a text", "a JSON string");
        }

        private double? Number(JsonElement parent, string key)
        {
            if (!parent.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
                return null;
            return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
                ? number
                : throw Bad($"{key} is not a number", "a JSON number");
        }

        // Some writers put whole numbers down as 0.0.
        private long? Whole(JsonElement parent, string key)
        {
            if (Number(parent, key) is not { } number)
                return null;
            return number >= 0 && number <= 1L << 53 && number == Math.Floor(number) ? (long)number : throw Bad($"{key} is not a whole number from 0", "a count");
        }

        private InputException Bad(string wrong, string expected) => InputException.For(name, wrong, expected);
    }
}
