using System.Numerics;

namespace GroundTerminal.Station.Receiving;

/// <summary>Sizes and wishes of the real-time loop.</summary>
public sealed record ReceivingOptions
{
    /// <summary>Samples a block.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Blocks in the ring of each loop thread: a power of two.</summary>
    public required int RingBlocks { get; init; }

    /// <summary>Threads that the channels are spread over, each with its own ring; 1 or more.</summary>
    public int LoopThreads { get; init; } = 1;

    /// <summary>Threads that demodulate the channels that are cut out of a wide stream; 1 or more.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Blocks of the loop that a cut-out channel's samples may wait for: a power of two.</summary>
    public int FeedBlocks { get; init; } = 64;

    /// <summary>Frames that wait for the store at most, a loop thread: a power of two.</summary>
    public int FrameQueueSlots { get; init; } = 1024;

    /// <summary>Longest payload, bytes.</summary>
    public int MaxPayload { get; init; } = 2048;

    /// <summary>Asks for SCHED_FIFO, processors that nothing else of the process runs on, and locked memory.</summary>
    public bool RealTime { get; init; }

    /// <summary>Samples a copy for the spectrum.</summary>
    public int SpectrumLength { get; init; } = 8192;

    /// <summary>Time that may pass between a stop request and the last block; what is still in the ring then is left, and shows as its fill.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>Blocks of about 8 ms, a ring that holds two seconds as long as that is no more than 16 MiB, and a second and more for each channel that is cut out.</summary>
    /// <param name="sampleRateHz">Sample rate of the radio, Hz.</param>
    /// <param name="pace">How many times real time it runs at.</param>
    public static ReceivingOptions For(double sampleRateHz, double pace)
    {
        int block = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)(sampleRateHz * 0.006)), 256, 65536);
        double wanted = 2 * sampleRateHz * Math.Max(1, pace) / block;
        double most = (16 << 20) / (8.0 * block);
        return new ReceivingOptions
        {
            BlockLength = block,
            RingBlocks = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(wanted, 8, most)),
            FeedBlocks = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(sampleRateHz * Math.Max(1, pace) / block, 8, 256)),
        };
    }
}
