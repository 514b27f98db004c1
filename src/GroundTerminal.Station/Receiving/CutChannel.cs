using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>The loop thread's side of a channel that is cut out of a wide stream: says when it listens, takes its part of each transform, hands it over.</summary>
internal sealed class CutChannel
{
    private readonly Channel _channel;
    private readonly ChannelizerBand _band;
    private readonly Complex32[] _piece;
    private readonly double _sampleRateHz;
    private readonly Func<bool>? _waits;
    private bool _listens, _ends, _breaks;
    private long _from, _until;
    private double _centerHz = double.NaN;
    private IDopplerModel? _doppler;

    /// <param name="channel">What is cut out.</param>
    /// <param name="gains">Its filter.</param>
    /// <param name="feed">Where its samples go.</param>
    /// <param name="waits">Says whether to wait for room in the feed, as long as it is asked; null where samples are dropped at once.</param>
    public CutChannel(Channel channel, float[] gains, ChannelFeed feed, Func<bool>? waits)
    {
        ChannelCut cut = channel.Cut!;
        (_channel, Feed, _waits, _sampleRateHz) = (channel, feed, waits, cut.Plan.SampleRateHz);
        _band = new ChannelizerBand(cut.Plan, cut.Decimation, gains);
        _piece = new Complex32[_band.OutputLength];
    }

    /// <summary>Where its samples go.</summary>
    public ChannelFeed Feed { get; }

    /// <summary>Whether transforms are needed for it.</summary>
    public bool IsActive => _listens || _ends;

    /// <summary>Takes up whether it listens to the block that comes.</summary>
    public void Begin(in SampleBlockInfo info)
    {
        bool listens = _channel.Tracking?.TakeUp(info.FirstSampleUtc) ?? true;
        if (listens && !_listens)
        {
            if (_ends)
                Break();
            (_from, _until) = (info.FirstSample, long.MaxValue);
            _band.Reset();
            _centerHz = double.NaN;
        }
        else if (_listens && !listens)
            (_until, _ends) = (info.FirstSample, true);
        _listens = listens;
        _doppler = listens ? _channel.Tracking?.Model : _doppler;
    }

    /// <summary>Takes its part of the last transform.</summary>
    /// <param name="channelizer">What made it.</param>
    /// <param name="info">Accounts for the block that the stream is at.</param>
    /// <param name="end">Index of the first sample that there is not.</param>
    public void Extract(Channelizer channelizer, in SampleBlockInfo info, long end)
    {
        long first = channelizer.First, next = first + channelizer.Plan.Hop;
        if (!IsActive || next <= _from)
            return;
        double toHz = _channel.OffsetHz + (_listens ? _channel.Tracking?.ShiftOf(next, info) ?? 0 : 0);
        if (!_listens && !double.IsNaN(_centerHz))
            toHz = _centerHz;
        _band.Extract(channelizer, double.IsNaN(_centerHz) ? toHz : _centerHz, toHz, _piece);
        _centerHz = toHz;
        Append(first / _band.Decimation, Math.Min(end, _until), info);
        if (_ends && next >= _until)
            Break();
    }

    /// <summary>The stream breaks off here, and goes on elsewhere if it does.</summary>
    /// <param name="next">Index of the sample that comes next.</param>
    public void Interrupt(long next)
    {
        if (!IsActive)
            return;
        Break();
        _from = next;
    }

    /// <summary>Hands over what there is of the block.</summary>
    public void HandOver()
    {
        if (_breaks)
            _breaks = !Feed.TryBreak();
        Feed.HandOver();
    }

    private void Break() => (_ends, _breaks) = (false, !Feed.TryBreak());

    private void Append(long first, long end, in SampleBlockInfo info)
    {
        int decimation = _band.Decimation;
        long from = Math.Max(first, Up(_from)), to = Math.Min(first + _piece.Length, end == long.MaxValue ? end : Up(end));
        if (from >= to)
            return;
        if (_breaks)
            _breaks = !Feed.TryBreak();
        ReadOnlySpan<Complex32> samples = _piece.AsSpan((int)(from - first), (int)(to - from));
        DateTimeOffset utc = info.FirstSampleUtc.AddTicks((long)Math.Round(((from * decimation) - info.FirstSample) / _sampleRateHz * TimeSpan.TicksPerSecond));
        if (Opens(samples.Length, new FeedBlock(new SampleBlockInfo(from, utc, info.UtcUncertainty, 0), _doppler, Breaks: false)))
            Feed.Append(samples);
        else
            Feed.CountLoss(samples.Length);

        long Up(long sample) => (sample + decimation - 1) / decimation;
    }

    private bool Opens(int count, in FeedBlock block)
    {
        var idle = new IdleWait();
        while (!Feed.TryOpen(count, block))
        {
            if (_waits?.Invoke() != true)
                return false;
            idle.Wait();
        }
        return true;
    }
}
