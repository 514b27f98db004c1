namespace GroundTerminal.Benchmarks;

/// <summary>Every recording through the published program: are the peer's frames among ours, byte for byte?</summary>
internal static class RecordingsBenchmark
{
    public static BenchmarkEntry Entry { get; } = new("recordings", "frames of the published program against the peer's, recording by recording", Run);

    private static int Run(string[] options)
    {
        var entries = ManifestEntry.Read();
        if (entries.Count == 0 || !File.Exists(Repository.Program))
        {
            Console.WriteLine(entries.Count == 0 ? $"not run: no recordings in {Repository.Recordings}" : $"not run: {Repository.Program} is missing; `make publish` makes it");
            return 0;
        }
        var (totals, failed) = (new int[4], false);
        Console.WriteLine($"{"recording",-22} {"modulation",-12} {"framing",-22} {"peer",5} {"ours",5} {"extra",6} {"missed",7} {"CPU s",6}");
        foreach (var entry in entries)
        {
            var child = ChildProcess.Run(Repository.Program, ["decode", Path.Combine(Repository.Recordings, entry.Recording), "--satellite", $"{entry.Norad}", "--json"]);
            var ours = DecodedFrames.Payloads(child.Output);
            var missed = DecodedFrames.Missing(entry.PeerFrames, ours, entry.HasCheck);
            var extra = DecodedFrames.Missing(ours, entry.PeerFrames, entry.HasCheck);
            Console.WriteLine($"{entry.Recording,-22} {$"{entry.Modulation} {entry.BaudRate}",-12} {entry.Framing,-22} {entry.PeerFrames.Count,5} {ours.Count,5} {extra,6} {missed,7} {child.CpuSeconds,6:F2}{(child.ExitCode > 1 ? $"  exit code {child.ExitCode}" : "")}");
            (totals[0], totals[1], totals[2], totals[3]) = (totals[0] + entry.PeerFrames.Count, totals[1] + ours.Count, totals[2] + extra, totals[3] + missed);
            failed |= missed > (entry.HasCheck ? 0 : entry.PeerFrames.Count / 50);
        }
        Console.WriteLine($"{$"{entries.Count} recordings",-58} {totals[0],5} {totals[1],5} {totals[2],6} {totals[3],7}");
        return failed ? 1 : 0;
    }
}
