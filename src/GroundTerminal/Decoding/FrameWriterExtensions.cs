using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Short forms of writing.</summary>
public static class FrameWriterExtensions
{
    /// <summary>Writes a frame by itself.</summary>
    public static void Write(this IFrameWriter writer, Frame frame) => writer.Write(new DecodedFrame(frame));
}
