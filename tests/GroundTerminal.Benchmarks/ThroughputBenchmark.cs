using System.Globalization;

namespace GroundTerminal.Benchmarks;

/// <summary>Samples decoded a CPU second by the published program and, where it is installed, by gr_satellites: same files, same single transmitter, one core.</summary>
internal static class ThroughputBenchmark
{
    private const double Seconds = 300;
    private const double RequiredRatio = 4;
    private const string Only = "--only=";

    /// <summary>What is on the air is kept beside what is emulated.</summary>
    private static readonly string[] Recordings = ["us01.wav", "irazu.wav", "koyo.wav", "gr01.wav", "picsat.wav", "picsat_9k6.wav", "ao27.wav"];

    public static BenchmarkEntry Entry { get; } = new("throughput", "samples a CPU second beside gr_satellites, every modulation, recordings and emulated signals tiled to 300 s (--only=TEXT: classes that begin so)", Run);

    private static int Run(string[] options)
    {
        if (!File.Exists(Repository.Program))
        {
            Console.WriteLine($"not run: {Repository.Program} is missing");
            return 0;
        }
        var recorded = ManifestEntry.Read().Where(e => Recordings.Contains(e.Recording)).Select(e => new ThroughputCase(e, Iq: false, Path.Combine(Repository.Recordings, e.Recording)));
        var peer = ChildProcess.Find("gr_satellites");
        Console.WriteLine(peer is null ? "gr_satellites is not installed: our side only" : $"peer: {peer}");
        Console.WriteLine($"{"recording",-16} {"class",-26} {"ours MS/s",10} {"start s",8} {"MiB",5} {"frames",7} {"peer MS/s",10} {"start s",8} {"MiB",5} {"frames",7} {"ratio",7}");
        var folder = Directory.CreateTempSubdirectory("groundterminal-throughput-").FullName;
        try
        {
            var only = options.FirstOrDefault(o => o.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..] ?? "";
            var cases = recorded.Concat(ThroughputCase.Emulated(folder)).Where(c => c.Class.StartsWith(only, StringComparison.Ordinal));
            return cases.Max(c => (int?)Measure(c, peer, folder, options.Contains("--quick") ? Seconds / 10 : Seconds)) ?? 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Measure(ThroughputCase subject, string? peer, string folder, double seconds)
    {
        var (tiled, silent, satellite) = (Path.Combine(folder, "tiled.wav"), Path.Combine(folder, "silent.wav"), Path.Combine(folder, "one.yml"));
        var samples = WavTiler.Tile(subject.Path, tiled, seconds);
        WavTiler.Silence(subject.Path, silent);
        File.WriteAllText(satellite, subject.Entry.ToSatYaml());
        var (ours, ourStart) = (Ours(subject, satellite, tiled), Ours(subject, satellite, silent));
        var ourFrames = ours.Output.Count(c => c == '\n');
        var ourRate = samples / Math.Max(1e-3, ours.CpuSeconds - ourStart.CpuSeconds);
        var line = Line($"{subject.Entry.Recording,-16} {subject.Class,-26} {ourRate / 1e6,10:F1} {ourStart.CpuSeconds,8:F3} {ours.PeakKib / 1024,5} {ourFrames,7}");
        if (peer is null)
        {
            Console.WriteLine(line);
            return 0;
        }
        var (theirs, theirFrames) = Theirs(peer, subject, satellite, tiled, folder);
        var (theirStart, _) = Theirs(peer, subject, satellite, silent, folder);
        var theirRate = samples / Math.Max(1e-3, theirs.CpuSeconds - theirStart.CpuSeconds);
        var kept = ourRate >= RequiredRatio * theirRate && ourFrames >= theirFrames;
        Console.WriteLine(line + Line($" {theirRate / 1e6,10:F1} {theirStart.CpuSeconds,8:F3} {theirs.PeakKib / 1024,5} {theirFrames,7} {ourRate / theirRate,6:F1}x{(kept ? "" : "  BELOW")}"));
        return kept ? 0 : 1;
    }

    private static ChildProcess.Result Ours(ThroughputCase subject, string satellite, string file) =>
        ChildProcess.Run(Repository.Program, ["decode", file, "--satyaml", satellite, "--satellite", $"{subject.Entry.Norad}", subject.Iq ? "--iq" : "--audio", "--json"]);

    private static (ChildProcess.Result Result, int Frames) Theirs(string peer, ThroughputCase subject, string satellite, string file, string folder)
    {
        var kiss = Path.Combine(folder, "peer.kiss");
        File.Delete(kiss);
        var environment = new Dictionary<string, string> { ["GR_SATELLITES_SUBMIT_TLM"] = "0", ["PYTHONPATH"] = Path.Combine(Repository.Shared, "peer") };
        var result = ChildProcess.Run(peer, [satellite, "--wavfile", file, "--samp_rate", "48000", "--kiss_out", kiss, .. subject.Iq ? new[] { "--iq" } : []], environment);
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
