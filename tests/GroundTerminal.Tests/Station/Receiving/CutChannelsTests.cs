using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Live;
using GroundTerminal.Modems;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Receiving;

/// <summary>Channels that are cut out of a wide stream give what receivers of the whole stream give.</summary>
public class CutChannelsTests
{
    private const double RateHz = 1e6, CenterHz = 437e6, SearchHz = 8000;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string Modulation, double BaudRate, double OffsetHz)[] Signals =
    [
        ("FSK", 9600, -412_345), ("BPSK", 9600, -200_000), ("FSK", 19_200, 33_333), ("AFSK", 1200, 180_000), ("BPSK", 1200, 300_100), ("DBPSK Manchester", 1200, 401_000),
    ];

    [Theory]
    [InlineData(1, 4096)]
    [InlineData(2, 4096)]
    [InlineData(2, 777)]
    public async Task The_same_frames_at_the_same_place(int workers, int blockLength)
    {
        var whole = await Run(new Losing(Sky(), []), cuts: false, 1, 4096);
        var cut = await Run(new Losing(Sky(), []), cuts: true, workers, blockLength);
        Assert.Equal(Signals.Length, whole.Select(f => f.Frame.Channel).Distinct().Count());
        AssertSame(whole, cut);
    }

    /// <summary>Losses of which no length is a multiple of any decimation.</summary>
    [Fact]
    public async Task A_gap_in_the_stream_is_one_in_each_channel_and_indices_stay_right()
    {
        long[] losses = [300_000, 1_000_000, 1_010_000, 2_000_000];
        var whole = await Run(new Losing(Sky(), losses), cuts: false, 1, 4096);
        var cut = await Run(new Losing(Sky(), losses), cuts: true, 2, 4096);
        // The carrier of a frame right before a gap is measured over noise, by either receiver.
        AssertSame(whole, cut, frequencies: false);
    }

    [Fact]
    public async Task A_followed_channel_listens_in_its_window_and_has_its_shift_taken_off()
    {
        ChannelTracking Tracking(bool cuts)
        {
            var tracking = new ChannelTracking(RateHz, cuts ? 0 : 4096);
            tracking.Listen(new Ramp(), Start.AddSeconds(0.65), Start.AddSeconds(2.1));
            return tracking;
        }
        var whole = await Run(new Losing(Sky(), []), cuts: false, 1, 4096, Tracking);
        var cut = await Run(new Losing(Sky(), []), cuts: true, 2, 4096, Tracking);
        AssertSame(whole, cut);
        Assert.All(cut, f => Assert.InRange(f.Frame.Sample, 0.65 * RateHz, 2.1 * RateHz));
        Assert.All(cut, f => Assert.Equal(new Ramp().ShiftHz(f.Frame.Utc), f.Frame.DopplerHz, 1e-3));
    }

    [Fact]
    public async Task A_slow_channel_counts_its_loss_and_stops_no_other()
    {
        using var through = new ManualResetEventSlim();
        var cut = new ChannelCut(ChannelizerPlan.For(RateHz)!, 16);
        var (slow, quick) = (new Counting { Before = through.Wait }, new Counting());
        ReceivingEngine? engine = null;
        var radio = new FakeRadio(2_000_000, canBeHeldBack: false) { LoseBefore = next => Follow(engine!, next > 1_990_000 ? through : null) };
        engine = new ReceivingEngine(radio, [Cut(slow, cut), Cut(quick, cut)], new ReceivingOptions { BlockLength = 4096, RingBlocks = 4, Workers = 2, FeedBlocks = 8 });
        engine.Start();
        await engine.Completed.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((125_000, 0, 0), (quick.Samples, quick.Skipped, engine.Feeds[1].DroppedSamples));
        Assert.True(engine.Feeds[0].DroppedSamples > 100_000);
        Assert.Equal(125_000, slow.Samples + engine.Feeds[0].DroppedSamples);
        Assert.Equal(0, engine.Loops[0].Ring.DroppedSamples);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var channels = Signals.Select(s => ChannelOf(s, cuts: true) with { Tracking = new ChannelTracking(RateHz, 0) }).ToArray();
        var feeds = channels.Select(c => new ChannelFeed(64, 4096)).ToArray();
        var cuts = channels.Zip(feeds, (c, f) => new CutChannel(c, ChannelizerFilter.Gains(c.Cut!.Plan.Size, c.Cut.Decimation), f, null)).ToArray();
        var (ring, noise, model, sample) = (new SampleRing(4, 4096), Streams.ComplexNoise(4096, 4), new Ramp(), 0L);
        var loop = new ChannelLoop(ring, new FrameQueue(2, 16), [], RateHz, null, new ChannelBank(channels[0].Cut!.Plan, cuts));
        var worker = new ChannelWorker([.. channels.Select((c, i) => new FeedReader(i, c, feeds[i]))], 0);
        void Feed(int blocks)
        {
            for (var i = 0; i < blocks; i++, sample += 4096)
            {
                Assert.True(ring.TryBeginWrite(out var block));
                noise.CopyTo(block);
                sample += i == 50 ? 1234 : 0;
                ring.EndWrite(4096, new SampleBlockInfo(sample, Start.AddSeconds(sample / RateHz), TimeSpan.Zero, 0));
                loop.TryStep();
                while (worker.TryStep())
                {
                }
            }
        }
        // What the tracker says it allocates on its own thread.
        Assert.Equal(0, Streams.Allocated(() =>
        {
            foreach (var channel in channels)
                channel.Tracking!.Listen(model, Start, DateTimeOffset.MaxValue);
            return () =>
            {
                Feed(100);
                foreach (var channel in channels)
                    channel.Tracking!.Rest();
                Feed(5);
            };
        }));
    }

    private static long Follow(ReceivingEngine engine, ManualResetEventSlim? through)
    {
        through?.Set();
        SpinWait.SpinUntil(() => engine.Feeds[1].Fill < 4 && engine.Loops[0].Ring.Fill < 2, TimeSpan.FromSeconds(30));
        return 0;
    }

    // A place is rounded to samples of the channel, and a symbol's middle is known to some hundredths of it.
    private static void AssertSame(List<(QueuedFrame Frame, string Payload)> whole, List<(QueuedFrame Frame, string Payload)> cut, bool frequencies = true)
    {
        Assert.Equal(whole.Select(f => (f.Frame.Channel, f.Payload)).Order(), cut.Select(f => (f.Frame.Channel, f.Payload)).Order());
        foreach (var (frame, payload) in whole)
        {
            var other = cut.Single(f => (f.Frame.Channel, f.Payload) == (frame.Channel, payload)).Frame;
            double symbol = RateHz / Signals[frame.Channel].BaudRate;
            Assert.InRange(other.Sample - frame.Sample, -16 - (0.15 * symbol), 16 + (0.15 * symbol));
            Assert.InRange((other.Utc - frame.Utc).TotalSeconds * RateHz, -17 - (0.15 * symbol), 17 + (0.15 * symbol));
            Assert.InRange(other.LengthSamples - frame.LengthSamples, -32 - (0.3 * symbol), 32 + (0.3 * symbol));
            // An FM carrier is the mean of some thirty symbols' tones, whichever they are.
            if (frequencies)
                Assert.Equal(frame.FrequencyOffsetHz, other.FrequencyOffsetHz, Signals[frame.Channel].Modulation == "AFSK" ? 1000 : 0.02 * Signals[frame.Channel].BaudRate);
            Assert.InRange(other.SnrDb - frame.SnrDb, -1.5, 1.5);
        }
        foreach (var channel in cut.GroupBy(f => f.Frame.Channel))
            Assert.Equal(channel.OrderBy(f => f.Frame.Sample), channel);
    }

    private static async Task<List<(QueuedFrame Frame, string Payload)>> Run(IRadio radio, bool cuts, int workers, int blockLength, Func<bool, ChannelTracking>? tracking = null)
    {
        Channel[] channels = [.. Signals.Select(s => ChannelOf(s, cuts) with { Tracking = tracking?.Invoke(cuts) })];
        Assert.All(channels, c => Assert.Equal(cuts, c.Cut is not null));
        var engine = new ReceivingEngine(radio, channels, new ReceivingOptions { BlockLength = blockLength, RingBlocks = 4, Workers = workers, FeedBlocks = 4 });
        engine.Start();
        await engine.Completed.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(engine.Feeds.Values, f => Assert.Equal(0, f.DroppedSamples));
        Assert.Equal(engine.Reader.Samples, engine.Loops[0].Samples);
        var all = new List<(QueuedFrame, string)>();
        foreach (FrameQueue queue in engine.Loops.Select(l => l.Frames).Concat(channels.Select(c => c.OwnFrames).OfType<FrameQueue>()))
        {
            for (; queue.TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload); queue.EndRead())
                all.Add((frame, Convert.ToHexString(payload)));
        }
        return all;
    }

    private static EmulatedRadio Sky() => new(
        new EmulatedRadioOptions
        {
            SampleRateHz = RateHz,
            CenterFrequencyHz = CenterHz,
            NoiseDensityDbfsPerHz = -90,
            StartUtc = Start,
            Pace = null,
            DurationSeconds = 2.6,
            Transmitters = [.. Signals.Select((s, i) => new EmulatedTransmitterOptions
            {
                Name = $"{i}",
                Signal = new Signal { Modulation = s.Modulation, BaudRate = s.BaudRate, Framing = "AX.25" },
                FrequencyHz = CenterHz + s.OffsetHz + (i * 300),
                CarrierToNoiseDbHz = s.Modulation == "AFSK" ? 62 : 15 + (10 * Math.Log10(s.BaudRate)),
                FirstFrameSeconds = 0.2,
                FrameIntervalSeconds = 0.5,
                PayloadLength = 24,
            })],
        },
        TimeProvider.System);

    private static Channel ChannelOf((string Modulation, double BaudRate, double OffsetHz) signal, bool cuts)
    {
        var options = new ReceiverOptions
        {
            SampleRateHz = RateHz,
            SampleKind = SampleKind.Iq,
            Modulation = signal.Modulation,
            BaudRate = signal.BaudRate,
            Framings = [new FramingChoice("AX.25", FramingOptions.Default)],
            OffsetHz = signal.OffsetHz,
            SearchBandwidthHz = SearchHz,
        };
        ChannelCut? cut = cuts ? ChannelCutting.For(options) : null;
        var receiver = new ModemReceiver(new Receiver(cut is null ? options : ChannelCutting.Behind(cut, options)));
        return new Channel("", "", signal.Modulation, signal.BaudRate, "AX.25", signal.OffsetHz, receiver) { Cut = cut, OwnFrames = cut is null ? null : new FrameQueue(64, 512) };
    }

    private static Channel Cut(IChannelReceiver receiver, ChannelCut cut) => new("", "", "FSK", 9600, "AX.25", 100_000, receiver) { Cut = cut, OwnFrames = new FrameQueue(2, 16) };

    private sealed class Ramp : IDopplerModel
    {
        public double ShiftHz(DateTimeOffset utc) => 1500 - (900 * (utc - Start).TotalSeconds);
    }

    /// <summary>Loses 3333 samples at each of some places.</summary>
    private sealed class Losing(IRadio inner, long[] places) : IRadio
    {
        private const int Lost = 3333;
        private readonly Complex32[] _block = new Complex32[65536];
        private long _next;

        public string Description => inner.Description;

        public double SampleRateHz => inner.SampleRateHz;

        public double CenterFrequencyHz => inner.CenterFrequencyHz;

        public bool CanBeHeldBack => true;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            var lost = 0L;
            while (true)
            {
                int most = destination.Length;
                if (places.FirstOrDefault(p => _next >= p && _next < p + Lost, -1) is var place and >= 0)
                {
                    var skipped = inner.Read(_block.AsSpan(0, (int)(place + Lost - _next)), out info, cancellation);
                    (_next, lost) = (_next + skipped, lost + skipped);
                    continue;
                }
                if (places.FirstOrDefault(p => p > _next, -1) is var ahead and >= 0)
                    most = (int)Math.Min(most, ahead - _next);
                int count = inner.Read(destination[..most], out info, cancellation);
                info = info with { LostBefore = lost };
                _next += count;
                return count;
            }
        }

        public void Dispose() => inner.Dispose();
    }

    private sealed class Counting : IChannelReceiver
    {
        public Action Before { get; init; } = () => { };

        public long Samples { get; private set; }

        public long Skipped { get; private set; }

        public ReceiverStatistics Statistics => default;

        public void Process(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info, IReceivedFrameSink sink)
        {
            Before();
            Samples += samples.Length;
        }

        public void Skip(long samples) => Skipped += samples;

        public void Flush(IReceivedFrameSink sink)
        {
        }
    }
}
