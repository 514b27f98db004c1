using System.Buffers;
using System.Text.Json;
using GroundTerminal.Text;

namespace GroundTerminal.Decoding;

/// <summary>What <c>--auto</c> found, as one JSON object; docs/decode-auto.md describes it.</summary>
public static class AutoJson
{
    /// <summary>UTF-8, with a line break at the end.</summary>
    public static byte[] Of(AutoReport report)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = LeastJsonEscaping.Shared, Indented = true }))
            Write(json, report);
        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, AutoReport report)
    {
        json.WriteStartObject();
        json.WriteString("recording", report.Options.Input);
        json.WriteNumber("secondsSearched", Math.Round(report.SecondsSearched, 3));
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
            Write(json, report, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AutoReport report, AutoFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("confidence", AutoText.Word(finding.Confidence));
        json.WriteString("modulation", finding.Hypothesis.Modulation);
        json.WriteNumber("baudRate", finding.Hypothesis.BaudRate);
        json.WriteNumber("measuredBaudRate", Math.Round(finding.MeasuredBaudRate, 2));
        Number(json, "deviationHz", finding.Hypothesis.DeviationHz);
        Number(json, "audioCarrierHz", finding.Hypothesis.AudioCarrierHz);
        json.WriteString("framing", finding.Framing?.Choice.Name);
        json.WriteStartObject("framingOptions");
        foreach (var (key, value) in finding.Framing?.Options ?? new Dictionary<string, string>())
            json.WriteString(key, value);
        json.WriteEndObject();
        Number(json, "frequencyOffsetHz", finding.FrequencyHz);
        Number(json, "frequencyHz", report.CenterFrequencyHz + finding.FrequencyHz);
        Number(json, "snrDb", finding.EsN0Db);
        Number(json, "evidenceBits", finding.EvidenceBits);
        json.WriteNumber("frames", finding.Frames);
        json.WriteString("command", report.Command(finding));
        Satellites(json, finding);
        json.WriteEndObject();
    }

    private static void Satellites(Utf8JsonWriter json, AutoFinding finding)
    {
        json.WriteStartArray("transmitters");
        foreach (var (satellite, transmitter) in finding.Transmitters)
        {
            json.WriteStartObject();
            json.WriteNumber("norad", satellite.Norad);
            json.WriteString("satellite", satellite.Name);
            json.WriteString("transmitter", transmitter.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(key, Math.Round(number, 1) + 0.0);
        else
            json.WriteNull(key);
    }
}
