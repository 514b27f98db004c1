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

    /// <summary>Why, as long as it does.</summary>
    public required string? Error { get; init; }
}
