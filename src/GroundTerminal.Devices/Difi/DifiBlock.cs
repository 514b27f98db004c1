namespace GroundTerminal.Devices.Difi;

/// <summary>What samples of a <see cref="DifiReceiver"/> are.</summary>
/// <param name="Lost">Samples missing before the first.</param>
/// <param name="LostUnknown">More may be missing.</param>
/// <param name="PacketTime">Time of the first sample of the packet that the first one is in.</param>
/// <param name="SampleInPacket">Which sample of that packet the first one is.</param>
public readonly record struct DifiBlock(long Lost, bool LostUnknown, VitaTime? PacketTime, int SampleInPacket);
