using System.Globalization;

namespace GroundTerminal.Benchmarks;

/// <summary>Samples decoded a CPU second by the published program and, where it is installed, by gr_satellites: same files, same single transmitter, one core.</summary>
internal static class ThroughputBenchmark
{
    private const double Seconds = 300;
    private const double RequiredRatio = 4;

    /// <summary>One recording of each class.</summary>
    private static readonly string[] Recordings = ["us01.wav", "irazu.wav", "koyo.wav", "gr01.wav", "picsat.wav", "picsat_9k6.wav", "ao27.wav"];

    public static BenchmarkEntry Entry { get; } = new("throughput", "samples a CPU second beside gr_satellites, recordings tiled to 300 s", Run);

    private static int Run(string[] options)
    {
        var entries = ManifestEntry.Read().Where(e => Recordings.Contains(e.Recording)).ToArray();
        if (entries.Length == 0 || !File.Exists(Repository.Program))
        {
            Console.WriteLine($"not run: the recordings in {Repository.Recordings} or {Repository.Program} are missing");
            return 0;
        }
        var peer = ChildProcess.Find("gr_satellites");
        Console.WriteLine(peer is null ? "gr_satellites is not installed: our side only" : $"peer: {peer}");
        Console.WriteLine($"{"recording",-16} {"class",-10} {"ours MS/s",10} {"start s",8} {"MiB",5} {"frames",7} {"peer MS/s",10} {"start s",8} {"MiB",5} {"frames",7} {"ratio",7}");
        var folder = Directory.CreateTempSubdirectory("groundterminal-throughput-").FullName;
        try
        {
            return entries.Max(e => Measure(e, peer, folder, options.Contains("--quick") ? Seconds / 10 : Seconds));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Measure(ManifestEntry entry, string? peer, string folder, double seconds)
    {
        var (source, tiled, silent) = (Path.Combine(Repository.Recordings, entry.Recording), Path.Combine(folder, "tiled.wav"), Path.Combine(folder, "silent.wav"));
        var samples = WavTiler.Tile(source, tiled, seconds);
        WavTiler.Silence(source, silent);
        var satellite = Path.Combine(folder, "one.yml");
        File.WriteAllText(satellite, entry.ToSatYaml());
        var (ours, ourStart) = (Ours(entry, satellite, tiled), Ours(entry, satellite, silent));
        var ourFrames = ours.Output.Count(c => c == '\n');
        var ourRate = samples / Math.Max(1e-3, ours.CpuSeconds - ourStart.CpuSeconds);
        var line = Line($"{entry.Recording,-16} {$"{entry.Modulation} {entry.BaudRate / 1000}k",-10} {ourRate / 1e6,10:F1} {ourStart.CpuSeconds,8:F3} {ours.PeakKib / 1024,5} {ourFrames,7}");
        if (peer is null)
        {
            Console.WriteLine(line);
            return 0;
        }
        var (theirs, theirFrames) = Theirs(peer, satellite, tiled, folder);
        var (theirStart, _) = Theirs(peer, satellite, silent, folder);
        var theirRate = samples / Math.Max(1e-3, theirs.CpuSeconds - theirStart.CpuSeconds);
        var kept = ourRate >= RequiredRatio * theirRate && ourFrames >= theirFrames;
        Console.WriteLine(line + Line($" {theirRate / 1e6,10:F1} {theirStart.CpuSeconds,8:F3} {theirs.PeakKib / 1024,5} {theirFrames,7} {ourRate / theirRate,6:F1}x{(kept ? "" : "  BELOW")}"));
        return kept ? 0 : 1;
    }

    private static ChildProcess.Result Ours(ManifestEntry entry, string satellite, string file) =>
        ChildProcess.Run(Repository.Program, ["decode", file, "--satyaml", satellite, "--satellite", $"{entry.Norad}", "--json"]);

    private static (ChildProcess.Result Result, int Frames) Theirs(string peer, string satellite, string file, string folder)
    {
        var kiss = Path.Combine(folder, "peer.kiss");
        File.Delete(kiss);
        var environment = new Dictionary<string, string> { ["GR_SATELLITES_SUBMIT_TLM"] = "0", ["PYTHONPATH"] = Path.Combine(Repository.Shared, "peer") };
        var result = ChildProcess.Run(peer, [satellite, "--wavfile", file, "--samp_rate", "48000", "--kiss_out", kiss], environment);
        return (result, File.Exists(kiss) ? KissFrames(File.ReadAllBytes(kiss)) : 0);
    }

    /// <summary>Data frames between FENDs; those with another command (the peer writes time stamps with 09) do not count.</summary>
    private static int KissFrames(byte[] kiss)
    {
        var count = 0;
        for (var i = 1; i < kiss.Length; i++)
            count += kiss[i - 1] == 0xC0 && kiss[i] == 0x00 ? 1 : 0;
        return count;
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
