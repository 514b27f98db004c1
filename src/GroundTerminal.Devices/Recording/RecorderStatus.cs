namespace GroundTerminal.Devices.Recording;

/// <summary>What a <see cref="Recorder"/> does.</summary>
public sealed record RecorderStatus
{
    /// <summary>The file that is being written; null where none is.</summary>
    public required string? File { get; init; }

    /// <summary>Its bytes of samples.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files begun since the start.</summary>
    public required long Files { get; init; }

    /// <summary>Samples written since the start.</summary>
    public required long Samples { get; init; }

    /// <summary>Samples that were to be recorded and are not, because the disk was slow or full.</summary>
    public required long LostSamples { get; init; }

    /// <summary>Bytes that all recordings in the directory take.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Bytes that they may take.</summary>
    public required double BudgetBytes { get; init; }

    /// <summary>Recordings deleted since the start to stay within that.</summary>
    public required long Deleted { get; init; }
}
