using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Receiving;

public class SampleTapReceiverTests
{
    private const int Block = 500;
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void All_samples_arrive_with_their_index_and_UTC_and_a_gap_is_told()
    {
        var sink = new Sink();
        using var tap = Create(sink, holdBack: true);
        for (long at = 0; at < 200_000; at += Block)
        {
            if (at is not (>= 50_000 and < 80_000))
                Feed(tap, at);
            else if (at == 50_000)
                tap.Skip(30_000);
        }
        tap.Flush(null!);
        Assert.Equal([0L, 3000L, 0L], sink.Gaps);
        Assert.Equal(17_000, sink.Count);
        Assert.Equal(20_000, sink.Next);
        Assert.Equal(0, sink.Wrong);
        Assert.Equal(0, tap.Dropped);
        Assert.Null(tap.Failure);
    }

    [Fact]
    public void A_sink_that_blocks_loses_samples_that_are_counted_and_told_and_the_loop_does_not_wait()
    {
        using var release = new ManualResetEventSlim();
        var sink = new Sink { Wait = release };
        using var tap = Create(sink, holdBack: false);
        for (long at = 0; at < 400_000; at += Block)
            Feed(tap, at);
        release.Set();
        Assert.True(SpinWait.SpinUntil(() => tap.Samples + tap.Dropped == 40_000 - 6, 5000) || tap.Samples + tap.Dropped > 39_000);
        Feed(tap, 400_000);
        tap.Flush(null!);
        Assert.InRange(tap.Dropped, 1000, 40_000);
        Assert.Equal(40_050, sink.Count + tap.Dropped);
        Assert.Equal(tap.Dropped, sink.Gaps.Sum());
        Assert.Equal(0, sink.Wrong);
    }

    [Fact]
    public void A_sink_that_throws_ends_itself_only()
    {
        using var tap = Create(new Sink { Throws = true }, holdBack: true);
        for (long at = 0; at < 100_000; at += Block)
            Feed(tap, at);
        tap.Flush(null!);
        Assert.Equal("enough", tap.Failure);
    }

    [Fact]
    public void The_loop_thread_allocates_nothing()
    {
        using var tap = Create(new Sink(), holdBack: true);
        long at = 0;
        Assert.Equal(0, Streams.Allocated(() => Feed(tap, at += Block)));
    }

    private static SampleTapReceiver Create(Sink sink, bool holdBack) =>
        new(new SampleTapOptions { RadioRateHz = 1e6, ChannelRateHz = 1e5, OffsetHz = 0, LongestBlock = Block, HoldBack = holdBack, RingSeconds = 0.05 }, sink);

    private static readonly Complex32[] Ones = [.. Enumerable.Repeat(new Complex32(1, 0), Block)];

    private static void Feed(SampleTapReceiver tap, long at) =>
        tap.Process(Ones, new SampleBlockInfo(at, Start.AddTicks(10 * at), TimeSpan.Zero, 0), null!);

    private sealed class Sink : ISampleSink
    {
        public List<long> Gaps { get; } = [];

        public long Count { get; private set; }

        public long Next { get; private set; }

        public int Wrong { get; private set; }

        public bool Throws { get; init; }

        public ManualResetEventSlim? Wait { get; init; }

        public ReceiverStatistics Statistics => default;

        public void OnSamples(ReadOnlySpan<Complex32> samples, in SampleBlockInfo info)
        {
            Wait?.Wait();
            if (Throws)
                throw new InvalidOperationException("enough");
            if (info.FirstSample != Next + info.LostBefore || info.FirstSampleUtc != Start.AddTicks(100 * info.FirstSample))
                Wrong++;
            Count += samples.Length;
            Next = info.FirstSample + samples.Length;
        }

        public void OnGap(long samples) => Gaps.Add(samples);
    }
}
