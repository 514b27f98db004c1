namespace GroundTerminal.Contents;

/// <summary>The header of an AOS transfer frame.</summary>
/// <param name="FirstHeaderPointer">Byte after the M_PDU header where the first packet begins; null where none does, or the data field is no M_PDU.</param>
public sealed record AosReport(int SpacecraftId, int VirtualChannelId, int VirtualChannelFrameCount, bool Replay, int? FirstHeaderPointer);
