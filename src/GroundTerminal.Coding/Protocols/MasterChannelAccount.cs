namespace GroundTerminal.Coding.Protocols;

/// <summary>What has come from a spacecraft by the master channel count of TM frames, modulo 256. AOS frames have none.</summary>
/// <param name="spacecraftId">Spacecraft identifier.</param>
public sealed class MasterChannelAccount(int spacecraftId)
{
    /// <summary>Spacecraft identifier.</summary>
    public int SpacecraftId { get; } = spacecraftId;

    /// <summary>Frames taken.</summary>
    public long Frames { get; internal set; }

    /// <summary>Places where the count jumped.</summary>
    public long Gaps { get; internal set; }

    /// <summary>Frames that the count says are missing, of any virtual channel.</summary>
    public long FramesLost { get; internal set; }

    /// <summary>The count of the last frame; −1 before the first.</summary>
    public int LastCount { get; internal set; } = -1;
}
