using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Radios;

/// <summary>A radio device as the loop reads it: every sample has its index and its UTC, what is lost is marked, and a device that fails is opened again until it is back.</summary>
/// <remarks>While it is away, reads wait. The samples that it would have given meanwhile count as lost, by the clock.</remarks>
public sealed class RecoveringRadio : IRadio, IMonitoredRadio
{
    private const double LargestRateError = 1e-6, LongestBacklogSeconds = 1;
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromMilliseconds(100), LookForNext = TimeSpan.FromMilliseconds(5);
    private readonly RecoveryOptions _options;
    private readonly RadioReopener _reopener;
    private readonly UtcBridge _utc;
    private readonly SampleTimeline _timeline;
    private IRadioStream? _stream;
    private RadioException? _lastFault;
    private long _next, _accounted, _faults, _recoveries, _lostByClock;
    private double _lastSampleAt;
    private double _firstAsked, _reading;
    private bool _interrupted, _hasBegun;
    private DateTimeOffset? _endUtc;

    /// <summary>Opens the device.</summary>
    /// <param name="tell">Told of each fault and each recovery once; on a thread of its own.</param>
    /// <exception cref="RadioException">It cannot be had.</exception>
    public RecoveringRadio(IRadioDevice device, RadioSettings settings, RecoveryOptions options, TimeProvider clock, Action<string> tell)
    {
        _options = options;
        _stream = device.Open(settings);
        foreach (string note in _stream.Notes)
            tell($"radio: {note}");
        (Description, SampleRateHz, CenterFrequencyHz) = (_stream.Description, _stream.SampleRateHz, _stream.CenterFrequencyHz);
        _utc = new UtcBridge(clock);
        _timeline = new SampleTimeline(SampleRateHz);
        _reopener = new RadioReopener(() => OpenTheSame(device, settings), options, tell);
    }

    public string Description { get; }

    public double SampleRateHz { get; }

    public double CenterFrequencyHz { get; }

    public RadioHealth Health => new()
    {
        Streams = Volatile.Read(ref _stream) is not null && !IsStuck,
        Faults = Volatile.Read(ref _faults),
        Recoveries = Volatile.Read(ref _recoveries),
        Attempts = _reopener.Attempts,
        LastFault = IsStuck ? "its library does not come back from a read" : Volatile.Read(ref _lastFault)?.Message,
        LostByClock = Volatile.Read(ref _lostByClock),
        SampleClockPpm = Known(_timeline.DriftPpm),
        UtcUncertaintySeconds = Known(_timeline.UncertaintySeconds) + _options.ClockUncertaintySeconds(),
    };

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        info = default;
        while (!cancellation.IsCancellationRequested)
        {
            if (_stream is null && !TryGoOn(cancellation))
                continue;
            double asked = _utc.Now();
            RadioRead read = TryRead(destination);
            if (read.Count == 0 || IsBacklog(read, asked))
                continue;
            info = Account(read);
            return read.Count;
        }
        return 0;
    }

    public void Dispose()
    {
        _reopener.Dispose();
        Interlocked.Exchange(ref _stream, null)?.Dispose();
    }

    // A read comes back within its timeout; where it does not, nothing can be done from here.
    private bool IsStuck => Volatile.Read(ref _reading) is var since && since > 0 && _utc.Now() - since > _options.Silence.TotalSeconds + 1;

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    // The loop was built for one rate: another one is a fault that may pass.
    private IRadioStream OpenTheSame(IRadioDevice device, RadioSettings settings)
    {
        IRadioStream stream = device.Open(settings);
        if (Math.Abs(stream.SampleRateHz - SampleRateHz) <= SampleRateHz * LargestRateError && stream.CenterFrequencyHz == CenterFrequencyHz)
            return stream;
        string was = FormattableString.Invariant($"it came back with {stream.SampleRateHz:0.###} Hz at {stream.CenterFrequencyHz:0} Hz instead of {SampleRateHz:0.###} Hz at {CenterFrequencyHz:0} Hz");
        stream.Dispose();
        throw new RadioException(RadioFailure.Settings, was);
    }

    private RadioRead TryRead(Span<Complex32> destination)
    {
        try
        {
            Volatile.Write(ref _reading, _utc.Now());
            RadioRead read = _stream!.Read(destination, ReadTimeout);
            Volatile.Write(ref _reading, 0);
            double now = _utc.Now();
            if (read.Count > 0 || _lastSampleAt == 0 || _stream.MayRest)
                _lastSampleAt = now;
            else if (now - _lastSampleAt > _options.Silence.TotalSeconds)
                Fail(new RadioException(RadioFailure.Hung, FormattableString.Invariant($"no samples for {now - _lastSampleAt:0.0} s, the device hangs")));
            return read;
        }
        catch (RadioException e)
        {
            Volatile.Write(ref _reading, 0);
            Fail(e);
            return default;
        }
    }

    // What piled up before anybody read is old, and more of it may be lost already: the stream begins with the first samples that had to be waited for.
    private bool IsBacklog(in RadioRead read, double asked)
    {
        if (_hasBegun)
            return false;
        double now = _utc.Now();
        if (_firstAsked == 0)
            _firstAsked = asked;
        _hasBegun = now - asked > read.Count / SampleRateHz / 2 || now - _firstAsked > LongestBacklogSeconds;
        if (!_hasBegun)
            _next += read.LostBefore + read.Count;
        return !_hasBegun;
    }

    private void Fail(RadioException fault)
    {
        IRadioStream broken = _stream!;
        Volatile.Write(ref _stream, null);
        Volatile.Write(ref _lastFault, fault);
        Volatile.Write(ref _faults, _faults + 1);
        _interrupted = true;
        _reopener.Ask(broken, fault);
    }

    private bool TryGoOn(CancellationToken cancellation)
    {
        if (_reopener.TryTake() is { } stream)
        {
            Volatile.Write(ref _stream, stream);
            Volatile.Write(ref _recoveries, _recoveries + 1);
            _lastSampleAt = _utc.Now();
            return true;
        }
        if (!cancellation.IsCancellationRequested)
            Thread.Sleep(LookForNext);
        return false;
    }

    private SampleBlockInfo Account(in RadioRead read)
    {
        double now = _utc.Now();
        _utc.Look(now);
        long lost = read.LostBefore + LostByClock(read, now);
        long first = _next + lost;
        _next = first + read.Count;
        _timeline.Observe(_next, read.Count, now);
        _endUtc = read.FirstSampleUtc?.AddSeconds(read.Count / SampleRateHz);
        DateTimeOffset utc = read.FirstSampleUtc ?? _utc.UtcOf(_timeline.SecondsOf(first));
        bool isFirst = _accounted == 0; // nobody misses what came before it
        _accounted++;
        return new SampleBlockInfo(first, utc, Uncertainty(read), isFirst ? 0 : lost);
    }

    private long LostByClock(in RadioRead read, double now)
    {
        long end = _next + read.LostBefore + read.Count, lost = 0;
        if (_timeline.HasBegun && (_interrupted || read.LostUnknown))
        {
            // A break is marked even where nothing seems to be missing.
            lost = Math.Max(1, read.FirstSampleUtc is { } utc && _endUtc is { } before
                ? (long)Math.Round((utc - before).TotalSeconds * SampleRateHz) - read.LostBefore
                : _timeline.Missing(end, now));
        }
        else
        {
            lost = _timeline.TakeSlip();
        }
        if (_interrupted)
            _timeline.Interrupt();
        _interrupted = false;
        Volatile.Write(ref _lostByClock, _lostByClock + lost);
        return lost;
    }

    private TimeSpan Uncertainty(in RadioRead read)
    {
        double? clock = _options.ClockUncertaintySeconds(), own = read.FirstSampleUtc is null ? _timeline.UncertaintySeconds : read.UtcUncertainty.TotalSeconds;
        if (read.FirstSampleUtc is null)
            own += clock;
        return own is { } seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }
}
