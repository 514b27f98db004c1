using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>A loop thread's work: takes blocks off its ring, feeds its channels, puts their frames into its queue.</summary>
public sealed class ChannelLoop
{
    private readonly SampleRing _ring;
    private readonly FrameQueue _frames;
    private readonly SpectrumTap? _tap;
    private readonly ChannelSink[] _channels;
    private readonly ChannelBank? _bank;
    private readonly double _sampleRateHz;
    private SampleBlockInfo _block;
    private long _streamStart = -1, _expected, _samples, _skipped, _gaps;

    /// <param name="ring">Where blocks come from.</param>
    /// <param name="frames">Where frames go.</param>
    /// <param name="channels">The channels of this loop, each with its index in the station.</param>
    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    /// <param name="tap">Where blocks are offered for the spectrum; null where another loop does that.</param>
    public ChannelLoop(SampleRing ring, FrameQueue frames, IEnumerable<(int Index, Channel Channel)> channels, double sampleRateHz, SpectrumTap? tap)
        : this(ring, frames, channels, sampleRateHz, tap, bank: null)
    {
    }

    /// <param name="bank">What cuts channels out of the stream; null where none are.</param>
    internal ChannelLoop(SampleRing ring, FrameQueue frames, IEnumerable<(int Index, Channel Channel)> channels, double sampleRateHz, SpectrumTap? tap, ChannelBank? bank)
    {
        _bank = bank;
        _ring = ring;
        _frames = frames;
        _tap = tap;
        _sampleRateHz = sampleRateHz;
        _channels = [.. channels.Select(c => new ChannelSink(this, c.Index, c.Channel))];
    }

    /// <summary>Time per block and bytes allocated.</summary>
    public ThreadMeter Meter { get; } = new();

    /// <summary>The ring that it empties.</summary>
    public SampleRing Ring => _ring;

    /// <summary>The queue that it fills.</summary>
    public FrameQueue Frames => _frames;

    /// <summary>Samples fed to the receivers.</summary>
    public long Samples => Volatile.Read(ref _samples);

    /// <summary>Samples that the receivers were told to skip.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>How often they were.</summary>
    public long Gaps => Volatile.Read(ref _gaps);

    /// <summary>Processes one block.</summary>
    /// <returns>False where none waits.</returns>
    public bool TryStep()
    {
        if (!_ring.TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info))
            return false;
        _block = info; // kept for what Flush still finds
        long started = Stopwatch.GetTimestamp();
        SkipLost();
        foreach (ChannelSink channel in _channels)
            channel.Process(block, _block);
        _bank?.Process(block, _block);
        _tap?.Offer(block, _block.FirstSample);
        _expected = _block.FirstSample + block.Length;
        Volatile.Write(ref _samples, _samples + block.Length);
        double seconds = Math.Max(1, block.Length) / _sampleRateHz;
        _ring.EndRead();
        Meter.Record(started, Stopwatch.GetTimestamp(), seconds);
        return true;
    }

    /// <summary>At the end: the receivers give what is still inside them.</summary>
    public void Flush()
    {
        foreach (ChannelSink channel in _channels)
            channel.Flush();
        _bank?.Interrupt(_expected);
    }

    // The receivers count from 0 at the first block that came; what the index then jumps over was lost.
    private void SkipLost()
    {
        if (_streamStart < 0)
            (_streamStart, _expected) = (_block.FirstSample, _block.FirstSample);
        long lost = _block.FirstSample - _expected;
        if (lost <= 0)
            return;
        foreach (ChannelSink channel in _channels)
            channel.Skip(lost);
        _bank?.Interrupt(_block.FirstSample);
        Volatile.Write(ref _gaps, _gaps + 1);
        Volatile.Write(ref _skipped, _skipped + lost);
    }

    private void OnFrame(int channel, ChannelTracking? tracking, in ReceivedFrame frame) =>
        _frames.TryWrite(QueuedFrame.Of(channel, frame, _streamStart + frame.FirstSample, _streamStart + frame.EndSample, _block, _sampleRateHz, 0, tracking?.Model), frame.Payload);

    /// <summary>A channel in the loop. While it rests, samples are only counted; its receiver is told of them when it listens again.</summary>
    private sealed class ChannelSink(ChannelLoop loop, int index, Channel channel) : IReceivedFrameSink
    {
        private long _rested;
        private bool _listens = channel.Tracking is null;

        public void Process(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
        {
            if (channel.Tracking is not { } tracking)
                channel.Receiver.Process(block, info, this);
            else if (Listens(tracking, info.FirstSampleUtc))
                channel.Receiver.Process(channel.KeepsDoppler ? block : tracking.Correct(block, info), info, this);
            else
                _rested += block.Length;
        }

        public void Skip(long samples)
        {
            if (_listens)
                channel.Receiver.Skip(samples);
            else
                _rested += samples;
        }

        public void Flush()
        {
            if (_listens)
                channel.Receiver.Flush(this);
        }

        public void OnFrame(in ReceivedFrame frame) => loop.OnFrame(index, channel.Tracking, in frame);

        private bool Listens(ChannelTracking tracking, DateTimeOffset utc)
        {
            bool before = _listens;
            if (before && !tracking.WillListen(utc))
                channel.Receiver.Skip(0); // hands over what ended before
            _listens = tracking.TakeUp(utc);
            if (_listens && !before)
            {
                channel.Receiver.Skip(_rested);
                _rested = 0;
            }
            return _listens;
        }
    }
}
