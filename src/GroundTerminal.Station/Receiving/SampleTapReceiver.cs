using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station.Receiving;

/// <summary>A channel whose samples go to a sink on a thread of its own: brought to 0 Hz and to the channel's rate on the loop's thread, which never waits for the sink.</summary>
/// <remarks>Where the sink is too slow its ring fills, samples are dropped and counted, and the sink is told how many.</remarks>
public sealed class SampleTapReceiver : IChannelReceiver, IDisposable
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);
    private readonly ChannelResampler _resampler;
    private readonly ISampleSink _sink;
    private readonly SampleTapOptions _options;
    private readonly SampleRing _ring;
    private readonly Complex32[] _overflow;
    private readonly Thread _thread;
    private SampleBlockInfo _last;
    private long _written = -1, _samples;
    private bool _fresh = true;
    private volatile bool _ended, _stopped;
    private volatile string? _failure;

    /// <summary>Starts its thread.</summary>
    /// <param name="options">Rates and sizes.</param>
    /// <param name="sink">Where samples go; disposed with this one where it can be.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is impossible.</exception>
    public SampleTapReceiver(SampleTapOptions options, ISampleSink sink)
    {
        (_options, _sink) = (options, sink);
        _resampler = new ChannelResampler(options.RadioRateHz, options.OffsetHz, options.ChannelRateHz);
        _ring = new SampleRing(options.RingBlocks, Math.Max(_resampler.MaxOutput(options.LongestBlock), _resampler.MaxOutput(_resampler.DelayInputs)));
        _overflow = new Complex32[_ring.BlockLength];
        _thread = new Thread(Run) { Name = $"tap {options.Name}", IsBackground = true };
        _thread.Start();
    }

    public ReceiverStatistics Statistics => _sink.Statistics;

    /// <summary>Samples handed to the sink.</summary>
    public long Samples => Volatile.Read(ref _samples);

    /// <summary>Channel samples dropped because the sink was too slow.</summary>
    public long Dropped => _ring.DroppedSamples;

    /// <summary>The most blocks that ever waited, of <see cref="SampleTapOptions.RingBlocks"/>.</summary>
    public int HighWater => _ring.HighWater;

    /// <summary>Why the sink takes no more; null while it does.</summary>
    public string? Failure => _failure;

    public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink)
    {
        if (_fresh || info.FirstSample != _resampler.NextInput)
            Begin(info.FirstSample);
        _last = info;
        for (; !samples.IsEmpty; samples = samples[Math.Min(samples.Length, _options.LongestBlock)..])
            Write(samples[..Math.Min(samples.Length, _options.LongestBlock)]);
    }

    /// <summary>Gives out what is inside; where the stream goes on is said by the index of the next block.</summary>
    public void Skip(long samples)
    {
        if (_fresh)
            return;
        Write(default);
        _fresh = true;
        if (TryBeginWrite(out _))
            _ring.EndWrite(0, default);
    }

    /// <summary>Gives out what is inside and waits until the sink has taken it, 5 s at most.</summary>
    public void Flush(IReceivedFrameSink sink)
    {
        Skip(0);
        _ended = true;
        _thread.Join(Drain);
    }

    /// <summary>Ends the thread, once the loop has ended. A sink that hangs is left behind.</summary>
    public void Dispose()
    {
        (_ended, _stopped) = (true, true);
        if (_thread.Join(Drain))
            (_sink as IDisposable)?.Dispose();
    }

    private void Begin(long firstSample)
    {
        if (!_fresh)
            Skip(0);
        _resampler.Restart(firstSample);
        if (_written < 0)
            _written = _resampler.NextOutput;
        _fresh = false;
    }

    // Resamples right into the ring; nothing at all means what is left inside.
    private void Write(ReadOnlySpan<Complex32> samples)
    {
        bool room = TryBeginWrite(out Span<Complex32> block);
        if (!room)
            block = _overflow;
        long first = _resampler.NextOutput;
        int count = samples.IsEmpty ? _resampler.Drain(block) : _resampler.Process(samples, block);
        if (count == 0)
            return;
        if (!room)
        {
            _ring.CountLoss(count);
            return;
        }
        double seconds = _resampler.InputsBetween(_last.FirstSample, first) / _options.RadioRateHz;
        DateTimeOffset utc = _last.FirstSampleUtc.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        _ring.EndWrite(count, new SampleBlockInfo(first, utc, _last.UtcUncertainty, Math.Max(0, first - _written)));
        _written = first + count;
    }

    private bool TryBeginWrite(out Span<Complex32> block)
    {
        var idle = new IdleWait();
        while (!_ring.TryBeginWrite(out block))
        {
            if (!_options.HoldBack || _ended)
                return false;
            idle.Wait();
        }
        return true;
    }

    private void Run()
    {
        var idle = new IdleWait();
        while (!_stopped)
        {
            bool ended = _ended;
            if (_ring.TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info))
            {
                HandOver(block, info);
                _ring.EndRead();
                idle.Reset();
            }
            else if (ended)
                break;
            else
                idle.Wait();
        }
    }

    private void HandOver(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
    {
        if (_failure is not null)
            return;
        try
        {
            if (block.IsEmpty || info.LostBefore > 0)
                _sink.OnGap(info.LostBefore);
            if (!block.IsEmpty)
                _sink.OnSamples(block, info);
            Volatile.Write(ref _samples, _samples + block.Length);
        }
#pragma warning disable CA1031 // Whatever a modem of the user's own throws ends that modem, not the station.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e.Message;
        }
    }
}
