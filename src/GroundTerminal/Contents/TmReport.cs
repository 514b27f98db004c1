namespace GroundTerminal.Contents;

/// <summary>The header of a telemetry transfer frame.</summary>
/// <param name="FirstHeaderPointer">Byte of the data field where its first packet begins; null where none does.</param>
public sealed record TmReport(
    int SpacecraftId,
    int VirtualChannelId,
    int MasterChannelFrameCount,
    int VirtualChannelFrameCount,
    bool OperationalControl,
    bool SecondaryHeader,
    bool Synchronization,
    int? FirstHeaderPointer);
