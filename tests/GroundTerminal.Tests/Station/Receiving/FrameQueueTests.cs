using System.Buffers.Binary;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Receiving;

public class FrameQueueTests
{
    [Fact]
    public void A_payload_that_is_too_long_is_counted_as_lost()
    {
        var queue = new FrameQueue(4, 16);
        Assert.False(queue.TryWrite(default, new byte[17]));
        Assert.True(queue.TryWrite(default, new byte[16]));
        Assert.Equal((1, 1), (queue.Dropped, queue.Count));
    }

    [Fact]
    public async Task Two_threads_pass_two_million_frames_and_every_one_is_read_or_counted_as_lost()
    {
        const int Total = 2_000_000;
        var queue = new FrameQueue(64, 20);
        Task writer = Task.Run(() =>
        {
            Span<byte> payload = stackalloc byte[20];
            for (int n = 1; n <= Total; n++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(payload, n);
                queue.TryWrite(new QueuedFrame { Sample = n }, payload[..(4 + (n % 16))]);
            }
        });

        (long read, long wrong, long last) = (0, 0, 0);
        while (!writer.IsCompleted || queue.Count > 0)
        {
            if (!queue.TryBeginRead(out QueuedFrame frame, out ReadOnlySpan<byte> payload))
                continue;
            if (frame.Sample <= last || payload.Length != 4 + (frame.Sample % 16) || BinaryPrimitives.ReadInt32LittleEndian(payload) != frame.Sample)
                wrong++;
            last = frame.Sample;
            read++;
            queue.EndRead();
        }

        Assert.Equal(0, wrong);
        Assert.Equal(Total, read + queue.Dropped);
        Assert.InRange(queue.HighWater, 1, 64);
    }

    [Fact]
    public void Passing_frames_allocates_nothing()
    {
        var queue = new FrameQueue(4, 16);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int n = 0; n < 1000; n++)
                Pass(queue);
        }));
    }

    private static void Pass(FrameQueue queue)
    {
        queue.TryWrite(default, [1, 2, 3]);
        queue.TryBeginRead(out _, out _);
        queue.EndRead();
    }
}
