using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>The workers' side of a channel that was cut out: demodulates what its feed holds. One worker at a time has it; which one may change from visit to visit.</summary>
internal sealed class FeedReader : IReceivedFrameSink
{
    private readonly int _index, _decimation;
    private readonly Channel _channel;
    private readonly ChannelFeed _feed;
    private readonly double _sampleRateHz;
    private FeedBlock _block;
    private long _origin = -1, _expected;
    private int _claimed;
    private bool _flushed;

    /// <param name="index">The channel's index in the station.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="feed">Its samples.</param>
    public FeedReader(int index, Channel channel, ChannelFeed feed)
    {
        (_index, _channel, _feed) = (index, channel, feed);
        (_decimation, _sampleRateHz) = (channel.Cut!.Decimation, channel.Cut.Plan.SampleRateHz);
    }

    /// <summary>Demodulates what waits, unless another worker has the channel: one block in any case, more as long as the time lasts.</summary>
    /// <param name="ticks">Time after which no further block is begun, in those of Stopwatch.</param>
    /// <returns>False where nothing was done.</returns>
    public bool TryVisit(long ticks)
    {
        if (_feed.Fill == 0 || Interlocked.CompareExchange(ref _claimed, 1, 0) != 0)
            return false;
        long started = Stopwatch.GetTimestamp();
        bool read = TryRead();
        for (int left = _feed.Fill; read && left > 0 && Stopwatch.GetTimestamp() - started < ticks; left--)
            TryRead();
        Volatile.Write(ref _claimed, 0);
        return read;
    }

    /// <summary>At the end: the receiver gives what is still inside it; once, whichever worker comes first.</summary>
    public void Flush()
    {
        if (Interlocked.CompareExchange(ref _claimed, 1, 0) != 0)
            return;
        if (_origin >= 0 && !_flushed)
            _channel.Receiver.Flush(this);
        _flushed = true;
        Volatile.Write(ref _claimed, 0);
    }

    public void OnFrame(in ReceivedFrame frame)
    {
        SampleBlockInfo info = _block.Info with { FirstSample = _block.Info.FirstSample * _decimation };
        long first = (_origin + frame.FirstSample) * _decimation, end = (_origin + frame.EndSample) * _decimation;
        _channel.OwnFrames!.TryWrite(QueuedFrame.Of(_index, frame, first, end, info, _sampleRateHz, _channel.OffsetHz, _block.Doppler), frame.Payload);
    }

    private bool TryRead()
    {
        if (!_feed.TryBeginRead(out ReadOnlySpan<Complex32> samples, out FeedBlock block))
            return false;
        if (!samples.IsEmpty)
            Process(samples, block);
        if (block.Breaks)
            _channel.Receiver.Skip(0); // hands over what ended before
        _feed.EndRead();
        return true;
    }

    // The receiver counts from 0 at the first sample that came.
    private void Process(ReadOnlySpan<Complex32> samples, in FeedBlock block)
    {
        if (_origin < 0)
            (_origin, _expected, _block) = (block.Info.FirstSample, block.Info.FirstSample, block);
        if (block.Info.FirstSample != _expected)
            _channel.Receiver.Skip(block.Info.FirstSample - _expected);
        _block = block;
        _channel.Receiver.Process(samples, block.Info, this);
        _expected = block.Info.FirstSample + samples.Length;
    }
}
