using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>A <see cref="Receiver"/> as the loop feeds it; one for audio takes the real parts.</summary>
public sealed class ModemReceiver(Receiver receiver) : IChannelReceiver
{
    private readonly float[]? _audio = receiver.Options.SampleKind == SampleKind.Audio ? new float[2048] : null;

    public ReceiverStatistics Statistics => receiver.Statistics;

    public void Process(ReadOnlySpan<Complex32> samples, IReceivedFrameSink sink)
    {
        if (_audio is null)
            receiver.Process(samples, sink);
        for (; _audio is not null && !samples.IsEmpty; samples = samples[Math.Min(samples.Length, _audio.Length)..])
        {
            var n = Math.Min(samples.Length, _audio.Length);
            for (var i = 0; i < n; i++)
                _audio[i] = samples[i].Re;
            receiver.Process(_audio.AsSpan(0, n), sink);
        }
    }

    public void Skip(long samples) => receiver.Skip(samples);

    public void Flush(IReceivedFrameSink sink) => receiver.Flush(sink);
}
