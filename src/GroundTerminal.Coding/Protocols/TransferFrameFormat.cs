namespace GroundTerminal.Coding.Protocols;

/// <summary>What a mission's transfer frames look like: the managed parameters that frames do not tell themselves.</summary>
/// <remarks>CCSDS 132.0-B-3 §5 and 732.0-B-4 §5.</remarks>
public sealed record TransferFrameFormat
{
    /// <summary>Whose frames.</summary>
    public required TransferFrameKind Kind { get; init; }

    /// <summary>The frame ends in a frame error control field: CRC-16 over all of it.</summary>
    public bool HasErrorControl { get; init; }

    /// <summary>AOS: two bytes of frame header error control follow the primary header. They are not looked at.</summary>
    public bool HasHeaderErrorControl { get; init; }

    /// <summary>AOS: bytes of the insert zone.</summary>
    public int InsertZoneLength { get; init; }

    /// <summary>AOS: an operational control field of four bytes stands at the end, before the error control field. TM frames say so themselves.</summary>
    public bool HasOperationalControl { get; init; }

    /// <summary>What is not packets, by virtual channel.</summary>
    public IReadOnlyDictionary<int, VirtualChannelContent> Contents { get; init; } = new Dictionary<int, VirtualChannelContent>();

    /// <summary>Content of channels that <see cref="Contents"/> does not name.</summary>
    public VirtualChannelContent DefaultContent { get; init; }

    /// <summary>The only spacecraft listened to; null: all.</summary>
    public int? SpacecraftId { get; init; }

    /// <summary>Longest packet taken, bytes; a longer one is dropped.</summary>
    public int MaxPacketLength { get; init; } = SpacePacketHeader.MaxPacketLength;

    /// <summary>TM frames without a check of their own.</summary>
    public static TransferFrameFormat Tm { get; } = new() { Kind = TransferFrameKind.Tm };

    /// <summary>AOS frames without a check of their own.</summary>
    public static TransferFrameFormat Aos { get; } = new() { Kind = TransferFrameKind.Aos };

    /// <summary>What a channel's data fields hold.</summary>
    public VirtualChannelContent ContentOf(int virtualChannelId) => Contents.TryGetValue(virtualChannelId, out var content) ? content : DefaultContent;
}
