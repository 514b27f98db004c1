using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>The real-time loop: one radio thread, one or more loop threads, and the queues that frames leave by.</summary>
public sealed class ReceivingEngine
{
    private const int RadioPriority = 30, LoopPriority = 20;
    private readonly ReceivingOptions _options;
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread[] _threads;
    private volatile Exception? _failure;
    private int _running;
    private long _stopRequested = long.MaxValue;

    /// <param name="radio">The radio; still the caller's, to be disposed after <see cref="Completed"/>.</param>
    /// <param name="channels">Spread over the loop threads in turn.</param>
    /// <param name="options">Sizes and wishes.</param>
    /// <param name="taps">Rings of consumers beside the loop, of the options' block length; each loses what it has no room for. Where the radio can be held back they hold it back.</param>
    public ReceivingEngine(IRadio radio, IReadOnlyList<Channel> channels, ReceivingOptions options, IReadOnlyList<SampleRing>? taps = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LoopThreads, 1);
        (Radio, Channels, _options) = (radio, channels, options);
        Tap = new SpectrumTap(options.SpectrumLength, (long)(radio.SampleRateHz * 0.05));
        Loops = [.. Enumerable.Range(0, options.LoopThreads).Select(CreateLoop)];
        Reader = new RadioReader(radio, [.. Loops.Select(l => l.Ring), .. taps ?? []]);
        _threads = [CreateThread("radio", RunRadio, 0), .. Loops.Select((loop, i) => CreateThread($"loop {i}", () => RunLoop(loop), i + 1))];
        _running = _threads.Length;
    }

    /// <summary>What it was built with.</summary>
    public ReceivingOptions Options => _options;

    /// <summary>The radio.</summary>
    public IRadio Radio { get; }

    /// <summary>The channels; a queued frame names its channel by its index here.</summary>
    public IReadOnlyList<Channel> Channels { get; }

    /// <summary>The radio thread's work and counters.</summary>
    public RadioReader Reader { get; }

    /// <summary>The loop threads' work and counters.</summary>
    public IReadOnlyList<ChannelLoop> Loops { get; }

    /// <summary>Stretches of the stream for its spectrum.</summary>
    public SpectrumTap Tap { get; }

    /// <summary>What the system refused, and why a thread ended early.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    /// <summary>Ends when all threads have: all frames are then in the queues. Faulted where a thread failed.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Starts the threads.</summary>
    public void Start()
    {
        if (_options.RealTime)
            Note(LinuxScheduling.LockMemory());
        foreach (Thread thread in _threads)
            thread.Start();
    }

    /// <summary>Ends the stream: what is in the rings is still decoded, as far as the drain limit allows.</summary>
    public void Stop()
    {
        Interlocked.CompareExchange(ref _stopRequested, Stopwatch.GetTimestamp(), long.MaxValue);
        _stop.Cancel();
    }

    private ChannelLoop CreateLoop(int index)
    {
        var ring = new SampleRing(_options.RingBlocks, _options.BlockLength);
        var frames = new FrameQueue(_options.FrameQueueSlots, _options.MaxPayload);
        IEnumerable<(int, Channel)> own = Channels.Select((channel, i) => (i, channel)).Where(c => c.i % _options.LoopThreads == index);
        return new ChannelLoop(ring, frames, own, Radio.SampleRateHz, index == 0 ? Tap : null);
    }

    private Thread CreateThread(string name, Action work, int index) => new(() => RunThread(name, work, index)) { Name = name, IsBackground = true };

    private void RunThread(string name, Action work, int index)
    {
        try
        {
            if (_options.RealTime)
                RequestRealTime(name, index);
            work();
        }
        catch (Exception e)
        {
            // Whatever the radio or a receiver threw: the station is told and ends in order, with the frames that there are.
            Note($"{name} thread failed: {e.Message}");
            _failure = e;
            Stop();
        }
        finally
        {
            if (index == 0)
                Reader.End();
            if (Interlocked.Decrement(ref _running) == 0)
                Complete();
        }
    }

    private void Complete()
    {
        if (_failure is { } failure)
            _completed.TrySetException(failure);
        else
            _completed.TrySetResult();
    }

    private void RunRadio()
    {
        while (!_stop.IsCancellationRequested && Reader.Step(_stop.Token))
        {
        }
    }

    private void RunLoop(ChannelLoop loop)
    {
        var idle = new IdleWait();
        while (!DrainIsOver())
        {
            bool ended = Reader.Ended;
            if (loop.TryStep())
                idle.Reset();
            else if (ended)
                break;
            else
                idle.Wait();
        }
        loop.Flush();
    }

    private bool DrainIsOver()
    {
        long requested = Volatile.Read(ref _stopRequested);
        return requested != long.MaxValue && Stopwatch.GetElapsedTime(requested) > _options.DrainLimit;
    }

    private void RequestRealTime(string name, int index)
    {
        Note(LinuxScheduling.RequestFifo(index == 0 ? RadioPriority : LoopPriority), name);
        int processors = Math.Min(64, Environment.ProcessorCount);
        if (processors > _threads.Length)
            Note(LinuxScheduling.BindTo(processors - 1 - index), name);
    }

    private void Note(string? text, string? thread = null)
    {
        if (text is not null)
            _notes.Enqueue(thread is null ? text : $"{thread} thread: {text}");
    }
}
