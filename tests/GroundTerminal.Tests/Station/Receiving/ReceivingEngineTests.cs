using System.Buffers.Binary;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Station.Receiving;

public class ReceivingEngineTests
{
    private static readonly ReceivingOptions Small = new() { BlockLength = 50, RingBlocks = 4, FrameQueueSlots = 1024, SpectrumLength = 100 };

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Every_sample_reaches_every_channel_and_every_frame_its_queue(int loopThreads)
    {
        FakeReceiver[] receivers = [new(1000), new(700), new(900), new(800)];
        ReceivingEngine engine = await Run(new FakeRadio(100_000), receivers, Small with { LoopThreads = loopThreads });

        Assert.All(receivers, r => Assert.Equal((0, 0, true), (r.Wrong, r.Skipped, r.Flushed)));
        Assert.Equal(100_000, engine.Reader.Samples);
        Assert.All(engine.Loops, l => Assert.Equal((100_000, 0, 0), (l.Samples, l.Gaps, l.Ring.DroppedSamples)));
        Assert.Equal(receivers.Select(r => r.Statistics.Frames), Drain(engine).GroupBy(f => f.Frame.Channel).OrderBy(g => g.Key).Select(g => g.LongCount()));
    }

    [Fact]
    public async Task A_frame_carries_the_index_and_the_UTC_of_its_first_sample()
    {
        ReceivingEngine engine = await Run(new FakeRadio(2000), [new FakeReceiver(777)], Small);
        List<(QueuedFrame Frame, long Value)> frames = Drain(engine);

        Assert.Equal([0L, 777, 1554], frames.Select(f => f.Value));
        Assert.All(frames, f => Assert.Equal(f.Value, f.Frame.Sample));
        Assert.All(frames, f => Assert.Equal(FakeRadio.Start.AddMilliseconds(f.Value), f.Frame.Utc));
        Assert.Equal(new QueuedFrame(0, 777, FakeRadio.Start.AddMilliseconds(777), 12, -34, 5, true, 1, true, true) { EndUtc = FakeRadio.Start.AddMilliseconds(778), LengthSamples = 1 }, frames[1].Frame);
    }

    [Fact]
    public async Task What_the_radio_loses_is_skipped_and_counted_and_indices_stay_right()
    {
        var radio = new FakeRadio(10_000) { LoseBefore = next => next is 1000 or 5000 ? 123 : 0 };
        var receiver = new FakeReceiver(100);
        ReceivingEngine engine = await Run(radio, [receiver], Small);

        Assert.Equal((0, 123), (receiver.Wrong, receiver.Skipped));
        Assert.Equal((1, 123), (engine.Reader.Gaps, engine.Reader.LostByRadio));
        Assert.Equal((1, 123), (engine.Loops[0].Gaps, engine.Loops[0].Skipped));
        Assert.All(Drain(engine), f => Assert.Equal(f.Value, f.Frame.Sample));
    }

    [Fact]
    public async Task A_loop_that_is_too_slow_loses_samples_of_a_live_radio_and_every_one_is_counted()
    {
        using var radioIsThrough = new ManualResetEventSlim();
        FakeRadio radio = new(10_000, canBeHeldBack: false) { LoseBefore = next => Signal(next >= 9_900, radioIsThrough) };
        var receiver = new FakeReceiver(100) { BeforeBlock = index => WaitFor(index >= 0, radioIsThrough) };
        ReceivingEngine engine = await Run(radio, [receiver], Small);

        Assert.Equal(0, receiver.Wrong);
        Assert.InRange(engine.Loops[0].Ring.DroppedSamples, 9_000, 10_000);
        Assert.Equal(10_000, engine.Loops[0].Samples + engine.Loops[0].Ring.DroppedSamples);
        Assert.Equal(4, engine.Loops[0].Ring.HighWater);
    }

    [Fact]
    public async Task A_full_frame_queue_counts_what_it_loses()
    {
        ReceivingEngine engine = await Run(new FakeRadio(10_000), [new FakeReceiver(10)], Small with { FrameQueueSlots = 16 });
        Assert.Equal(16, Drain(engine).Count);
        Assert.Equal(1000 - 16, engine.Loops[0].Frames.Dropped);
    }

    [Fact]
    public async Task Stop_ends_a_waiting_radio_and_what_was_read_is_still_decoded()
    {
        using var all = new ManualResetEventSlim();
        var receiver = new FakeReceiver(100) { BeforeBlock = index => Signal(index >= 950, all) };
        var engine = new ReceivingEngine(new FakeRadio(1000) { EndsOnlyWhenStopped = true }, Channels([receiver]), Small);
        engine.Start();
        Assert.True(all.Wait(TimeSpan.FromSeconds(30)));
        engine.Stop();
        await engine.Completed.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(receiver.Flushed);
        Assert.Equal(10, Drain(engine).Count);
    }

    [Fact]
    public async Task A_receiver_that_throws_ends_the_engine_in_order_and_says_so()
    {
        var receiver = new FakeReceiver(100) { BeforeBlock = index => throw new InvalidOperationException("broken") };
        var engine = new ReceivingEngine(new FakeRadio(10_000), Channels([receiver]), Small);
        engine.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Completed.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Contains(engine.Notes, n => n.Contains("broken"));
    }

    [Fact]
    public async Task Real_time_wishes_are_granted_or_refused_with_a_note_and_the_work_is_done()
    {
        ReceivingEngine engine = await Run(new FakeRadio(10_000), [new FakeReceiver(100)], Small with { RealTime = true });
        Assert.Equal(100, Drain(engine).Count);
        Assert.All(engine.Notes, n => Assert.Contains("refused", n));
    }

    private static long Signal(bool condition, ManualResetEventSlim when)
    {
        if (condition)
            when.Set();
        return 0;
    }

    private static void WaitFor(bool condition, ManualResetEventSlim what)
    {
        if (condition)
            what.Wait();
    }

    private static async Task<ReceivingEngine> Run(IRadio radio, FakeReceiver[] receivers, ReceivingOptions options)
    {
        var engine = new ReceivingEngine(radio, Channels(receivers), options);
        engine.Start();
        await engine.Completed.WaitAsync(TimeSpan.FromSeconds(60));
        return engine;
    }

    private static Channel[] Channels(FakeReceiver[] receivers) => [.. receivers.Select((r, i) => new Channel($"channel {i}", "", "FSK", 9600, "AX.25", 0, r))];

    private static List<(QueuedFrame Frame, long Value)> Drain(ReceivingEngine engine)
    {
        var all = new List<(QueuedFrame, long)>();
        foreach (FrameQueue queue in engine.Loops.Select(l => l.Frames))
        {
            while (queue.TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload))
            {
                all.Add((frame, BinaryPrimitives.ReadInt64BigEndian(payload)));
                queue.EndRead();
            }
        }
        return all;
    }
}
