namespace GroundTerminal.Live;

/// <summary>Where every frame went.</summary>
public sealed record StoreStatus
{
    public required string Path { get; init; }

    /// <summary>Frames stored since the start.</summary>
    public required long Stored { get; init; }

    /// <summary>Frames that wait for the store.</summary>
    public required int Queued { get; init; }

    /// <summary>Frames lost because a queue was full.</summary>
    public required long Dropped { get; init; }

    /// <summary>Frames given up at the end because the store refused them.</summary>
    public required long Unstored { get; init; }

    /// <summary>How often the store refused a batch, which was then tried again.</summary>
    public required long Failures { get; init; }

    /// <summary>From the arrival of a frame's last sample until it was on disk, ms: half of the frames took no longer; null before the first.</summary>
    public double? MedianLatencyMilliseconds { get; init; }

    /// <summary>The same, of 99 in a hundred frames.</summary>
    public double? Latency99Milliseconds { get; init; }

    /// <summary>The longest.</summary>
    public double? WorstLatencyMilliseconds { get; init; }

    /// <summary>Why, as long as it does.</summary>
    public required string? Error { get; init; }
}
