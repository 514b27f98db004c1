using GroundTerminal.Devices.Recording;

namespace GroundTerminal.Configuration;

/// <summary>What is recorded of the radio's stream, and where.</summary>
public sealed record RecorderConfiguration
{
    /// <summary>Where recordings lie; a relative path is relative to the working directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Form of the samples.</summary>
    public required RecordingFormat Format { get; init; }

    /// <summary>Only while there are contacts; otherwise, and where nothing is followed, always.</summary>
    public required bool ContactsOnly { get; init; }

    /// <summary>Bytes that all recordings may take.</summary>
    public required double BudgetBytes { get; init; }

    /// <summary>Bytes that stay free on the disk.</summary>
    public required double KeepFreeBytes { get; init; }

    /// <summary>A recording goes on in another file after so long.</summary>
    public required TimeSpan LongestFile { get; init; }

    /// <summary>Who records; null where that is not said.</summary>
    public string? Author { get; init; }
}
