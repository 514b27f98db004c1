namespace GroundTerminal.Devices.Difi;

/// <summary>What a <see cref="PacketOrder"/> counted.</summary>
/// <param name="Packets">Packets given out in order.</param>
/// <param name="Samples">Samples in them.</param>
/// <param name="Gaps">How often something was missing.</param>
/// <param name="LostPackets">Packets that were missing. Where the sender paused, what would have fitted in.</param>
/// <param name="LostSamples">Samples that were missing.</param>
/// <param name="Reordered">Packets that came after a later one, in time.</param>
/// <param name="Late">Packets that came too late.</param>
/// <param name="Duplicates">Packets that came twice.</param>
/// <param name="Restarts">How often the sender began anew.</param>
public readonly record struct PacketCounters(long Packets, long Samples, long Gaps, long LostPackets, long LostSamples, long Reordered, long Late, long Duplicates, long Restarts);
