using System.Collections.Concurrent;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Live;

/// <summary>When each channel's last frame was received.</summary>
public sealed class LastFrames : IFrameListener
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _times = new();

    public void OnStored(Frame frame)
    {
        if (frame.Time is { } time)
            _times[frame.Transmitter] = time;
    }

    /// <summary>Null before the first.</summary>
    public DateTimeOffset? Of(string channel) => _times.TryGetValue(channel, out DateTimeOffset time) ? time : null;
}
