namespace GroundTerminal.Station.Receiving;

/// <summary>One channel of the loop: a receiver, and what its frames are marked with.</summary>
/// <param name="Name">Name; unique in the station.</param>
/// <param name="Satellite">Satellite; empty where none.</param>
/// <param name="Modulation">Modulation, for people.</param>
/// <param name="BaudRate">Symbol rate, baud.</param>
/// <param name="Framing">Framing.</param>
/// <param name="OffsetHz">Where its carrier is expected, Hz from 0 Hz of the stream.</param>
/// <param name="Receiver">What decodes it; owned by the loop from now on.</param>
public sealed record Channel(string Name, string Satellite, string Modulation, double BaudRate, string Framing, double OffsetHz, IChannelReceiver Receiver)
{
    /// <summary>Says when it listens and takes the Doppler shift off; null where it always listens to the stream as it is.</summary>
    public ChannelTracking? Tracking { get; init; }

    /// <summary>How it is cut out of the stream before its receiver gets it: then at 0 Hz, slower, and on a worker's thread. Null where the receiver gets the stream itself.</summary>
    public ChannelCut? Cut { get; init; }

    /// <summary>Where the receiver's 0 Hz lies, Hz from 0 Hz of the stream.</summary>
    public double CenterHz => Cut is null ? 0 : OffsetHz;

    /// <summary>The receiver gets the stream with its Doppler shift.</summary>
    public bool KeepsDoppler { get; init; }

    /// <summary>Where the receiver puts frames that it finds on a thread of its own; null where it finds all of them on the loop's. A channel that is cut out has to have one.</summary>
    public FrameQueue? OwnFrames { get; init; }
}
