using System.Collections.Concurrent;
using System.Diagnostics;
using GroundTerminal.Devices.PluginModems;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Devices.PluginModems;

/// <summary>A library behind its tap as a station has it, fed by the test.</summary>
internal sealed class PluginRig : IDisposable, IReceivedFrameSink
{
    public const double RateHz = 48e3;
    public const int Block = 2048;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly double _radioRateHz;

    public PluginRig(bool process, string library, string text = "", bool holdBack = true, double radioRateHz = RateHz, double offsetHz = 0, double patienceSeconds = 0.3)
    {
        _radioRateHz = radioRateHz;
        var options = new PluginOptions
        {
            Channel = "c",
            Library = library,
            Options = text,
            SampleRateHz = RateHz,
            CenterFrequencyHz = 437e6,
            Patience = TimeSpan.FromSeconds(patienceSeconds),
            FirstWait = TimeSpan.FromMilliseconds(20),
            LongestWait = TimeSpan.FromMilliseconds(40),
        };
        var mail = new PluginMail(Queue, 3, offsetHz, RateHz, radioRateHz);
        string dotnet = Path.GetFileName(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
        Sink = process ? new ProcessPluginSink(options, mail, [dotnet, Path.Combine(AppContext.BaseDirectory, "groundterminal.dll")], Told.Enqueue) : new ThreadPluginSink(options, mail, Told.Enqueue);
        Tap = new SampleTapReceiver(new SampleTapOptions { RadioRateHz = radioRateHz, OffsetHz = offsetHz, ChannelRateHz = RateHz, LongestBlock = Block, HoldBack = holdBack }, Sink);
        Receiver = new PluginReceiver(Tap, Sink);
    }

    public FrameQueue Queue { get; } = new(1024, PluginOptions.MaxFrame);

    public ConcurrentQueue<string> Told { get; } = new();

    public IPluginSink Sink { get; }

    public SampleTapReceiver Tap { get; }

    public PluginReceiver Receiver { get; }

    public long Fed { get; private set; }

    /// <summary>Longest time that the loop's side took for a block.</summary>
    public TimeSpan Longest { get; private set; }

    public static void WaitFor(Func<bool> condition, string what)
    {
        for (long started = Stopwatch.GetTimestamp(); !condition(); Thread.Sleep(5))
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, what);
    }

    public void Feed(int samples) => Feed(new Complex32[samples]);

    public void Feed(ReadOnlySpan<Complex32> samples)
    {
        for (; !samples.IsEmpty; samples = samples[Math.Min(Block, samples.Length)..])
        {
            ReadOnlySpan<Complex32> block = samples[..Math.Min(Block, samples.Length)];
            long started = Stopwatch.GetTimestamp();
            Receiver.Process(block, new SampleBlockInfo(Fed, Start.AddSeconds(Fed / _radioRateHz), TimeSpan.FromMilliseconds(2), 0), this);
            TimeSpan took = Stopwatch.GetElapsedTime(started);
            Longest = took > Longest ? took : Longest;
            Fed += block.Length;
        }
    }

    /// <summary>Samples are lost here.</summary>
    public void Lose(long samples)
    {
        Receiver.Skip(samples);
        Fed += samples;
    }

    public List<(QueuedFrame About, byte[] Payload)> Frames()
    {
        var frames = new List<(QueuedFrame, byte[])>();
        for (; Queue.TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload); Queue.EndRead())
            frames.Add((frame, payload.ToArray()));
        return frames;
    }

    public void OnFrame(in ReceivedFrame frame) => Assert.Fail("frames of a library go into the channel's own queue");

    public void Dispose() => Receiver.Dispose();
}
