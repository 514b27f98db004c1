using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GroundTerminal.Devices.Recording;

/// <summary>Writes the metadata of a recording.</summary>
/// <remarks>SigMF Specification 1.2.2: Global, Captures and Annotations Objects; samples in a WAV or raw file are a Non-Conforming Dataset (core:dataset, core:header_bytes).</remarks>
internal static class SigMfWriter
{
    /// <summary>Version of the specification.</summary>
    public const string Version = "1.2.2";

    /// <summary>What recordings are known as ours by.</summary>
    public const string Recorder = "GroundTerminal";

    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(RecorderOptions options, string dataFile, IEnumerable<RecordingCapture> captures, IEnumerable<RecordingAnnotation> annotations, long samples)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            WriteGlobal(json, options, dataFile);
            json.WriteStartArray("captures");
            foreach (RecordingCapture capture in captures)
                WriteCapture(json, options, capture);
            json.WriteEndArray();
            json.WriteStartArray("annotations");
            foreach (RecordingAnnotation annotation in annotations.OrderBy(a => a.FirstSample))
                WriteAnnotation(json, annotation, samples);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteGlobal(Utf8JsonWriter json, RecorderOptions options, string dataFile)
    {
        json.WriteStartObject("global");
        json.WriteString("core:datatype", options.Format.Samples.ToString());
        json.WriteNumber("core:sample_rate", options.SampleRateHz);
        json.WriteString("core:version", Version);
        json.WriteString("core:recorder", $"{Recorder} {typeof(SigMfWriter).Assembly.GetName().Version?.ToString(3)}");
        json.WriteString("core:description", $"Station {options.Station}");
        json.WriteString("core:hw", options.Hardware);
        if (options.Author is { Length: > 0 } author)
            json.WriteString("core:author", author);
        if (options.Format.Extension != ".sigmf-data")
            json.WriteString("core:dataset", Path.GetFileName(dataFile));
        json.WriteEndObject();
    }

    private static void WriteCapture(Utf8JsonWriter json, RecorderOptions options, RecordingCapture capture)
    {
        json.WriteStartObject();
        json.WriteNumber("core:sample_start", capture.FirstSample);
        json.WriteNumber("core:global_index", capture.StreamIndex);
        json.WriteNumber("core:frequency", options.CenterFrequencyHz);
        json.WriteString("core:datetime", capture.Utc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        if (capture.FirstSample == 0 && options.Format.HeaderBytes > 0)
            json.WriteNumber("core:header_bytes", options.Format.HeaderBytes);
        json.WriteEndObject();
    }

    private static void WriteAnnotation(Utf8JsonWriter json, RecordingAnnotation annotation, long samples)
    {
        json.WriteStartObject();
        json.WriteNumber("core:sample_start", annotation.FirstSample);
        json.WriteNumber("core:sample_count", Math.Clamp(annotation.Samples ?? long.MaxValue, 0, Math.Max(0, samples - annotation.FirstSample)));
        if (annotation.EdgesHz is var (lower, upper))
        {
            json.WriteNumber("core:freq_lower_edge", Math.Round(lower, 1));
            json.WriteNumber("core:freq_upper_edge", Math.Round(upper, 1));
        }
        json.WriteString("core:label", annotation.Label);
        json.WriteString("core:comment", annotation.Comment);
        json.WriteString("core:generator", Recorder);
        json.WriteEndObject();
    }
}
