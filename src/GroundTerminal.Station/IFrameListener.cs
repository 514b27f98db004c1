using GroundTerminal.Station.Frames;

namespace GroundTerminal.Station;

/// <summary>Who is told of each frame once it is on disk.</summary>
public interface IFrameListener
{
    /// <summary>Takes one stored frame. Called on the thread that stores; returns at once: what cannot be queued is dropped and counted.</summary>
    void OnStored(Frame frame);
}
