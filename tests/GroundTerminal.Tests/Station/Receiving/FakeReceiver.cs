using System.Buffers.Binary;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Station.Receiving;

/// <summary>A receiver that makes a frame of every n-th sample (its payload is that sample's value) and checks that no sample is missing unannounced.</summary>
internal sealed class FakeReceiver(int frameEvery) : IChannelReceiver
{
    private readonly byte[] _payload = new byte[8];
    private long _index, _frames;

    public long Skipped { get; private set; }

    public long Wrong { get; private set; }

    public bool Flushed { get; private set; }

    public Action<long> BeforeBlock { get; init; } = _ => { };

    public ReceiverStatistics Statistics => new(_frames, 0, 0, 0, 10, 0);

    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink)
    {
        BeforeBlock(_index);
        foreach (Complex32 sample in samples)
        {
            if (sample.Re != _index)
                Wrong++;
            if (_index % frameEvery == 0)
                Emit(sink);
            _index++;
        }
    }

    public void Skip(long samples)
    {
        Skipped += samples;
        _index += samples;
    }

    public void Flush(IReceivedFrameSink sink) => Flushed = true;

    private void Emit(IReceivedFrameSink sink)
    {
        _frames++;
        BinaryPrimitives.WriteInt64BigEndian(_payload, _index);
        sink.OnFrame(new ReceivedFrame
        {
            Payload = _payload,
            FirstSample = _index,
            EndSample = _index + 1,
            SnrDb = 12,
            FrequencyOffsetHz = -34,
            TimingOffsetPpm = 5,
            Inverted = true,
            CorrectedBits = 1,
            Framing = 0,
            Unchecked = false,
            HeaderPlausible = true,
        });
    }
}
