using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>Where a <see cref="SampleTapReceiver"/> hands a channel's samples: a modem that is not of this program. Called on the tap's own thread, which may take its time.</summary>
public interface ISampleSink
{
    /// <summary>What the receiver says of itself; read from any thread.</summary>
    ReceiverStatistics Statistics { get; }

    /// <summary>Takes the next samples.</summary>
    /// <param name="samples">Valid only during the call.</param>
    /// <param name="info">Accounts for them, in samples of the channel's own rate. Channel sample m is radio sample m·radio rate/channel rate.</param>
    void OnSamples(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info);

    /// <summary>The stream breaks off here: the channel rests, samples were lost, or it is the end. What waits inside for more goes out.</summary>
    /// <param name="samples">Channel samples that are missing before the next ones (its LostBefore); 0 where that is not known yet.</param>
    void OnGap(long samples);
}
