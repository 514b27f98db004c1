using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>How <c>run</c> shows what happens. Called on one thread, never one of the loop's.</summary>
public interface IRunDisplay : IDisposable
{
    /// <summary>How often <see cref="ShowStatus"/> is wanted.</summary>
    TimeSpan Interval { get; }

    /// <summary>The station has started.</summary>
    void ShowStart(StationStatus status, string? page);

    /// <summary>A frame was stored.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="packets">Packets of its channel's transport that end in it; null where there is no transport.</param>
    /// <param name="files">Files that it completed; null for none.</param>
    void ShowFrame(FrameReport frame, IReadOnlyList<string>? packets, IReadOnlyList<SavedFile>? files);

    /// <summary>A contact has come one step further in its life.</summary>
    void ShowContact(Contact contact);

    /// <summary>How things are.</summary>
    void ShowStatus(StationStatus status);

    /// <summary>The station has ended.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="files">Files that were still open.</param>
    void ShowEnd(StationStatus status, IReadOnlyList<SavedFile> files);
}
