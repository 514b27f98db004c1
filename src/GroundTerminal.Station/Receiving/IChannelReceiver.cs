using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>What the loop feeds: the complex half of <see cref="Receiver"/>. Called on one thread; allocates nothing after construction.</summary>
public interface IChannelReceiver
{
    /// <summary>Counters and present estimates; may be read from another thread.</summary>
    ReceiverStatistics Statistics { get; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">One block of the loop, without Doppler shift where that is taken off.</param>
    /// <param name="info">Accounts for them.</param>
    /// <param name="sink">Takes frames that are found at once; one that finds them on another thread puts them into <see cref="Channel.OwnFrames"/>.</param>
    void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink);

    /// <summary>Says that samples were lost here.</summary>
    void Skip(long samples);

    /// <summary>Decodes what is still inside, at the end of the stream.</summary>
    void Flush(IReceivedFrameSink sink);
}
