using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station;

namespace GroundTerminal.Devices;

/// <summary>A radio that plays a recording of complex samples or of audio, paced or as fast as it is read, once or again and again.</summary>
/// <remarks>The recording is opened for its next round on a thread of the pool while this one is played, so that reading never allocates.</remarks>
public sealed class FileRadio : IRadio
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(20);
    private readonly FileRadioOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<TimeSpan> _sleep;
    private readonly NextRound? _next;
    private readonly float[] _audio;
    private ISampleReader _reader;
    private DateTimeOffset _utc;
    private long _utcIndex, _startTimestamp, _index, _played, _inRound;
    private int _segment;
    private bool _loops;
    private bool _roundIsEmpty = true;

    /// <param name="open">Opens the recording at its beginning; called again for each round.</param>
    /// <param name="options">How it is played.</param>
    /// <param name="clock">Paces it, and gives the UTC where the recording says none.</param>
    /// <param name="sleep">Waits; null means <see cref="Thread.Sleep(TimeSpan)"/>.</param>
    /// <exception cref="InputException">The recording cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The pace is not above 0.</exception>
    public FileRadio(Func<ISampleReader> open, FileRadioOptions options, TimeProvider clock, Action<TimeSpan>? sleep = null)
    {
        if (options.Pace is { } pace && !(pace > 0))
            throw new ArgumentOutOfRangeException(nameof(options), pace, "The pace must be above 0, or null for as fast as it goes.");
        (_options, _clock, _sleep) = (options, clock, sleep ?? Thread.Sleep);
        _reader = open();
        SampleKind = _reader.Kind;
        _audio = SampleKind == SampleKind.Audio ? new float[8192] : [];
        (Description, SampleRateHz, CenterFrequencyHz) = ($"file, {_reader.Description}", _reader.SampleRateHz, _reader.CenterFrequencyHz ?? 0);
        _next = options.Loop ? new NextRound(open) : null;
    }

    public string Description { get; }

    public double SampleRateHz { get; }

    public SampleKind SampleKind { get; }

    public double CenterFrequencyHz { get; }

    public bool CanBeHeldBack => _options.Pace is null;

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        if (_played == 0)
            Start();
        info = default;
        long lost = EnterSegments();
        int count = cancellation.IsCancellationRequested ? 0 : ReadOn(destination[..(int)Math.Min(destination.Length, SegmentLeft())]);
        if (count == 0 || !WaitUntilDue(_played + count, cancellation))
            return 0;
        info = new SampleBlockInfo(_index, _utc + TimeSpan.FromSeconds((_index - _utcIndex) / SampleRateHz), TimeSpan.Zero, lost);
        (_index, _played, _inRound) = (_index + count, _played + count, _inRound + count);
        return count;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _next?.Dispose();
    }

    private void Start()
    {
        (_utc, _startTimestamp) = (_reader.StartTime ?? _clock.GetUtcNow(), _clock.GetTimestamp());
        _index = _utcIndex = _reader.Segments is [{ StreamIndex: { } first }, ..] ? first : 0;
    }

    // What was lost while it was recorded is lost again, though nobody waits for it. Only the first round has the recording's times.
    private long EnterSegments()
    {
        long lost = 0;
        for (IReadOnlyList<SampleSegment> segments = _reader.Segments; _segment + 1 < segments.Count && segments[_segment + 1].FirstSample <= _inRound; _segment++)
        {
            var (before, now) = (segments[_segment], segments[_segment + 1]);
            lost += Math.Max(0, (now.StreamIndex - before.StreamIndex - (now.FirstSample - before.FirstSample)) ?? 0);
            if (now.Time is { } time && !_loops)
                (_utc, _utcIndex) = (time, _index + lost);
        }
        _index += lost;
        return lost;
    }

    private long SegmentLeft() => _segment + 1 < _reader.Segments.Count ? _reader.Segments[_segment + 1].FirstSample - _inRound : long.MaxValue;

    // An empty recording ends even where it is to be looped.
    private int ReadOn(Span<Complex32> destination)
    {
        int count = ReadSamples(destination);
        if (count == 0 && _next is not null && !_roundIsEmpty)
        {
            _reader = _next.Swap(_reader);
            (_loops, _segment, _inRound) = (true, 0, 0);
            count = ReadSamples(destination[..(int)Math.Min(destination.Length, SegmentLeft())]);
        }
        _roundIsEmpty = count == 0;
        return count;
    }

    private int ReadSamples(Span<Complex32> destination)
    {
        if (SampleKind == SampleKind.Iq)
            return _reader.Read(destination);
        int count = _reader.Read(_audio.AsSpan(0, Math.Min(_audio.Length, destination.Length)));
        for (var i = 0; i < count; i++)
            destination[i] = new Complex32(_audio[i], 0);
        return count;
    }

    private bool WaitUntilDue(long samples, CancellationToken cancellation)
    {
        while (_options.Pace is { } pace && !cancellation.IsCancellationRequested)
        {
            TimeSpan left = TimeSpan.FromSeconds(samples / (SampleRateHz * pace)) - _clock.GetElapsedTime(_startTimestamp);
            if (left <= TimeSpan.Zero)
                return true;
            _sleep(left < LongestSleep ? left : LongestSleep);
        }
        return !cancellation.IsCancellationRequested;
    }

    /// <summary>Opens the recording ahead of time, and disposes of the reader that was played.</summary>
    private sealed class NextRound : IThreadPoolWorkItem, IDisposable
    {
        private readonly Func<ISampleReader> _open;
        private readonly ManualResetEventSlim _ready = new();
        private ISampleReader? _next, _played;
        private Exception? _failure;

        public NextRound(Func<ISampleReader> open)
        {
            _open = open;
            Execute();
        }

        public ISampleReader Swap(ISampleReader played)
        {
            _ready.Wait();
            _ready.Reset();
            if (_failure is { } failure)
                throw failure;
            ISampleReader next = _next!;
            (_next, _played) = (null, played);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            return next;
        }

        public void Execute()
        {
            try
            {
                _played?.Dispose();
                _next = _open();
            }
            catch (Exception e)
            {
                _failure = e;
            }
            _ready.Set();
        }

        public void Dispose()
        {
            _ready.Wait();
            _next?.Dispose();
            _ready.Dispose();
        }
    }
}
