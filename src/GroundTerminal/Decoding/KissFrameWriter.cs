using GroundTerminal.Coding.Framing;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Frames as KISS, one after the other.</summary>
public sealed class KissFrameWriter(Stream output) : IFrameWriter
{
    private byte[] _bytes = new byte[Kiss.MaxOutput(1024)];

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        if (_bytes.Length < Kiss.MaxOutput(frame.Payload.Length))
            _bytes = new byte[Kiss.MaxOutput(frame.Payload.Length)];
        var count = Kiss.Encode(frame.Payload, _bytes);
        output.Write(_bytes.AsSpan(0, count));
        output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();
}
