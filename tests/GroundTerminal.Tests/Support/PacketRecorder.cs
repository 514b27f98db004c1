using GroundTerminal.Coding.Transports;

namespace GroundTerminal.Tests.Support;

/// <summary>Keeps what it is handed.</summary>
internal sealed class PacketRecorder : IPacketSink
{
    public List<byte[]> Packets { get; } = [];

    public void OnPacket(ReadOnlySpan<byte> packet) => Packets.Add(packet.ToArray());
}
