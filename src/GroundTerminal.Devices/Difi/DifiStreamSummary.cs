namespace GroundTerminal.Devices.Difi;

/// <summary>What a capture holds of one stream.</summary>
/// <param name="route">From where to where.</param>
/// <param name="streamId">Its id; null where its packets have none.</param>
public sealed class DifiStreamSummary(string route, uint? streamId)
{
    private const int MostGaps = 100;

    /// <summary>From where to where.</summary>
    public string Route { get; } = route;

    /// <summary>Its id.</summary>
    public uint? StreamId { get; } = streamId;

    /// <summary>Organization of its classes; null where its packets have none.</summary>
    public uint? Oui { get; internal set; }

    /// <summary>Information classes and packet classes.</summary>
    public SortedSet<(int Information, int Packet)> Classes { get; } = [];

    /// <summary>Packets by their type.</summary>
    public SortedDictionary<VitaPacketType, long> Packets { get; } = [];

    /// <summary>Version packets, which are among those.</summary>
    public long VersionPackets { get; internal set; }

    /// <summary>What the last version packet says.</summary>
    public DifiVersion? Version { get; internal set; }

    /// <summary>The last context; null where there is none.</summary>
    public DifiContext? Context { get; internal set; }

    /// <summary>Context packets that say something else than the one before.</summary>
    public long ContextChanges { get; internal set; }

    /// <summary>Context packets missing by their count; whole rounds of 16 do not show.</summary>
    public long ContextGaps { get; internal set; }

    /// <summary>The earliest time stamp of a data packet.</summary>
    public VitaTime? First { get; internal set; }

    /// <summary>The latest.</summary>
    public VitaTime? Last { get; internal set; }

    /// <summary>Integer seconds: 1 UTC, 2 GPS, 3 POSIX.</summary>
    public int SecondsType { get; internal set; }

    /// <summary>Fraction: 1 sample count, 2 picoseconds, 3 free running.</summary>
    public int FractionType { get; internal set; }

    /// <summary>Lengths of data packets, bytes of payload: least and most.</summary>
    public (int Least, int Most) PayloadBytes { get; internal set; } = (int.MaxValue, 0);

    /// <summary>Samples lie in words that the capture's context explains.</summary>
    public bool SamplesAreKnown { get; internal set; }

    /// <summary>Counters of the data packets.</summary>
    public PacketCounters Counters { get; internal set; }

    /// <summary>The first 100 gaps: before which packet, how many packets by the count, how many samples.</summary>
    public List<(VitaTime? Before, long Packets, long Samples)> Gaps { get; } = [];

    internal void AddGap(VitaTime? before, long packets, long samples)
    {
        if (Gaps.Count < MostGaps)
            Gaps.Add((before, packets, samples));
    }
}
