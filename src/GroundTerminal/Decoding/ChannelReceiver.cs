using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>The receiver of transmitters that share a demodulator, which keeps what it finds until it is collected.</summary>
public sealed class ChannelReceiver : IReceivedFrameSink
{
    private readonly int _channel;
    private readonly ChannelPlan _plan;
    private readonly string _satellite;
    private readonly ISampleReader _reader;
    private readonly Receiver _receiver;

    /// <exception cref="InputException">The receiver refuses its options.</exception>
    public ChannelReceiver(int channel, ChannelPlan plan, string satellite, ISampleReader reader)
    {
        (_channel, _plan, _satellite, _reader) = (channel, plan, satellite, reader);
        try
        {
            _receiver = new Receiver(plan.Receiver);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"{plan.Transmitters[0].Name}: {e.Message}", e);
        }
    }

    /// <summary>What was found since it was last cleared.</summary>
    public List<FoundFrame> Found { get; } = [];

    /// <summary>Samples after which whatever ended before has been found.</summary>
    public int LatencySamples => _receiver.LatencySamples;

    public void Process(ReadOnlySpan<float> samples) => _receiver.Process(samples, this);

    public void Process(ReadOnlySpan<Complex32> samples) => _receiver.Process(samples, this);

    public void Flush() => _receiver.Flush(this);

    void IReceivedFrameSink.OnFrame(in ReceivedFrame frame) => Found.Add(new FoundFrame(
        new Frame
        {
            Payload = frame.Payload.ToArray(),
            Time = _reader.TimeOf(frame.FirstSample),
            Sample = frame.FirstSample,
            SnrDb = frame.SnrDb,
            FrequencyOffsetHz = frame.FrequencyOffsetHz,
            TimingOffsetPpm = frame.TimingOffsetPpm,
            Inverted = frame.Inverted,
            CorrectedBits = frame.CorrectedBits,
            HeaderPlausible = frame.HeaderPlausible,
            Checked = !frame.Unchecked,
            Satellite = _satellite,
            Transmitter = _plan.Transmitters[frame.Framing].Name,
            Framing = _plan.Transmitters[frame.Framing].Framing,
        },
        frame.EndSample,
        _channel));
}
