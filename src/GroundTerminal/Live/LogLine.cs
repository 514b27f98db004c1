using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>One line of the JSON log.</summary>
/// <param name="Event"><c>start</c>, <c>frame</c>, <c>contact</c>, <c>status</c> or <c>end</c>.</param>
/// <param name="Time">When it was written.</param>
public sealed record LogLine(string Event, DateTimeOffset Time)
{
    /// <summary>Where the status page is.</summary>
    public string? Page { get; init; }

    public FrameReport? Frame { get; init; }

    /// <summary>Packets of the channel's transport that end in the frame, in lower-case hex; null where the channel has none.</summary>
    public IReadOnlyList<string>? Packets { get; init; }

    /// <summary>Files that the frame completed, or that were open at the end; null for none.</summary>
    public IReadOnlyList<SavedFile>? Files { get; init; }

    /// <summary>A contact that has come one step further.</summary>
    public Contact? Contact { get; init; }

    public StationStatus? Status { get; init; }
}
