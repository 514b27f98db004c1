using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>When a channel listens, and the Doppler shift that is taken off its stream before it is demodulated.</summary>
/// <remarks>
/// The tracker, on any thread, says what holds (<see cref="Listen"/>, <see cref="Rest"/>); the loop thread takes it up at its next block, without a lock. When a channel
/// begins and ends to listen is said by the UTC of samples: how early or late the tracker says it does not matter. The shift is
/// computed for the UTC of samples at whole multiples of about 8 ms (40 ms for a channel that is cut out of the stream), and moves evenly between them: no step in frequency or phase, however the stream is cut.
/// </remarks>
public sealed class ChannelTracking
{
    private readonly double _sampleRateHz;
    private readonly int _knotLength;
    private readonly RampMixer _mixer;
    private readonly Complex32[] _corrected;
    private Window? _wanted;
    private IDopplerModel? _model;
    private long _knot = long.MinValue;
    private double _fromHz, _toHz;

    /// <param name="sampleRateHz">Sample rate, Hz.</param>
    /// <param name="longestBlock">Samples of the longest block; 0 for a channel that is cut out of the stream, which takes the shift off by itself.</param>
    public ChannelTracking(double sampleRateHz, int longestBlock)
    {
        _sampleRateHz = sampleRateHz;
        _knotLength = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, sampleRateHz * (longestBlock > 0 ? 0.006 : 0.03)));
        _mixer = new RampMixer(sampleRateHz);
        _corrected = new Complex32[longestBlock];
    }

    /// <summary>Whether the channel listens, or will by itself.</summary>
    public bool IsListening => Volatile.Read(ref _wanted) is not null;

    /// <summary>The shift that is taken off at a time, Hz; null while the channel rests.</summary>
    public double? ShiftAt(DateTimeOffset utc) => Volatile.Read(ref _wanted)?.Doppler.ShiftHz(utc);

    /// <summary>Tracker: the channel listens while samples are of this time.</summary>
    /// <param name="doppler">Its shift then.</param>
    /// <param name="from">UTC of the first block.</param>
    /// <param name="until">UTC of the block that is the first it does not listen to.</param>
    public void Listen(IDopplerModel doppler, DateTimeOffset from, DateTimeOffset until) => Volatile.Write(ref _wanted, new Window(doppler, from, until));

    /// <summary>Tracker: the channel rests from now on.</summary>
    public void Rest() => Volatile.Write(ref _wanted, null);

    /// <summary>Loop thread: takes up what the tracker wants.</summary>
    /// <param name="utc">Of the block that comes.</param>
    /// <returns>Whether the channel listens to it.</returns>
    internal bool TakeUp(DateTimeOffset utc)
    {
        _model = Volatile.Read(ref _wanted) is { } window && window.Holds(utc) ? window.Doppler : null;
        if (_model is null)
            _knot = long.MinValue;
        return _model is not null;
    }

    /// <summary>Loop thread: whether the channel listens to a block of that time, as far as is known.</summary>
    internal bool WillListen(DateTimeOffset utc) => Volatile.Read(ref _wanted) is { } window && window.Holds(utc);

    /// <summary>Loop thread: the block without the shift. After <see cref="TakeUp"/> said that the channel listens.</summary>
    internal ReadOnlySpan<Complex32> Correct(ReadOnlySpan<Complex32> block, in SampleBlockInfo info)
    {
        var at = info.FirstSample;
        for (var done = 0; done < block.Length;)
        {
            var knot = at - (at % _knotLength);
            if (knot != _knot)
                NextKnot(knot, info);
            var n = (int)Math.Min(knot + _knotLength - at, block.Length - done);
            _mixer.Process(block.Slice(done, n), -ShiftIn(at - knot), -ShiftIn(at - knot + n), _corrected.AsSpan(done));
            (done, at) = (done + n, at + n);
        }
        return _corrected.AsSpan(0, block.Length);
    }

    /// <summary>Loop thread: what says the shift that is taken off; null while the channel rests.</summary>
    internal IDopplerModel? Model => _model;

    /// <summary>Loop thread: the shift to be taken off at a sample, Hz; samples in rising order. After <see cref="TakeUp"/> said that the channel listens.</summary>
    internal double ShiftOf(long sample, in SampleBlockInfo info)
    {
        long knot = sample - (sample % _knotLength);
        if (knot != _knot)
            NextKnot(knot, info);
        return ShiftIn(sample - knot);
    }

    private sealed record Window(IDopplerModel Doppler, DateTimeOffset From, DateTimeOffset Until)
    {
        public bool Holds(DateTimeOffset utc) => utc >= From && utc < Until;
    }

    private double ShiftIn(long samples) => _fromHz + ((_toHz - _fromHz) * samples / _knotLength);

    private void NextKnot(long knot, in SampleBlockInfo info)
    {
        // Another model takes over from where the last one stands, so that the ramp goes on.
        _fromHz = knot == _knot + _knotLength ? _toHz : _model!.ShiftHz(Utc(knot, info));
        _toHz = _model!.ShiftHz(Utc(knot + _knotLength, info));
        _knot = knot;
    }

    private DateTimeOffset Utc(long sample, in SampleBlockInfo info) =>
        info.FirstSampleUtc.AddTicks((long)Math.Round((sample - info.FirstSample) / _sampleRateHz * TimeSpan.TicksPerSecond));
}
