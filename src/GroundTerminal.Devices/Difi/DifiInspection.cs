namespace GroundTerminal.Devices.Difi;

/// <summary>What a capture holds.</summary>
public sealed class DifiInspection
{
    /// <summary>pcap or pcapng.</summary>
    public required string Kind { get; init; }

    /// <summary>Frames.</summary>
    public long Frames { get; internal set; }

    /// <summary>Frames by what they hold.</summary>
    public Dictionary<DatagramKind, long> Kinds { get; } = [];

    /// <summary>Datagrams that are no VITA 49 packets and were not sent to DIFI's port.</summary>
    public long Foreign { get; internal set; }

    /// <summary>Datagrams sent to DIFI's port that make no sense, by the reason; with the number of the first frame.</summary>
    public Dictionary<string, (long Count, long FirstFrame)> Malformed { get; } = [];

    /// <summary>Streams in the order of their first packets.</summary>
    public List<DifiStreamSummary> Streams { get; } = [];

    /// <summary>Where the file ends in the midst of a frame; null where it does not.</summary>
    public string? Truncation { get; internal set; }
}
