using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Configuration;
using GroundTerminal.Live;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Benchmarks;

/// <summary>A day of an emulated station that follows the forty satellites that ship with one antenna: what became of every contact, and of every frame sent.</summary>
internal static class DayBenchmark
{
    private const int Satellites = 40;

    public static BenchmarkEntry Entry { get; } = new("day", "an emulated day with 40 satellites and one antenna: contacts, frames, Doppler (--speed=60, --hours=24, --seed=1, --orbit-error=2 km)", Run);

    private static int Run(string[] options)
    {
        var (speed, hours) = (Option(options, "--speed="), Option(options, "--hours=") ?? 24);
        var sky = DaySky.Configuration(Satellites, (int)(Option(options, "--seed=") ?? 1), Option(options, "--orbit-error=") ?? 2);
        var folder = Directory.CreateTempSubdirectory("gt-day-");
        try
        {
            return RunAsync(Path.Combine(folder.FullName, "frames.db"), speed, hours, sky).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string store, double? speed, double hours, string sky)
    {
        var configuration = ConfigurationReader.Parse(sky, "day.yaml").Configuration;
        var options = new RunOptions { Speed = speed, Unpaced = speed is null, StorePath = store, RealTime = false };
        var started = Stopwatch.GetTimestamp();
        await using var station = await LiveStation.StartAsync(configuration, options, TimeProvider.System).ConfigureAwait(false);
        for (var shown = 0.0; station.Status.SignalSeconds < hours * 3600;)
        {
            await Task.Delay(200).ConfigureAwait(false);
            if (station.StreamEnded.IsCompleted)
                await station.StreamEnded.ConfigureAwait(false);
            if (station.Status.SignalSeconds / 3600 < shown + 1)
                continue;
            shown = Math.Floor(station.Status.SignalSeconds / 3600);
            Console.Error.WriteLine(Invariant($"{shown:0} h of {hours:0} h, {station.Status.Read().Store.Stored} frames, {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        }
        var end = station.Tracking!.Now;
        await station.StopAsync().ConfigureAwait(false);
        var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var contacts = new ContactStore(Path.ChangeExtension(store, ".contacts.db"));
        Report(station, [.. contacts.Last(end, 100_000), .. contacts.Open()], end, wall);
        return 0;
    }

    private static void Report(LiveStation station, IReadOnlyList<Contact> all, DateTimeOffset end, double wallSeconds)
    {
        var contacts = all.Where(c => c.Start < end).ToArray();
        var status = station.Status.Read();
        Console.WriteLine(Invariant($"{station.Status.SignalSeconds / 3600:0.0} h of signal in {wallSeconds / 60:0.0} min ({station.Status.SignalSeconds / wallSeconds:0} times real time), {status.Stream.Gaps} gaps, {status.Loop.LoopThreadAllocatedBytes + status.Loop.RadioThreadAllocatedBytes} bytes allocated by the real-time threads"));
        Console.WriteLine();
        Console.WriteLine("| contacts | number |");
        Console.WriteLine("| --- | --- |");
        foreach (var group in contacts.GroupBy(c => $"{c.State}{Why(c)}").OrderByDescending(g => g.Count()))
            Console.WriteLine($"| {group.Key} | {group.Count()} |");
        Console.WriteLine($"| without an end or a reason | {contacts.Count(c => (!c.IsOver && c.State == ContactState.Scheduled && c.End < end) || (c.State is ContactState.Failed or ContactState.Cancelled && c.Reason.Length == 0))} |");
        Console.WriteLine();
        var held = contacts.Where(c => c.State is ContactState.Completed or ContactState.Failed).ToArray();
        Console.WriteLine(Invariant($"Off target, predicted {held.Sum(c => c.Predicted?.OffTargetSeconds ?? 0):0.0} s, measured {held.Sum(c => c.Measured?.OffTargetSeconds ?? 0):0.0} s of {held.Sum(c => (c.End - c.Start).TotalSeconds):0} s."));
        new DayFrames(station, held).Report();
    }

    private static string Why(Contact contact)
    {
        var reason = contact.Reason.StartsWith("the antenna follows", StringComparison.Ordinal) ? "the antenna follows another" + contact.Reason[contact.Reason.IndexOf(',', StringComparison.Ordinal)..]
            : contact.Reason.Contains("s of the pass's", StringComparison.Ordinal) ? "shortened" : contact.Reason;
        return reason.Length > 0 ? ": " + reason : "";
    }

    private static double? Option(string[] options, string name) =>
        Array.Find(options, o => o.StartsWith(name, StringComparison.Ordinal)) is { } found ? double.Parse(found[name.Length..], CultureInfo.InvariantCulture) : null;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
