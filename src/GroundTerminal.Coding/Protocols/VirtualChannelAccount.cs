namespace GroundTerminal.Coding.Protocols;

/// <summary>What has come through a virtual channel.</summary>
/// <param name="spacecraftId">Spacecraft identifier.</param>
/// <param name="virtualChannelId">Virtual channel.</param>
public sealed class VirtualChannelAccount(int spacecraftId, int virtualChannelId)
{
    /// <summary>Spacecraft identifier.</summary>
    public int SpacecraftId { get; } = spacecraftId;

    /// <summary>Virtual channel.</summary>
    public int VirtualChannelId { get; } = virtualChannelId;

    /// <summary>Frames taken, idle ones too, repeated ones not.</summary>
    public long Frames { get; internal set; }

    /// <summary>Frames that were sent for want of data.</summary>
    public long IdleFrames { get; internal set; }

    /// <summary>Frames with the count of the one before.</summary>
    public long RepeatedFrames { get; internal set; }

    /// <summary>Places where the count jumped.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Frames that the count says are missing.</summary>
    public long FramesLost { get; internal set; }

    /// <summary>Whole packets that were not idle.</summary>
    public long Packets { get; internal set; }

    /// <summary>Bytes of those.</summary>
    public long PacketBytes { get; internal set; }

    /// <summary>Whole idle packets.</summary>
    public long IdlePackets { get; internal set; }

    /// <summary>Packets begun and never ended, most of them at a gap.</summary>
    public long PacketsCut { get; internal set; }

    /// <summary>Bits of a stream.</summary>
    public long StreamBits { get; internal set; }

    /// <summary>The frame count of the last frame; −1 before the first.</summary>
    public long LastCount { get; internal set; } = -1;
}
