namespace GroundTerminal.Coding.Transports;

/// <summary>Takes packets out of the frames of one transmitter, across frames. Safe on any bytes.</summary>
public interface ITransport
{
    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">A frame without its check, as the deframer gave it.</param>
    /// <param name="sink">Takes the packets that end in this frame, in order.</param>
    void Process(ReadOnlySpan<byte> frame, IPacketSink sink);

    /// <summary>Back to the state after construction.</summary>
    void Reset();
}
