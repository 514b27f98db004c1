using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Somewhere that decoded frames go.</summary>
public interface IFrameWriter : IDisposable
{
    /// <summary>Writes one frame so that others can read it at once.</summary>
    void Write(Frame frame);
}
