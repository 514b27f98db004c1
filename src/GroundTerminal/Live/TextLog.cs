using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>Readable lines.</summary>
public sealed class TextLog(TextWriter output) : IRunDisplay
{
    public TimeSpan Interval => TimeSpan.FromSeconds(10);

    public void ShowStart(StationStatus status, string? page)
    {
        Write($"{status.Station}: {status.Radio.Description}");
        Write($"status page {page ?? "off"}, KISS {status.Kiss?.Endpoint ?? "off"}, store {status.Store.Path}");
    }

    public void ShowFrame(FrameReport frame, IReadOnlyList<string>? packets, IReadOnlyList<SavedFile>? files)
    {
        Write(RunText.Frame(frame));
        foreach (string packet in packets ?? [])
            Write($"  packet {packet}");
        foreach (SavedFile file in files ?? [])
            Write(RunText.File(file));
    }

    // What is to come would be a page of its own: groundterminal contacts shows it.
    public void ShowContact(Contact contact)
    {
        if (contact.HasBegun || contact.State == ContactState.Failed)
            Write($"contact: {RunText.Contact(contact)}");
    }

    public void ShowStatus(StationStatus status)
    {
        Write($"stream: {RunText.Stream(status)}");
        Write($"loop: {RunText.Loop(status)}");
    }

    public void ShowEnd(StationStatus status, IReadOnlyList<SavedFile> files)
    {
        foreach (SavedFile file in files)
            Write(RunText.File(file));
        foreach (string note in status.Notes)
            Write($"note: {note}");
        ShowStatus(status);
        Write($"store: {RunText.Store(status)}");
    }

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        output.WriteLine(line);
        output.Flush();
    }
}
