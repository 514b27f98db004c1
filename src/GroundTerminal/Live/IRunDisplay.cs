namespace GroundTerminal.Live;

/// <summary>How <c>run</c> shows what happens. Called on one thread, never one of the loop's.</summary>
public interface IRunDisplay : IDisposable
{
    /// <summary>How often <see cref="ShowStatus"/> is wanted.</summary>
    TimeSpan Interval { get; }

    /// <summary>The station has started.</summary>
    void ShowStart(StationStatus status, string? page);

    /// <summary>A frame was stored.</summary>
    void ShowFrame(FrameReport frame);

    /// <summary>How things are.</summary>
    void ShowStatus(StationStatus status);

    /// <summary>The station has ended.</summary>
    void ShowEnd(StationStatus status);
}
