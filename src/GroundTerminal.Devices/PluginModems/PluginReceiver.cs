using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>A channel that is demodulated by a modem library: its samples go through a ring to the library's thread or process, its frames into the channel's own queue.</summary>
/// <param name="tap">The ring and its thread; owned from now on, with the sink.</param>
/// <param name="sink">What is behind it.</param>
public sealed class PluginReceiver(SampleTapReceiver tap, IPluginSink sink) : IChannelReceiver, IDisposable
{
    /// <summary>What is behind the ring.</summary>
    public IPluginSink Modem => sink;

    /// <summary>Samples lost because the library was too slow, or was not there.</summary>
    public long LostSamples => tap.Dropped + sink.LostSamples;

    public ReceiverStatistics Statistics => sink.Statistics;

    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink frames) => tap.Process(samples, info, frames);

    public void Skip(long samples) => tap.Skip(samples);

    /// <summary>Waits until the library has had all samples: 5 s at most, and not at all for one that blocks already.</summary>
    public void Flush(IReceivedFrameSink frames)
    {
        if (sink.IsBlocked)
            sink.Abort();
        if (!sink.IsBlocked || sink is ProcessPluginSink)
            tap.Flush(frames);
    }

    public void Dispose()
    {
        // A library that blocks in this process is left behind with its thread.
        if (sink.IsBlocked)
            sink.Abort();
        if (!sink.IsBlocked || sink is ProcessPluginSink)
            tap.Dispose();
    }
}
