using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>The bare frames, one behind the other.</summary>
public sealed class TransferFrameWriter(Stream output) : IFrameWriter
{
    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        output.Write(decoded.Frame.Payload);
        output.Flush();
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
