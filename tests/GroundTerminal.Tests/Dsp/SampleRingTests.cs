using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class SampleRingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void A_number_of_blocks_that_is_no_power_of_two_is_refused(int blocks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SampleRing(blocks, 16));

    [Fact]
    public void Blocks_come_out_as_they_went_in_with_their_information()
    {
        var ring = new SampleRing(4, 8);
        for (int n = 0; n < 3; n++)
            Write(ring, n, length: n + 1);

        for (int n = 0; n < 3; n++)
        {
            Assert.True(ring.TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info));
            Assert.Equal(n + 1, block.Length);
            Assert.Equal(n, block[0].Re);
            Assert.Equal(n * 8, info.FirstSample);
            ring.EndRead();
        }
        Assert.False(ring.TryBeginRead(out _, out _));
        Assert.Equal(3, ring.HighWater);
    }

    [Fact]
    public void A_full_ring_takes_nothing_until_a_block_is_given_back()
    {
        var ring = new SampleRing(2, 4);
        Assert.True(Write(ring, 0, 4));
        Assert.True(Write(ring, 1, 4));
        Assert.False(Write(ring, 2, 4));
        ring.CountLoss(4);
        Assert.True(ring.TryBeginRead(out _, out _));
        Assert.False(Write(ring, 3, 4));
        ring.EndRead();
        Assert.True(Write(ring, 4, 4));
        Assert.Equal((4, 1), (ring.DroppedSamples, ring.DroppedBlocks));
        Assert.Equal(2, ring.HighWater);
    }

    [Fact]
    public void A_length_beyond_the_block_is_refused()
    {
        var ring = new SampleRing(2, 4);
        ring.TryBeginWrite(out _);
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.EndWrite(5, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring.EndWrite(-1, default));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public async Task Two_threads_pass_two_million_blocks_and_every_one_is_read_or_counted_as_lost(int blocks)
    {
        const int Total = 2_000_000;
        var ring = new SampleRing(blocks, 3);
        Task writer = Task.Run(() =>
        {
            for (int n = 0; n < Total; n++)
            {
                // Some wait for room, so that many blocks pass; the others are lost where there is none.
                bool written = Write(ring, n, 1 + (n % 3));
                while (!written && n % 4 != 0)
                    written = Write(ring, n, 1 + (n % 3));
                if (!written)
                    ring.CountLoss(1 + (n % 3));
            }
            Write(ring, -1, 1, wait: true);
        });

        (long read, long samples, long wrong) = ReadAll(ring);
        await writer;

        Assert.Equal(0, wrong);
        Assert.Equal(Total, read + ring.DroppedBlocks);
        Assert.Equal(Enumerable.Range(0, Total).Sum(n => 1L + (n % 3)), samples + ring.DroppedSamples);
        Assert.InRange(ring.HighWater, 1, blocks);
    }

    [Fact]
    public void Passing_blocks_allocates_nothing()
    {
        var ring = new SampleRing(4, 8);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int n = 0; n < 1000; n++)
            {
                Write(ring, n, 8);
                ring.TryBeginRead(out _, out _);
                ring.EndRead();
            }
        }));
    }

    private static (long Read, long Samples, long Wrong) ReadAll(SampleRing ring)
    {
        long read = 0, samples = 0, wrong = 0, last = -1;
        while (true)
        {
            if (!ring.TryBeginRead(out ReadOnlySpan<Complex32> block, out SampleBlockInfo info))
                continue;
            long n = info.FirstSample / 8;
            if (info.FirstSample < 0)
                return (read, samples, wrong);
            if (n <= last || block.Length != 1 + (n % 3) || block[^1] != new Complex32(n, block.Length - 1))
                wrong++;
            last = n;
            read++;
            samples += block.Length;
            ring.EndRead();
        }
    }

    private static bool Write(SampleRing ring, int n, int length, bool wait = false)
    {
        Span<Complex32> block;
        while (!ring.TryBeginWrite(out block))
        {
            if (!wait)
                return false;
        }
        for (int i = 0; i < length; i++)
            block[i] = new Complex32(n, i);
        ring.EndWrite(length, new SampleBlockInfo(n * 8L, DateTimeOffset.UnixEpoch, TimeSpan.Zero, 0));
        return true;
    }
}
