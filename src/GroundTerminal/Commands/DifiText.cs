using System.Globalization;
using System.Text;
using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Commands;

/// <summary>An inspection for people.</summary>
internal static class DifiText
{
    public static string Of(DifiInspection inspection)
    {
        var text = new StringBuilder();
        Line(text, $"{inspection.Kind}: {inspection.Frames} frames, {inspection.Kinds.GetValueOrDefault(DatagramKind.Udp)} UDP datagrams");
        foreach (var (name, kind) in DifiNames.Kinds[1..])
        {
            if (inspection.Kinds.GetValueOrDefault(kind) is var count and > 0)
                Line(text, $"{name}: {count}");
        }
        if (inspection.Foreign > 0)
            Line(text, $"datagrams that are no VITA 49 packets: {inspection.Foreign}");
        foreach (var (reason, (count, first)) in inspection.Malformed)
            Line(text, $"malformed: {count} × {reason}, first in frame {first}");
        if (inspection.Truncation is { } truncation)
            Line(text, $"{truncation}");
        foreach (DifiStreamSummary stream in inspection.Streams)
            Describe(text, stream);
        if (inspection.Streams.Count == 0)
            Line(text, $"no VITA 49 streams; if they use another port than {DifiCommand.StandardPort}, give --port");
        return text.ToString();
    }

    private static void Describe(StringBuilder text, DifiStreamSummary stream)
    {
        Line(text, $"stream {(stream.StreamId is { } id ? $"0x{id:X}" : "without id")}  {stream.Route}{(stream.Oui is { } oui ? $"  OUI {oui:X6}" : "")}");
        Line(text, $"  packets: {string.Join(", ", stream.Packets.Select(p => $"{p.Value} {p.Key}"))}; {stream.VersionPackets} of them version");
        Line(text, $"  classes (information/packet): {string.Join(", ", stream.Classes.Select(c => $"{c.Information}/{c.Packet}"))}");
        if (stream.Context is { } context)
        {
            Line(text, $"  {context.SampleRateHz:0.###} S/s, {(context.Bits is { } bits ? $"{bits} bits" : "a format that DIFI does not have")}, bandwidth {context.BandwidthHz:0.###} Hz");
            Line(text, $"  RF {context.RfFrequencyHz:0.###} Hz, IF {context.IfFrequencyHz:0.###} Hz, offset {context.IfBandOffsetHz:0.###} Hz, level {context.ReferenceLevelDbm:0.##} dBm, gain {context.Gain1Db:0.##} and {context.Gain2Db:0.##} dB, reference point {context.ReferencePoint}");
            Line(text, $"  {string.Join(", ", DifiNames.Indicators.Where(i => context.Indicator(i.Bit) is not null).Select(i => $"{i.Name} {(context.Indicator(i.Bit) == true ? "yes" : "no")}"))}");
        }
        PacketCounters counters = stream.Counters;
        if (counters.Packets == 0)
            return;
        Line(text, $"  {(stream.First is { } first ? DifiNames.Time(first) : "?")} to {(stream.Last is { } last ? DifiNames.Time(last) : "?")}, {DifiNames.SecondsTypes[stream.SecondsType]} and {DifiNames.FractionTypes[stream.FractionType]}");
        Line(text, $"  gaps {counters.Gaps}, lost {counters.LostPackets} packets{(stream.SamplesAreKnown ? $" ({counters.LostSamples} samples)" : "")}, duplicates {counters.Duplicates}, reordered {counters.Reordered}, late {counters.Late}");
        foreach (var (before, packets, samples) in stream.Gaps.Take(10))
            Line(text, $"    {packets} packets{(stream.SamplesAreKnown ? $" ({samples} samples)" : "")} before {(before is { } at ? DifiNames.Time(at) : "?")}");
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
