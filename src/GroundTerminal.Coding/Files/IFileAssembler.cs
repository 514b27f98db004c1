namespace GroundTerminal.Coding.Files;

/// <summary>Puts the files of one spacecraft together from its packets. Safe on any bytes: packets that are no pieces of files are passed over.</summary>
public interface IFileAssembler
{
    /// <summary>Takes the next packet.</summary>
    /// <param name="packet">A packet of the transport, or a frame where there is none.</param>
    /// <param name="sink">Takes the file that this packet ended: complete, or given up because another began.</param>
    void Process(ReadOnlySpan<byte> packet, IFileSink sink);

    /// <summary>Hands over what is still open, as it is: the input has ended.</summary>
    void Flush(IFileSink sink);

    /// <summary>Back to the state after construction.</summary>
    void Reset();
}
