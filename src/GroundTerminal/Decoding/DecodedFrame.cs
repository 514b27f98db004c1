using GroundTerminal.Coding.Files;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>A frame, and what it brought to an end.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Packets">The packets of the transmitter's transport that end in it; null where the transmitter has no transport.</param>
/// <param name="Files">The files that it completed, or that another began instead of.</param>
public sealed record DecodedFrame(Frame Frame, IReadOnlyList<byte[]>? Packets, IReadOnlyList<ReceivedFile> Files)
{
    /// <summary>A frame by itself.</summary>
    public DecodedFrame(Frame frame)
        : this(frame, null, [])
    {
    }
}
