using System.Buffers;
using System.Globalization;
using System.Text.Json;
using GroundTerminal.Coding.Files;
using GroundTerminal.Contents;
using GroundTerminal.Text;

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
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = LeastJsonEscaping.Shared });
    }

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        WriteObject(decoded);
        _json.Flush();
        _line.Write("\n"u8);
        _output.Write(_line.WrittenSpan);
        _output.Flush();
    }

    /// <inheritdoc/>
    /// <remarks>A line is a frame: these files have none.</remarks>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    private void WriteObject(DecodedFrame decoded)
    {
        var frame = decoded.Frame;
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
        _json.WriteBoolean("checked", frame.Checked);
        _json.WriteNumber("length", frame.Payload.Length);
        _json.WriteString("payload", Convert.ToHexStringLower(frame.Payload));
        ContentsJson.Write(_json, ContentsReader.Read(frame.Framing, frame.Payload));
        if (decoded.Packets is { } packets)
            WritePackets(packets);
        if (decoded.Files.Count > 0)
            WriteFiles(decoded.Files);
        _json.WriteEndObject();
    }

    private void WritePackets(IReadOnlyList<byte[]> packets)
    {
        _json.WriteStartArray("packets");
        foreach (var packet in packets)
            _json.WriteStringValue(Convert.ToHexStringLower(packet));
        _json.WriteEndArray();
    }

    private void WriteFiles(IReadOnlyList<ReceivedFile> files)
    {
        _json.WriteStartArray("files");
        foreach (var file in files)
        {
            _json.WriteStartObject();
            _json.WriteString("name", file.Name);
            _json.WriteNumber("length", file.Bytes.Length);
            _json.WriteBoolean("complete", file.Complete);
            _json.WriteStartArray("gaps");
            foreach (var gap in file.Gaps)
            {
                _json.WriteStartObject();
                _json.WriteNumber("start", gap.Start);
                _json.WriteNumber("length", gap.Length);
                _json.WriteEndObject();
            }
            _json.WriteEndArray();
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
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
