using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Station.Frames;

/// <summary>Moves frames from the loop's queues to the store, then tells the listeners. One thread, which batches what waits into one transaction.</summary>
/// <remarks>Where the store refuses (disk full), the batch is kept and tried again; meanwhile the queues fill, and what they lose they count.</remarks>
public sealed class FrameIntake
{
    private const int LargestBatch = 512, Nice = -10;
    private readonly FrameStore _store;
    private readonly IReadOnlyList<FrameQueue> _queues;
    private readonly IReadOnlyList<Channel> _channels;
    private readonly IReadOnlyList<IFrameListener> _listeners;
    private readonly List<Frame> _batch = new(LargestBatch);
    private readonly ManualResetEventSlim _finishing = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<DateTimeOffset> _ends = new(LargestBatch);
    private readonly TimeProvider _clock;
    private readonly TimeSpan _poll, _retry;
    private long _stored, _failures, _unstored;
    private string? _lastError;

    /// <param name="store">Where frames are kept.</param>
    /// <param name="queues">Where they come from.</param>
    /// <param name="channels">What a frame's channel index means.</param>
    /// <param name="listeners">Who is told, in this order.</param>
    /// <param name="clock">The clock of the samples' UTC, for <see cref="Latency"/>; null means the machine's.</param>
    /// <param name="poll">How often the queues are looked at; null means 10 ms.</param>
    /// <param name="retry">How long to wait before a refused batch is tried again; null means 250 ms.</param>
    public FrameIntake(
        FrameStore store,
        IReadOnlyList<FrameQueue> queues,
        IReadOnlyList<Channel> channels,
        IReadOnlyList<IFrameListener> listeners,
        TimeProvider? clock = null,
        TimeSpan? poll = null,
        TimeSpan? retry = null)
    {
        (_store, _queues, _channels, _listeners) = (store, queues, channels, listeners);
        _clock = clock ?? TimeProvider.System;
        _poll = poll ?? TimeSpan.FromMilliseconds(10);
        _retry = retry ?? TimeSpan.FromMilliseconds(250);
    }

    /// <summary>Frames stored since the start.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>How long frames took from their last sample to the disk.</summary>
    public LatencyMeter Latency { get; } = new();

    /// <summary>How often the store refused a batch.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Why the last batch was refused; null once one was stored again.</summary>
    public string? LastError => Volatile.Read(ref _lastError);

    /// <summary>Frames given up at the end, because the store refused to the last.</summary>
    public long Unstored => Volatile.Read(ref _unstored);

    /// <summary>Ends after <see cref="Finish"/>, when the queues are empty and everyone was told.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(Run) { Name = "frame store", IsBackground = true }.Start();

    /// <summary>Says that no more frames come: what waits is stored, tried once more if refused, and the thread ends.</summary>
    public void Finish() => _finishing.Set();

    private void Run()
    {
        _ = LinuxScheduling.RequestNice(Nice); // a wish: nobody is to wait for a frame because clients ask much
        try
        {
            while (true)
            {
                bool finishing = _finishing.IsSet;
                bool stored = TakeBatch() > 0 && TryStore();
                if (finishing && (_batch.Count > 0 || !stored))
                    break;
                if (!stored)
                    _finishing.Wait(_batch.Count > 0 ? _retry : _poll);
            }
            Volatile.Write(ref _unstored, _batch.Count);
            _completed.TrySetResult();
        }
        catch (Exception e)
        {
            _completed.TrySetException(e);
        }
    }

    private int TakeBatch()
    {
        foreach (FrameQueue queue in _queues)
        {
            while (_batch.Count < LargestBatch && queue.TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload))
            {
                _batch.Add(ToFrame(frame, payload));
                _ends.Add(frame.EndUtc);
                queue.EndRead();
            }
        }
        return _batch.Count;
    }

    private bool TryStore()
    {
        try
        {
            IReadOnlyList<Frame> stored = _store.Append(_batch);
            _batch.Clear();
            RecordLatency();
            Volatile.Write(ref _stored, _stored + stored.Count);
            Volatile.Write(ref _lastError, null);
            foreach (Frame frame in stored)
            {
                foreach (IFrameListener listener in _listeners)
                    listener.OnStored(frame);
            }
            return true;
        }
        catch (Sqlite.SqliteException e)
        {
            Volatile.Write(ref _failures, _failures + 1);
            Volatile.Write(ref _lastError, e.Message);
            return false;
        }
    }

    private void RecordLatency()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        foreach (DateTimeOffset end in _ends)
            Latency.Record(now - end);
        _ends.Clear();
    }

    private Frame ToFrame(in QueuedFrame frame, ReadOnlySpan<byte> payload)
    {
        Channel channel = _channels[frame.Channel];
        return new Frame
        {
            Payload = payload.ToArray(),
            Time = frame.Utc,
            Sample = frame.Sample,
            LengthSamples = frame.LengthSamples,
            SnrDb = frame.SnrDb,
            FrequencyOffsetHz = frame.FrequencyOffsetHz,
            DopplerHz = frame.DopplerHz,
            TimeUncertaintySeconds = frame.UtcUncertainty > TimeSpan.Zero ? frame.UtcUncertainty.TotalSeconds : double.NaN,
            TimingOffsetPpm = frame.TimingOffsetPpm,
            Inverted = frame.Inverted,
            CorrectedBits = frame.CorrectedBits,
            HeaderPlausible = frame.HeaderPlausible,
            Checked = frame.Checked,
            Satellite = channel.Satellite,
            Transmitter = channel.Name,
            Framing = channel.Framing,
        };
    }
}
