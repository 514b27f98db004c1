using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>The packets that frames carry, one behind the other as they end. Packets of CCSDS say their length themselves.</summary>
public sealed class PacketWriter(Stream output) : IFrameWriter
{
    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        foreach (var packet in decoded.Packets ?? [])
            output.Write(packet);
        output.Flush();
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
