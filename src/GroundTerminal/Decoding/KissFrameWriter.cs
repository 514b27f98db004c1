using GroundTerminal.Coding.Files;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Decoding;

/// <summary>Frames as KISS, one after the other.</summary>
public sealed class KissFrameWriter(Stream output) : IFrameWriter
{
    private byte[] _bytes = new byte[Kiss.MaxOutput(1024)];

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        var frame = decoded.Frame;
        if (_bytes.Length < Kiss.MaxOutput(frame.Payload.Length))
            _bytes = new byte[Kiss.MaxOutput(frame.Payload.Length)];
        var count = Kiss.Encode(frame.Payload, _bytes);
        output.Write(_bytes.AsSpan(0, count));
        output.Flush();
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
