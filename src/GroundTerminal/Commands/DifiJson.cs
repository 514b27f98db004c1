using System.Globalization;
using System.Text.Json;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary>An inspection as one JSON object.</summary>
internal static class DifiJson
{
    public static string Of(DifiInspection inspection) => JsonLines.Of(json =>
    {
        json.WriteString("format", inspection.Kind);
        json.WriteNumber("frames", inspection.Frames);
        foreach (var (name, kind) in DifiNames.Kinds)
            json.WriteNumber(name, inspection.Kinds.GetValueOrDefault(kind));
        json.WriteNumber("foreignDatagrams", inspection.Foreign);
        if (inspection.Truncation is { } truncation)
            json.WriteString("truncation", truncation);
        WriteMalformed(json, inspection);
        json.WriteStartArray("streams");
        foreach (DifiStreamSummary stream in inspection.Streams)
            Write(json, stream);
        json.WriteEndArray();
    });

    private static void WriteMalformed(Utf8JsonWriter json, DifiInspection inspection)
    {
        json.WriteStartArray("malformed");
        foreach (var (reason, (count, first)) in inspection.Malformed)
        {
            json.WriteStartObject();
            json.WriteString("reason", reason);
            json.WriteNumber("packets", count);
            json.WriteNumber("firstFrame", first);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, DifiStreamSummary stream)
    {
        json.WriteStartObject();
        json.WriteString("route", stream.Route);
        Number(json, "streamId", stream.StreamId);
        if (stream.Oui is { } oui)
            json.WriteString("oui", oui.ToString("X6", CultureInfo.InvariantCulture));
        json.WriteStartArray("classes");
        foreach (var (information, packet) in stream.Classes)
        {
            json.WriteStartObject();
            json.WriteNumber("information", information);
            json.WriteNumber("packet", packet);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("packets");
        foreach (var (type, count) in stream.Packets)
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(type.ToString()), count);
        json.WriteNumber("version", stream.VersionPackets);
        json.WriteEndObject();
        WriteContext(json, stream);
        WriteData(json, stream);
        json.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter json, DifiStreamSummary stream)
    {
        if (stream.Version is { } version)
            json.WriteString("version", $"VITA 49 version code {version.VitaVersion}, software of day {version.Day} of {version.Year}, revision {version.Revision}, type {version.DeviceType}, ICD {version.IcdVersion}");
        if (stream.Context is not { } context)
            return;
        json.WriteStartObject("context");
        Number(json, "sampleRateHz", context.SampleRateHz);
        Number(json, "bits", context.Bits);
        Number(json, "bandwidthHz", context.BandwidthHz);
        Number(json, "rfFrequencyHz", context.RfFrequencyHz);
        Number(json, "ifFrequencyHz", context.IfFrequencyHz);
        Number(json, "ifBandOffsetHz", context.IfBandOffsetHz);
        Number(json, "referencePoint", context.ReferencePoint);
        Number(json, "referenceLevelDbm", context.ReferenceLevelDbm);
        Number(json, "scalingDbfs", context.ScalingDbfs);
        Number(json, "gain1Db", context.Gain1Db);
        Number(json, "gain2Db", context.Gain2Db);
        Number(json, "timeAdjustmentFs", context.TimeAdjustmentFs);
        Number(json, "calibrationTime", context.CalibrationTime);
        foreach (var (name, bit) in DifiNames.Indicators)
        {
            if (context.Indicator(bit) is { } value)
                json.WriteBoolean(name, value);
        }
        json.WriteNumber("changes", stream.ContextChanges);
        json.WriteNumber("missing", stream.ContextGaps);
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, DifiStreamSummary stream)
    {
        PacketCounters counters = stream.Counters;
        if (counters.Packets == 0)
            return;
        json.WriteStartObject("data");
        json.WriteString("seconds", DifiNames.SecondsTypes[stream.SecondsType]);
        json.WriteString("fraction", DifiNames.FractionTypes[stream.FractionType]);
        Time(json, "first", stream.First);
        Time(json, "last", stream.Last);
        json.WriteNumber("payloadBytesLeast", stream.PayloadBytes.Least);
        json.WriteNumber("payloadBytesMost", stream.PayloadBytes.Most);
        json.WriteNumber("gaps", counters.Gaps);
        json.WriteNumber("lostPackets", counters.LostPackets);
        if (stream.SamplesAreKnown)
        {
            json.WriteNumber("samples", counters.Samples);
            json.WriteNumber("lostSamples", counters.LostSamples);
        }
        json.WriteNumber("duplicates", counters.Duplicates);
        json.WriteNumber("reordered", counters.Reordered);
        json.WriteNumber("late", counters.Late);
        json.WriteNumber("restarts", counters.Restarts);
        json.WriteStartArray("gapList");
        foreach (var (before, packets, samples) in stream.Gaps)
        {
            json.WriteStartObject();
            Time(json, "before", before);
            json.WriteNumber("packets", packets);
            if (stream.SamplesAreKnown)
                json.WriteNumber("samples", samples);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static void Time(Utf8JsonWriter json, string name, VitaTime? time)
    {
        if (time is { } at)
            json.WriteString(name, DifiNames.Time(at));
    }
}
