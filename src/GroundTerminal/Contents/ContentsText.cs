using System.Globalization;
using System.Text;

namespace GroundTerminal.Contents;

/// <summary>What is inside a frame, for people.</summary>
public static class ContentsText
{
    private const int ShownPackets = 8;

    /// <summary>One line a protocol, without line ends; none where nothing is known.</summary>
    public static IEnumerable<string> Lines(FrameContents contents)
    {
        if (contents.Ax25 is { } ax25)
            yield return Ax25(ax25);
        if (contents.Csp is { } csp)
            yield return Csp(csp);
        if (contents.Tm is { } tm)
            yield return Invariant($"TM spacecraft {tm.SpacecraftId} channel {tm.VirtualChannelId} frame {tm.VirtualChannelFrameCount} of {tm.MasterChannelFrameCount}{(contents.Idle ? "  idle" : "")}");
        if (contents.Aos is { } aos)
            yield return Invariant($"AOS spacecraft {aos.SpacecraftId} channel {aos.VirtualChannelId} frame {aos.VirtualChannelFrameCount}{(aos.Replay ? "  replay" : "")}{(contents.Idle ? "  idle" : "")}");
        if (contents.SpacePackets is { } packets)
            yield return Packets(packets);
    }

    /// <summary>From whom to whom, short: call signs, or CSP addresses with their ports; null where neither is known.</summary>
    public static string? Path(Ax25Report? ax25, CspReport? csp) =>
        ax25 is not null ? $"{ax25.Source} > {ax25.Destination}" : csp is not null ? Invariant($"CSP {csp.Source}:{csp.SourcePort} > {csp.Destination}:{csp.DestinationPort}") : null;

    private static string Ax25(Ax25Report header)
    {
        var text = new StringBuilder(Path(header, null));
        foreach (var digipeater in header.Digipeaters)
            text.Append(" via ").Append(digipeater);
        text.Append("  ").Append(header.Type);
        if (header.Pid is { } pid)
            text.Append(CultureInfo.InvariantCulture, $" PID {pid:X2}");
        return text.ToString();
    }

    private static string Csp(CspReport header) =>
        Invariant($"{Path(null, header)}  priority {header.Priority}{string.Concat(header.Flags.Select(f => " " + f))}{(header.Crc32c is { } valid ? valid ? ", CRC-32C right" : ", CRC-32C wrong" : "")}");

    private static string Packets(IReadOnlyList<SpacePacketReport> packets)
    {
        var shown = packets.Take(ShownPackets).Select(p => Invariant($"{(p.Idle ? "idle" : $"APID {p.Apid} #{p.SequenceCount}")} {p.Length} bytes"));
        var more = packets.Count > ShownPackets ? Invariant($", and {packets.Count - ShownPackets} more") : "";
        return $"packets {string.Join(", ", shown)}{more}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
