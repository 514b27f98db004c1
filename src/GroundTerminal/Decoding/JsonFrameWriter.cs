using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Frames as JSON, one object a line; docs/decode-json.md describes it.</summary>
public sealed class JsonFrameWriter : IFrameWriter
{
    private readonly Stream _output;
    private readonly double _sampleRateHz;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    public JsonFrameWriter(Stream output, double sampleRateHz)
    {
        (_output, _sampleRateHz) = (output, sampleRateHz);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        WriteObject(frame);
        _json.Flush();
        _line.Write("\n"u8);
        _output.Write(_line.WrittenSpan);
        _output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    private void WriteObject(Frame frame)
    {
        _json.WriteStartObject();
        WriteText("satellite", frame.Satellite.Length == 0 ? null : frame.Satellite);
        _json.WriteString("transmitter", frame.Transmitter);
        _json.WriteString("framing", frame.Framing);
        WriteText("time", frame.Time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        _json.WriteNumber("sample", frame.Sample);
        WriteNumber("seconds", frame.Sample / _sampleRateHz, 6);
        WriteNumber("snrDb", frame.SnrDb, 2);
        WriteNumber("frequencyOffsetHz", frame.FrequencyOffsetHz, 1);
        WriteNumber("timingOffsetPpm", frame.TimingOffsetPpm, 1);
        _json.WriteBoolean("inverted", frame.Inverted);
        _json.WriteNumber("correctedBits", frame.CorrectedBits);
        _json.WriteBoolean("headerPlausible", frame.HeaderPlausible);
        _json.WriteNumber("length", frame.Payload.Length);
        _json.WriteString("payload", Convert.ToHexStringLower(frame.Payload));
        if (frame.Framing.StartsWith("AX.25", StringComparison.Ordinal) && Ax25Header.TryParse(frame.Payload, out var header))
            WriteHeader(header!);
        _json.WriteEndObject();
    }

    private void WriteHeader(Ax25Header header)
    {
        _json.WriteStartObject("ax25");
        _json.WriteString("source", header.Source);
        _json.WriteString("destination", header.Destination);
        _json.WriteStartArray("digipeaters");
        foreach (var digipeater in header.Digipeaters)
            _json.WriteStringValue(digipeater);
        _json.WriteEndArray();
        _json.WriteString("type", header.FrameType);
        _json.WriteNumber("control", header.Control);
        if (header.Pid is { } pid)
            _json.WriteNumber("pid", pid);
        else
            _json.WriteNull("pid");
        _json.WriteEndObject();
    }

    private void WriteText(string key, string? value)
    {
        if (value is null)
            _json.WriteNull(key);
        else
            _json.WriteString(key, value);
    }

    private void WriteNumber(string key, double value, int digits)
    {
        // Adding zero makes −0 plain 0.
        if (double.IsFinite(value))
            _json.WriteNumber(key, Math.Round(value, digits) + 0.0);
        else
            _json.WriteNull(key);
    }
}
