using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Takes the frames that a program outside sends for a channel. Any threads.</summary>
/// <remarks>
/// A frame that comes so carries no time: it has that of its arrival, and an uncertainty of <see cref="Uncertainty"/>, for nobody knows how long the program outside took.
/// Its carrier is where the channel lies; its place in the stream and its SNR are not known.
/// </remarks>
public sealed class ExternalMail(FrameQueue queue, int channel, double offsetHz, TimeProvider clock)
{
    /// <summary>Half width of the interval that the frame's reception lies in, about its arrival.</summary>
    public static readonly TimeSpan Uncertainty = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _frames;

    /// <summary>Frames taken.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Takes one.</summary>
    public void Take(ReadOnlySpan<byte> payload)
    {
        lock (_lock)
        {
            queue.TryWrite(
                new QueuedFrame(channel, 0, clock.GetUtcNow(), float.NaN, (float)offsetHz, float.NaN, false, 0, HeaderPlausible: true, Checked: false) { UtcUncertainty = Uncertainty },
                payload);
            _frames++;
        }
    }
}
