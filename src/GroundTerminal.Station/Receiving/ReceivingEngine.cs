using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>The real-time loop: one radio thread, one or more loop threads, and the queues that frames leave by.</summary>
public sealed class ReceivingEngine
{
    private const int RadioPriority = 30, LoopPriority = 20;
    private const int RadioNice = -20, LoopNice = -15, WorkerNice = -10;
    private readonly ReceivingOptions _options;
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread[] _threads;
    private RealTimePlan? _plan;
    private volatile Exception? _failure;
    private readonly Dictionary<int, ChannelFeed> _feeds = [];
    private volatile bool _cutEnded;
    private int _running;
    private long _stopRequested = long.MaxValue;

    /// <param name="radio">The radio; still the caller's, to be disposed after <see cref="Completed"/>.</param>
    /// <param name="channels">Those that get the whole stream are spread over the loop threads in turn, those that are cut out of it over the workers as there is work.</param>
    /// <param name="options">Sizes and wishes.</param>
    /// <param name="taps">Rings of consumers beside the loop, of the options' block length; each loses what it has no room for. Where the radio can be held back they hold it back.</param>
    public ReceivingEngine(IRadio radio, IReadOnlyList<Channel> channels, ReceivingOptions options, IReadOnlyList<SampleRing>? taps = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.LoopThreads, 1);
        (Radio, Channels, _options) = (radio, channels, options);
        Tap = new SpectrumTap(options.SpectrumLength, (long)(radio.SampleRateHz * 0.05));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ChannelBank? bank = CreateBank();
        int whole = channels.Count - _feeds.Count, loops = bank is null ? options.LoopThreads : Math.Clamp(whole, 1, options.LoopThreads);
        Loops = [.. Enumerable.Range(0, loops).Select(i => CreateLoop(i, loops, bank))];
        Workers = CreateWorkers();
        Reader = new RadioReader(radio, [.. Loops.Select(l => l.Ring), .. taps ?? []]);
        _threads =
        [
            CreateThread("radio", RunRadio, 0),
            .. Loops.Select((loop, i) => CreateThread($"loop {i}", () => RunLoop(loop), i + 1)),
            .. Workers.Select((worker, i) => CreateThread($"worker {i}", () => RunWorker(worker), loops + i + 1)),
        ];
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

    /// <summary>The workers' counters; none where no channel is cut out.</summary>
    public IReadOnlyList<ChannelWorker> Workers { get; }

    /// <summary>What waits for the workers, by the channel's index; only of channels that are cut out.</summary>
    public IReadOnlyDictionary<int, ChannelFeed> Feeds => _feeds;

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
            PrepareRealTime();
        foreach (Thread thread in _threads)
            thread.Start();
    }

    /// <summary>Ends the stream: what is in the rings is still decoded, as far as the drain limit allows.</summary>
    public void Stop()
    {
        Interlocked.CompareExchange(ref _stopRequested, Stopwatch.GetTimestamp(), long.MaxValue);
        _stop.Cancel();
    }

    private ChannelLoop CreateLoop(int index, int loops, ChannelBank? bank)
    {
        var ring = new SampleRing(_options.RingBlocks, _options.BlockLength);
        var frames = new FrameQueue(_options.FrameQueueSlots, _options.MaxPayload);
        IEnumerable<(int Index, Channel Channel)> whole = Channels.Select((channel, i) => (i, channel)).Where(c => c.channel.Cut is null);
        return new ChannelLoop(ring, frames, whole.Where((_, i) => i % loops == index), Radio.SampleRateHz, index == 0 ? Tap : null, index == 0 ? bank : null);
    }

    private ChannelBank? CreateBank()
    {
        Func<bool>? waits = Radio.CanBeHeldBack ? () => !DrainIsOver() : null;
        var (channels, gains, plan) = (new List<CutChannel>(), new Dictionary<int, float[]>(), default(ChannelizerPlan));
        for (int i = 0; i < Channels.Count; i++)
        {
            if (Channels[i].Cut is not { } cut)
                continue;
            if (Channels[i].OwnFrames is null)
                throw new ArgumentException($"Channel {Channels[i].Name} is cut out of the stream and has no queue for its frames.");
            plan = cut.Plan;
            if (!gains.ContainsKey(cut.Decimation))
                gains[cut.Decimation] = ChannelizerFilter.Gains(plan.Size, cut.Decimation);
            int hops = (_options.BlockLength / plan.Hop) + 2;
            _feeds[i] = new ChannelFeed(_options.FeedBlocks, hops * plan.Hop / cut.Decimation);
            channels.Add(new CutChannel(Channels[i], gains[cut.Decimation], _feeds[i], waits));
        }
        return plan is null ? null : new ChannelBank(plan, [.. channels]);
    }

    private ChannelWorker[] CreateWorkers()
    {
        FeedReader[] readers = [.. _feeds.Select(f => new FeedReader(f.Key, Channels[f.Key], f.Value))];
        int count = Math.Min(_options.Workers, readers.Length);
        return [.. Enumerable.Range(0, count).Select(i => new ChannelWorker(readers, i * readers.Length / count))];
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
        if (_plan is { IsSeparate: true })
            LinuxScheduling.BindAllTo(_plan.All);
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
        if (loop == Loops[0])
            _cutEnded = true;
    }

    private void RunWorker(ChannelWorker worker)
    {
        var idle = new IdleWait();
        while (!DrainIsOver())
        {
            bool ended = _cutEnded;
            if (worker.TryStep())
                idle.Reset();
            else if (ended)
                break;
            else
                idle.Wait();
        }
        worker.Flush();
    }

    private bool DrainIsOver()
    {
        long requested = Volatile.Read(ref _stopRequested);
        return requested != long.MaxValue && Stopwatch.GetElapsedTime(requested) > _options.DrainLimit;
    }

    private void PrepareRealTime()
    {
        Note(LinuxScheduling.LockMemory());
        _plan = new RealTimePlan(LinuxScheduling.Processors(), Loops.Count);
        if (_plan.IsSeparate)
            Note(LinuxScheduling.BindAllTo(_plan.Others));
    }

    private void RequestRealTime(string name, int index)
    {
        bool isWorker = index > Loops.Count;
        if (isWorker || !_plan!.IsSeparate)
        {
            Note(LinuxScheduling.RequestNice(isWorker ? WorkerNice : index == 0 ? RadioNice : LoopNice), name);
            if (_plan!.IsSeparate)
                Note(LinuxScheduling.BindTo(_plan.All), name); // workers go where there is time
            return;
        }
        if (LinuxScheduling.BindTo([_plan.ProcessorOf(index)]) is { } refused)
            Note(refused, name);
        else
            Note(LinuxScheduling.RequestFifo(index == 0 ? RadioPriority : LoopPriority), name);
    }

    private void Note(string? text, string? thread = null)
    {
        if (text is not null)
            _notes.Enqueue(thread is null ? text : $"{thread} thread: {text}");
    }
}
