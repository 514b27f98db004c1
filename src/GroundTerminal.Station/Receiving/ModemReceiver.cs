using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>A <see cref="Receiver"/> as the loop feeds it.</summary>
public sealed class ModemReceiver(Receiver receiver) : IChannelReceiver
{
    public ReceiverStatistics Statistics => receiver.Statistics;

    public void Process(ReadOnlySpan<Complex32> samples, IReceivedFrameSink sink) => receiver.Process(samples, sink);

    public void Skip(long samples) => receiver.Skip(samples);

    public void Flush(IReceivedFrameSink sink) => receiver.Flush(sink);
}
