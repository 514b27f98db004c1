using System.Globalization;
using System.Text.Json;
using GroundTerminal.Orbit;

namespace GroundTerminal.Benchmarks;

/// <summary>SGP4 propagations a second on one core, beside python3-sgp4 and a C++ build in the same run, and the time to find all passes of 500 satellites in 30 days.</summary>
internal static class OrbitBenchmark
{
    private const int Times = 2000;
    private const string Python = "/usr/bin/python3"; // where Debian's packages are
    private const double StepMinutes = 5, LeastPerSecond = 1e6;

    /// <summary>The same element sets and times; C++ where the package is built with it.</summary>
    private const string Peer = """
        import json, sys, time
        import numpy
        from sgp4.api import Satrec, SatrecArray, WGS72
        sets = sorted({(l[0], l[1]) for l in json.load(open(sys.argv[1]))})
        sats = [Satrec.twoline2rv(a, b, WGS72) for a, b in sets]
        minutes = numpy.arange(2000) * 5.0
        best = 0.0
        for _ in range(3):
            start, done = time.process_time(), 0
            for s in sats:
                s.sgp4_array(numpy.full(2000, s.jdsatepoch), s.jdsatepochF + minutes / 1440)
                done += 2000
            best = max(best, done / (time.process_time() - start))
        from sgp4.api import accelerated
        print(best, "C++" if accelerated else "Python, as Debian builds it")
        """;

    public static BenchmarkEntry Entry { get; } = new("orbit", "SGP4 propagations a second on one core beside python3-sgp4 (apt-get install python3-sgp4) and C++ (fetch-sgp4-peer), and passes of 500 satellites in 30 days", Run);

    private static int Run(string[] options)
    {
        var path = Path.Combine(Repository.Root, "tests/vectors/orbit/looks.json");
        using var looks = JsonDocument.Parse(File.ReadAllText(path));
        var sets = looks.RootElement.EnumerateArray().Select(l => (First: l[0].GetString()!, Second: l[1].GetString()!)).Distinct().ToArray();
        var satellites = Array.ConvertAll(sets, s => new Sgp4(Tle.Parse("", s.First, s.Second)));
        var near = satellites.Where(s => s.Elements.MeanMotionRevPerDay > 6.4).ToArray();
        Console.WriteLine($"{sets.Length} element sets, {Times} times each, {StepMinutes} minutes apart");
        Propagate(near);
        var (all, low) = (Best(satellites), Best(near));
        var peer = File.Exists(Python) ? ChildProcess.Run(Python, ["-c", Peer, path]).Output : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours: {all / 1e6:F2} million a second, near-Earth alone {low / 1e6:F2} million"));
        if (peer.Split(' ', 2) is [var rate, var kind] && double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var theirs))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"python3-sgp4 ({kind.Trim()}): {theirs / 1e6:F2} million a second; ours {all / theirs:F2}x"));
        else
            Console.WriteLine("python3-sgp4 is not here: apt-get install python3-sgp4");
        CompareWithCpp(path, all);
        var passes = Passes(near[..Math.Min(500, near.Length)]);
        Console.WriteLine(all < LeastPerSecond ? "FAILED: below a million a second" : "A million a second and more.");
        return all < LeastPerSecond || passes == 0 ? 1 : 0;
    }

    /// <summary>Vallado's C++ as satellite.js compiles it for WebAssembly, since Debian builds python3-sgp4 without its C++.</summary>
    private static void CompareWithCpp(string looks, double ours)
    {
        var folder = Path.Combine(Repository.Artifacts, "peers", "satellite.js");
        var script = Path.Combine(Repository.Root, "tests/GroundTerminal.Benchmarks/sgp4-peer.mjs");
        var node = ChildProcess.Find("node");
        var output = node is not null && Directory.Exists(folder) ? ChildProcess.Run(node, [script, folder, looks]).Output : "";
        Console.WriteLine(double.TryParse(output, NumberStyles.Float, CultureInfo.InvariantCulture, out var theirs)
            ? string.Create(CultureInfo.InvariantCulture, $"satellite.js (C++ as WebAssembly, one thread): {theirs / 1e6:F2} million a second; ours {ours / theirs:F2}x")
            : "satellite.js is not here: tests/GroundTerminal.Benchmarks/fetch-sgp4-peer (needs node and npm)");
    }

    private static double Best(Sgp4[] satellites) => Enumerable.Range(0, 3).Max(_ =>
    {
        var start = ThreadClock.Nanoseconds;
        Propagate(satellites);
        return satellites.Length * (double)Times / (ThreadClock.Nanoseconds - start) * 1e9;
    });

    private static double Propagate(Sgp4[] satellites)
    {
        var sum = 0.0;
        foreach (var satellite in satellites)
        {
            for (var t = 0; t < Times; t++)
            {
                satellite.Propagate(t * StepMinutes, out var state);
                sum += state.PositionKm.X;
            }
        }
        return sum;
    }

    private static int Passes(Sgp4[] satellites)
    {
        var (start, count) = (ThreadClock.Nanoseconds, 0);
        var site = new Site(0.9, 0.2, 0.3);
        foreach (var satellite in satellites)
            count += new PassPredictor(satellite, site).Find(satellite.Elements.Epoch, satellite.Elements.Epoch.AddDays(30)).Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} passes of {satellites.Length} satellites in 30 days: {(ThreadClock.Nanoseconds - start) / 1e9:F1} s on one core"));
        return count;
    }
}
