namespace GroundTerminal.Benchmarks;

/// <summary>CPU time of the published program on every recording, start-up included, one process a recording, beside gr_satellites on the same core.</summary>
/// <remarks>
/// Where the peer cannot run a framing on this machine (it ends with an error before the samples, or has no such framing), the least time of any recording it can run stands for it:
/// little more than its start-up, so in the peer's favour. Each time is the least of two runs.
/// </remarks>
internal static class CpuBenchmark
{
    private const double RequiredTotal = 8;
    private const double RequiredEach = 3;

    /// <summary>Where the peer's Python fails beside a running flow graph it never ends.</summary>
    private const string MostSeconds = "15";

    public static BenchmarkEntry Entry { get; } = new("cpu", "CPU time on every recording, start-up included, beside gr_satellites", Run);

    private static int Run(string[] options)
    {
        var entries = ManifestEntry.Read();
        var peer = ChildProcess.Find("gr_satellites");
        if (entries.Count == 0 || !File.Exists(Repository.Program) || peer is null)
        {
            Console.WriteLine($"not run: the recordings in {Repository.Recordings}, {Repository.Program} or gr_satellites are missing");
            return 0;
        }
        var folder = Directory.CreateTempSubdirectory("groundterminal-cpu-").FullName;
        try
        {
            return Report([.. entries.Select(e => Measure(e, peer, folder))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Row Measure(ManifestEntry entry, string peer, string folder)
    {
        var file = Path.Combine(Repository.Recordings, entry.Recording);
        var satellite = Path.Combine(folder, "one.yml");
        File.WriteAllText(satellite, entry.ToSatYaml());
        var ours = Least(() => ChildProcess.Run(Repository.Program, ["decode", file, "--satyaml", satellite, "--json"]));
        var named = Least(() => ChildProcess.Run(Repository.Program, ["decode", file, "--satellite", $"{entry.Norad}", "--json"]));
        var theirs = Theirs(peer, satellite, file);
        return new Row(entry.Recording, ours.CpuSeconds, named.CpuSeconds, theirs.ExitCode == 0 ? Math.Min(theirs.CpuSeconds, Theirs(peer, satellite, file).CpuSeconds) : null);
    }

    private static ChildProcess.Result Theirs(string peer, string satellite, string file)
    {
        var shim = Path.Combine(Repository.Root, "..", "shared", "peer");
        var environment = new Dictionary<string, string> { ["PYTHONPATH"] = shim, ["GR_SATELLITES_SUBMIT_TLM"] = "0" };
        return ChildProcess.Run("/usr/bin/timeout", [MostSeconds, peer, satellite, "--wavfile", file, "--samp_rate", "48000", "--hexdump"], environment);
    }

    private static ChildProcess.Result Least(Func<ChildProcess.Result> run)
    {
        var (first, second) = (run(), run());
        return first.CpuSeconds < second.CpuSeconds ? first : second;
    }

    private static int Report(Row[] rows)
    {
        var least = rows.Where(r => r.Peer is not null).Select(r => r.Peer!.Value).DefaultIfEmpty(double.NaN).Min();
        Console.WriteLine($"{"recording",-22} {"ours s",7} {"whole satellite s",18} {"peer s",7} {"ratio",7}");
        foreach (var row in rows)
            Console.WriteLine($"{row.Recording,-22} {row.Ours,7:F3} {row.Named,18:F3} {row.Peer ?? least,6:F2}{(row.Peer is null ? "*" : " ")} {(row.Peer ?? least) / row.Ours,6:F1}x");
        var (ours, named, peers) = (rows.Sum(r => r.Ours), rows.Sum(r => r.Named), rows.Sum(r => r.Peer ?? least));
        var worst = rows.Min(r => (r.Peer ?? least) / r.Named);
        Console.WriteLine($"{$"{rows.Length} recordings",-22} {ours,7:F2} {named,18:F2} {peers,6:F1}  {peers / ours,6:F1}x; with the whole satellite {peers / named:F1}x, at worst {worst:F1}x");
        Console.WriteLine("* the peer cannot run it here; its least time of all stands in");
        var kept = peers >= RequiredTotal * named && worst >= RequiredEach;
        Console.WriteLine(kept ? $"At least {RequiredTotal}x in all and {RequiredEach}x each." : $"BELOW {RequiredTotal}x in all or {RequiredEach}x on one.");
        return kept ? 0 : 1;
    }

    private sealed record Row(string Recording, double Ours, double Named, double? Peer);
}
