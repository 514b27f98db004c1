using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Stands for a modem outside the program in the loop: the samples go there another way, only frames come back.</summary>
public sealed class ExternalReceiver(ExternalMail mail) : IChannelReceiver
{
    public ReceiverStatistics Statistics => new(mail.Frames, 0, 0, 0, float.NaN, float.NaN);

    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink)
    {
    }

    public void Skip(long samples)
    {
    }

    public void Flush(IReceivedFrameSink sink)
    {
    }
}
