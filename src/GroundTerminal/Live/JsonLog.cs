using System.Text.Json;

using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>One JSON object a line.</summary>
public sealed class JsonLog(TextWriter output, TimeProvider clock) : IRunDisplay
{
    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public void ShowStart(StationStatus status, string? page) => Write(new LogLine("start", clock.GetUtcNow()) { Status = status, Page = page });

    public void ShowFrame(FrameReport frame, IReadOnlyList<string>? packets, IReadOnlyList<SavedFile>? files) =>
        Write(new LogLine("frame", clock.GetUtcNow()) { Frame = frame, Packets = packets, Files = files });

    public void ShowContact(Contact contact) => Write(new LogLine("contact", clock.GetUtcNow()) { Contact = contact });

    public void ShowStatus(StationStatus status) => Write(new LogLine("status", clock.GetUtcNow()) { Status = status });

    public void ShowEnd(StationStatus status, IReadOnlyList<SavedFile> files) => Write(new LogLine("end", clock.GetUtcNow()) { Status = status, Files = files.Count > 0 ? files : null });

    public void Dispose()
    {
    }

    private void Write(LogLine line)
    {
        output.WriteLine(JsonSerializer.Serialize(line, LiveJson.Default.LogLine));
        output.Flush();
    }
}
