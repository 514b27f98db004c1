using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Runs all receivers of a plan side by side on one reading of a recording.</summary>
/// <remarks>The calling thread reads a block and then works on it with the others: reading costs about a hundredth of receiving, so that a thread for it would gain nothing.</remarks>
public sealed class Decoder
{
    private const int BlockSamples = 1 << 15;
    private readonly ISampleReader _reader;
    private readonly ChannelReceiver[] _channels;
    private readonly FrameMerger? _merger;
    private readonly float[] _real;
    private readonly Complex32[] _iq;
    private int _count;

    public Decoder(DecodePlan plan, ISampleReader reader)
    {
        _reader = reader;
        _channels = new ChannelReceiver[plan.Channels.Count];
        var latency = 0;
        for (var i = 0; i < _channels.Length; i++)
        {
            _channels[i] = new ChannelReceiver(i, plan.Channels[i], plan.Satellite?.Name ?? "", reader);
            latency = Math.Max(latency, _channels[i].LatencySamples);
        }
        _merger = _channels.Length > 1 ? new FrameMerger(latency + BlockSamples) : null;
        _real = reader.Kind == SampleKind.Iq ? [] : new float[BlockSamples];
        _iq = reader.Kind == SampleKind.Iq ? new Complex32[BlockSamples] : [];
    }

    /// <summary>Samples processed so far.</summary>
    public long Samples { get; private set; }

    /// <summary>Frames handed over so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Reads to the end of the recording, or until cancelled; what is inside the receivers then is decoded too.</summary>
    /// <param name="emit">Takes each frame, on the calling thread.</param>
    /// <param name="progress">Called after each block.</param>
    /// <param name="cancellation">Ends the reading after the present block.</param>
    public void Run(Action<Frame> emit, Action progress, CancellationToken cancellation)
    {
        using var crew = new WorkerCrew(ProcessChannel, _channels.Length, Environment.ProcessorCount);
        while (!cancellation.IsCancellationRequested && ReadBlock())
        {
            crew.Round();
            Samples += _count;
            Collect(Samples, emit);
            progress();
        }
        _count = 0;
        crew.Round();
        Collect(long.MaxValue, emit);
    }

    private bool ReadBlock()
    {
        _count = _reader.Kind == SampleKind.Iq ? _reader.Read(_iq) : _reader.Read(_real);
        return _count > 0;
    }

    private void ProcessChannel(int channel)
    {
        if (_count == 0)
            _channels[channel].Flush();
        else if (_reader.Kind == SampleKind.Iq)
            _channels[channel].Process(_iq.AsSpan(0, _count));
        else
            _channels[channel].Process(_real.AsSpan(0, _count));
    }

    private void Collect(long processed, Action<Frame> emit)
    {
        foreach (var channel in _channels)
        {
            foreach (var found in channel.Found)
            {
                if (_merger is null)
                    Emit(found);
                else
                    _merger.Add(found);
            }
            channel.Found.Clear();
        }
        _merger?.Release(processed, Emit);

        void Emit(FoundFrame found)
        {
            Frames++;
            emit(found.Frame);
        }
    }
}
