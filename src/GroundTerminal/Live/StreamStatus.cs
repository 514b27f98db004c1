namespace GroundTerminal.Live;

/// <summary>Where every sample went.</summary>
public sealed record StreamStatus
{
    /// <summary>Samples read from the radio.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples a second over the last second or so.</summary>
    public required double SamplesPerSecond { get; init; }

    /// <summary>How often samples are missing from the stream as the receivers saw it, for whatever reason; the worst loop thread.</summary>
    public required long Gaps { get; init; }

    /// <summary>Samples that the radio said were lost.</summary>
    public required long LostByRadio { get; init; }

    /// <summary>Samples lost because a ring was full; the worst loop thread.</summary>
    public required long DroppedSamples { get; init; }

    /// <summary>Blocks that wait in the fullest ring.</summary>
    public required int RingFill { get; init; }

    /// <summary>The most that ever waited.</summary>
    public required int RingHighWater { get; init; }

    public required int RingBlocks { get; init; }

    /// <summary>Samples a block.</summary>
    public required int BlockLength { get; init; }
}
