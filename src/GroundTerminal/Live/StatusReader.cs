using System.Diagnostics;
using GroundTerminal.Delivery;
using GroundTerminal.Devices.PluginModems;
using GroundTerminal.Modems;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Reads the counters of all parts into one <see cref="StationStatus"/>. Any threads.</summary>
public sealed class StatusReader(string station, ReceivingEngine engine, FrameIntake intake, LastFrames lastFrames, LiveParts parts)
{
    private const int ShownContacts = 5;
    private readonly Lock _lock = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly ReceivingOptions _options = engine.Options;
    private (long Timestamp, long Samples) _rateFrom = (Stopwatch.GetTimestamp(), 0);
    private double _samplesPerSecond;

    public static string Version { get; } = typeof(StatusReader).Assembly.GetName().Version?.ToString(3) ?? "";

    /// <summary>How much signal was read, s.</summary>
    public double SignalSeconds => engine.Reader.Samples / engine.Radio.SampleRateHz;

    public StationStatus Read() => new()
    {
        Station = station,
        Version = Version,
        Time = parts.Clock.GetUtcNow(),
        UptimeSeconds = Math.Round(Stopwatch.GetElapsedTime(_started).TotalSeconds, 3),
        Radio = new RadioStatus(engine.Radio.Description, engine.Radio.SampleRateHz, engine.Radio.CenterFrequencyHz) { Health = (engine.Radio as IMonitoredRadio)?.Health },
        Stream = ReadStream(),
        Loop = ReadLoop(),
        Store = ReadStore(),
        Kiss = parts.Kiss is { } kiss ? ReadKiss(kiss) : null,
        Channels = [.. engine.Channels.Select((c, i) => ReadChannel(c, engine.Feeds.GetValueOrDefault(i)))],
        Antenna = parts.Tracking?.Antenna is { } antenna ? AntennaReport.Of(antenna.Status, parts.Tracking.RotatorDescription!) : null,
        Clock = parts.MachineClock?.Quality,
        Contacts = parts.Tracking is null ? [] : [.. parts.Tracking.Book.Contacts.Where(c => !c.IsOver).Take(ShownContacts)],
        Transmit = parts.Transmit?.Status,
        Recorder = parts.Recorder?.Status,
        Notes = [.. engine.Notes, .. parts.Tracking?.Notes ?? [], .. parts.Recorder?.Notes ?? [], .. parts.Transmit?.Notes ?? [], .. parts.Modems.Notes],
    };

    private IEnumerable<FrameQueue> Queues => engine.Loops.Select(l => l.Frames).Concat(engine.Channels.Select(c => c.OwnFrames).OfType<FrameQueue>());

    private StreamStatus ReadStream() => new()
    {
        Samples = engine.Reader.Samples,
        SamplesPerSecond = Rate(engine.Reader.Samples),
        Gaps = engine.Loops.Max(l => l.Gaps),
        LostByRadio = engine.Reader.LostByRadio,
        DroppedSamples = engine.Loops.Max(l => l.Ring.DroppedSamples),
        RingFill = engine.Loops.Max(l => l.Ring.Fill),
        RingHighWater = engine.Loops.Max(l => l.Ring.HighWater),
        RingBlocks = _options.RingBlocks,
        BlockLength = _options.BlockLength,
    };

    private LoopStatus ReadLoop() => new()
    {
        Threads = engine.Loops.Count,
        Workers = engine.Workers.Count,
        WorkerBudgetUsed = engine.Workers.Count == 0 ? null : Math.Round(engine.Workers.Average(w => w.Meter.BudgetUsed), 4),
        BudgetUsed = Math.Round(engine.Loops.Max(l => l.Meter.BudgetUsed), 4),
        WorstBudgetUsed = Math.Round(engine.Loops.Max(l => l.Meter.WorstBudgetUsed), 4),
        WorstIterationMicroseconds = Math.Round(engine.Loops.Max(l => l.Meter.WorstMicroseconds), 1),
        WorstIterationInFirstSecondMicroseconds = Math.Round(engine.Loops.Max(l => l.Meter.WorstInFirstSecondMicroseconds), 1),
        WorstHandOverMicroseconds = Math.Round(engine.Reader.Meter.WorstMicroseconds, 1),
        RadioThreadAllocatedBytes = engine.Reader.Meter.AllocatedBytes,
        LoopThreadAllocatedBytes = engine.Loops.Sum(l => l.Meter.AllocatedBytes) + engine.Workers.Sum(w => w.Meter.AllocatedBytes),
        Histogram = [.. Enumerable.Range(0, ThreadMeter.Classes).Select(n => engine.Loops.Sum(l => l.Meter.CountBelow(n)))],
    };

    private StoreStatus ReadStore() => new()
    {
        Path = parts.Store.Location,
        Stored = intake.Stored,
        Queued = Queues.Sum(q => q.Count),
        Dropped = Queues.Sum(q => q.Dropped),
        Unstored = intake.Unstored,
        Failures = intake.Failures,
        MedianLatencyMilliseconds = Rounded(intake.Latency.Quantile(0.5)),
        Latency99Milliseconds = Rounded(intake.Latency.Quantile(0.99)),
        WorstLatencyMilliseconds = intake.Latency.Count > 0 ? Rounded(intake.Latency.WorstMilliseconds) : null,
        Error = intake.LastError,
    };

    private static KissStatus ReadKiss(KissTcpServer kiss) => new()
    {
        Endpoint = kiss.Endpoint.ToString(),
        Clients = kiss.Clients,
        FramesSent = kiss.Counters.FramesSent,
        FramesDropped = kiss.Counters.FramesDropped,
        FramesReceived = kiss.Counters.FramesReceived,
        ClientsDropped = kiss.Counters.ClientsDropped,
    };

    private ChannelStatus ReadChannel(Channel channel, ChannelFeed? feed)
    {
        ReceiverStatistics statistics = channel.Receiver.Statistics;
        return new ChannelStatus
        {
            Name = channel.Name,
            Satellite = channel.Satellite,
            Modulation = channel.Modulation,
            BaudRate = channel.BaudRate,
            Framing = channel.Framing,
            FrequencyHz = engine.Radio.CenterFrequencyHz + channel.OffsetHz,
            OffsetHz = Rounded(statistics.FrequencyOffsetHz + channel.CenterHz - channel.OffsetHz),
            SnrDb = Rounded(statistics.SnrDb),
            Frames = statistics.Frames,
            Duplicates = statistics.Duplicates,
            CheckFailures = statistics.CheckFailures,
            Candidates = statistics.Candidates,
            DopplerHz = channel.Tracking?.ShiftAt(parts.Clock.GetUtcNow()) is { } shift ? Math.Round(shift, 1) : null,
            Listening = channel.Tracking?.IsListening ?? true,
            SampleRateHz = channel.Cut?.SampleRateHz ?? engine.Radio.SampleRateHz,
            DroppedSamples = feed?.DroppedSamples ?? 0,
            LastFrame = lastFrames.Of(channel.Name),
            Modem = channel.Receiver is PluginReceiver plugin ? new ModemStatus(plugin.Modem.State, plugin.Modem.Restarts, plugin.LostSamples) : null,
        };
    }

    private static double? Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 1) : null;

    private double Rate(long samples)
    {
        lock (_lock)
        {
            double seconds = Stopwatch.GetElapsedTime(_rateFrom.Timestamp).TotalSeconds;
            if (seconds >= 1 || _samplesPerSecond == 0)
            {
                _samplesPerSecond = Math.Round((samples - _rateFrom.Samples) / Math.Max(seconds, 1e-3));
                _rateFrom = (Stopwatch.GetTimestamp(), samples);
            }
            return _samplesPerSecond;
        }
    }
}
