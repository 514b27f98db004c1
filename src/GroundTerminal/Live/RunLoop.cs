using System.Diagnostics;
using System.Text.Json;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Live;

/// <summary>Shows a running station until it is to stop, then stops it.</summary>
public sealed class RunLoop(LiveStation station, LivePackets packets, IRunDisplay display, RunOptions options)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private readonly Dictionary<long, int> _contactSteps = [];
    private long _shown = station.LastBefore;

    /// <summary>Runs until the stream ends, its duration is over, or <paramref name="stop"/> ends.</summary>
    /// <returns>The last status.</returns>
    public async Task<StationStatus> RunAsync(Task stop)
    {
        display.ShowStart(station.Status.Read(), station.Page?.ToString());
        long drawn = 0;
        while (!stop.IsCompleted && !station.StreamEnded.IsCompleted && !DurationIsOver())
        {
            await Task.WhenAny(stop, station.StreamEnded, Task.Delay(Tick)).ConfigureAwait(false);
            ShowFrames();
            ShowContacts();
            if (drawn != 0 && Stopwatch.GetElapsedTime(drawn) < display.Interval)
                continue;
            drawn = Stopwatch.GetTimestamp();
            display.ShowStatus(station.Status.Read());
        }
        await station.StopAsync().ConfigureAwait(false);
        ShowFrames();
        ShowContacts();
        StationStatus last = station.Status.Read();
        display.ShowEnd(last, packets.Flush());
        return last;
    }

    /// <summary>Writes the report file that the options ask for.</summary>
    public void WriteReport(StationStatus status)
    {
        if (options.ReportPath is not { } path)
            return;
        using FileStream file = File.Create(path);
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        JsonSerializer.Serialize(writer, status, LiveJson.Default.StationStatus);
    }

    private bool DurationIsOver() => options.DurationSeconds is { } seconds && station.Status.SignalSeconds >= seconds;

    private void ShowContacts()
    {
        foreach (Contact contact in station.Tracking?.Book.Contacts ?? [])
        {
            if (_contactSteps.GetValueOrDefault(contact.Id) == contact.Life.Count)
                continue;
            _contactSteps[contact.Id] = contact.Life.Count;
            display.ShowContact(contact);
        }
    }

    // Read from the store, as every client does: a slow terminal holds nobody back.
    private void ShowFrames()
    {
        IReadOnlyList<Frame> frames;
        while ((frames = station.Store.Since(_shown, 256)).Count > 0)
        {
            foreach (Frame frame in frames)
            {
                var (carried, files) = packets.Process(frame);
                display.ShowFrame(FrameReport.Of(frame), carried, files);
            }
            _shown = frames[^1].Id;
        }
    }
}
