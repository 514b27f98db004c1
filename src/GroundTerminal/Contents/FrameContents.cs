namespace GroundTerminal.Contents;

/// <summary>What the protocols inside a frame say by their headers. What a frame does not have is null.</summary>
public sealed record FrameContents
{
    /// <summary>Of a frame in which nothing is known.</summary>
    public static FrameContents None { get; } = new();

    public Ax25Report? Ax25 { get; init; }

    public CspReport? Csp { get; init; }

    public TmReport? Tm { get; init; }

    public AosReport? Aos { get; init; }

    /// <summary>The space packets that begin in the frame, in order.</summary>
    public IReadOnlyList<SpacePacketReport>? SpacePackets { get; init; }

    /// <summary>The frame was sent for want of data.</summary>
    public bool Idle { get; init; }
}
