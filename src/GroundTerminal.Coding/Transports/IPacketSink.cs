namespace GroundTerminal.Coding.Transports;

/// <summary>Where whole packets are handed that were taken out of frames.</summary>
public interface IPacketSink
{
    /// <summary>Takes one packet; its bytes are valid only during the call.</summary>
    void OnPacket(ReadOnlySpan<byte> packet);
}
