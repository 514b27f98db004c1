namespace GroundTerminal.Devices.Difi;

/// <summary>A data packet as <see cref="PacketOrder"/> sees it.</summary>
/// <param name="Sequence">Its count, modulo 16.</param>
/// <param name="Time">Time of its first sample; null where it carries none.</param>
/// <param name="Samples">Samples in it.</param>
/// <param name="Slot">Where the caller keeps it.</param>
/// <param name="Arrived">When it came, in ticks of the caller's clock.</param>
public readonly record struct PacketMark(int Sequence, VitaTime? Time, int Samples, int Slot, long Arrived);
