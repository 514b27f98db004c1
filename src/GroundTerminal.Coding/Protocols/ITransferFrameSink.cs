namespace GroundTerminal.Coding.Protocols;

/// <summary>Where a <see cref="TransferFrameService"/> hands over what frames hold. Spans are valid only during the call.</summary>
public interface ITransferFrameSink
{
    /// <summary>A whole packet, space or encapsulation, that is not idle.</summary>
    void OnPacket(VirtualChannelAccount channel, ReadOnlySpan<byte> packet);

    /// <summary>Frames are missing before the one that is being taken, by the channel's count; 0 where the count began anew.</summary>
    void OnGap(VirtualChannelAccount channel, int framesLost)
    {
    }

    /// <summary>Bits of a stream, most significant first.</summary>
    void OnBitstream(VirtualChannelAccount channel, ReadOnlySpan<byte> packedBits, int bits)
    {
    }

    /// <summary>The data field of a frame whose content the protocol does not know.</summary>
    void OnAccessData(VirtualChannelAccount channel, ReadOnlySpan<byte> data)
    {
    }

    /// <summary>An operational control field, for instance a CLCW.</summary>
    void OnOperationalControl(VirtualChannelAccount channel, uint field)
    {
    }

    /// <summary>The insert zone of an AOS frame.</summary>
    void OnInsertZone(VirtualChannelAccount channel, ReadOnlySpan<byte> zone)
    {
    }
}
