using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>A <see cref="Receiver"/> as the loop feeds it; one for audio takes the real parts.</summary>
public sealed class ModemReceiver(Receiver receiver) : IChannelReceiver
{
    private readonly float[]? _audio = receiver.Options.SampleKind == SampleKind.Audio ? new float[2048] : null;

    public ReceiverStatistics Statistics => receiver.Statistics;

    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink)
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

    /// <summary>Runs once over a little noise and begins anew: what a class sets up at its first use then does not fall into a pass.</summary>
    public void WarmUp()
    {
        const double Seconds = 0.3;
        const int AtOnce = 2048;
        var (noise, random, nobody) = (new Complex32[AtOnce], new Random(1), new Nobody());
        for (var left = receiver.Options.SampleRateHz * Seconds; left > 0; left -= AtOnce)
        {
            foreach (ref var sample in noise.AsSpan())
                sample = new Complex32(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f);
            Process(noise, default, nobody);
        }
        receiver.Flush(nobody);
        receiver.Reset();
    }

    public void Skip(long samples) => receiver.Skip(samples);

    public void Flush(IReceivedFrameSink sink) => receiver.Flush(sink);

    private sealed class Nobody : IReceivedFrameSink
    {
        public void OnFrame(in ReceivedFrame frame)
        {
        }
    }
}
