using System.Globalization;
using System.Text.Json;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Benchmarks;

/// <summary>One stream of 10 MS/s with 64 transmitters of 9k6 to 72k: what receiving 1 to 64 of them costs, and whether any is lost.</summary>
internal static class WidebandBenchmark
{
    private const double RateHz = 10e6, SkySeconds = 8;
    private const int SettlingSeconds = 3, Transmitters = 64;
    private static readonly (string Modulation, double BaudRate)[] Classes =
    [
        ("FSK", 9600), ("BPSK", 72_000), ("FSK", 19_200), ("BPSK", 9600), ("FSK", 72_000), ("BPSK", 38_400), ("FSK", 38_400), ("BPSK", 19_200),
    ];

    public static BenchmarkEntry Entry { get; } = new("wideband", "one stream of 10 MS/s with 64 channels of 9k6 to 72k: cost from 1 to 64 (--channels=1,2,4,8,16,32,64 --seconds=30 --with=paced,unpaced --es-n0=16 --whole=4)", Run);

    private static int Run(string[] options)
    {
        double seconds = double.Parse(Option(options, "--seconds=", "30"), CultureInfo.InvariantCulture);
        int[] channels = [.. Option(options, "--channels=", "1,2,4,8,16,32,64").Split(',').Select(int.Parse)];
        string with = Option(options, "--with=", "paced,unpaced");
        LoopSignal[] signals = Signals(double.Parse(Option(options, "--es-n0=", "16"), CultureInfo.InvariantCulture));
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gt-wideband-");
        try
        {
            string file = Path.Combine(folder.FullName, "sky.cs16");
            var sky = new LoopSky(RateHz, file, signals, SkySeconds);
            bool good = true;
            if (with.Split(',').Contains("unpaced"))
                WidebandThroughput.Print(file, RateHz, signals, channels, int.Parse(Option(options, "--whole=", "4"), CultureInfo.InvariantCulture));
            if (with.Split(',').Contains("paced"))
                good = RunPaced(sky, signals, file, channels, seconds, folder.FullName);
            return good ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Neighbours are of different classes, so that each has weak and strong ones beside it.
    private static LoopSignal[] Signals(double esN0Db) => [.. Enumerable.Range(0, Transmitters).Select(i =>
    {
        (string modulation, double baud) = Classes[i % Classes.Length];
        // Every second of the band from either side, so that the first few are spread over it.
        double place = ((i * 37 % Transmitters) + 0.5) / Transmitters;
        return new LoopSignal($"{modulation}-{baud / 1000:0.#}k-{i:00}", 0.94 * (place - 0.5), modulation, baud, "AX.25 G3RUH")
        {
            DeviationHz = modulation == "FSK" ? baud / 4 : null,
            CarrierToNoiseDbHz = esN0Db + (10 * Math.Log10(baud)),
            FrameIntervalSeconds = 0.2,
        };
    })];

    private static bool RunPaced(LoopSky sky, LoopSignal[] signals, string file, int[] channels, double seconds, string folder)
    {
        if (ProgramRun.BuildDevice() is { } failed)
        {
            Console.WriteLine(failed);
            return true;
        }
        Console.WriteLine("| channels | s | gaps | samples lost | channel samples lost | bytes allocated | latency p50 / p99 / worst, ms | CPU, cores | own memory, MiB | frames received of sent | by class |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        bool good = true;
        foreach (int count in channels)
        {
            string name = Path.Combine(folder, $"{count}");
            File.WriteAllText(name + ".yaml", sky.Station(file, ProgramRun.FreePort(), name + ".db", count));
            good &= Report(sky, [.. signals.Take(count)], name, ProgramRun.Run(name, seconds));
        }
        return good;
    }

    private static bool Report(LoopSky sky, LoopSignal[] signals, string name, ProgramRun run)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(name + ".json"));
        (JsonElement stream, JsonElement loop, JsonElement stored) = (report.RootElement.GetProperty("stream"), report.RootElement.GetProperty("loop"), report.RootElement.GetProperty("store"));
        (long samples, long gaps) = (stream.GetProperty("samples").GetInt64(), stream.GetProperty("gaps").GetInt64());
        long lost = stream.GetProperty("lostByRadio").GetInt64() + stream.GetProperty("droppedSamples").GetInt64();
        long dropped = report.RootElement.GetProperty("channels").EnumerateArray().Sum(c => c.TryGetProperty("droppedSamples", out JsonElement d) ? d.GetInt64() : 0);
        long allocated = loop.GetProperty("radioThreadAllocatedBytes").GetInt64() + loop.GetProperty("loopThreadAllocatedBytes").GetInt64();
        (long from, long to) = ((long)RateHz * SettlingSeconds, samples - ((long)RateHz * SettlingSeconds));
        (Dictionary<string, long> received, long wrong) = Frames(sky, name + ".db", from, to);
        long all = received.Values.Sum(), sent = signals.Sum(s => sky.Expected(s.Name, from, to));
        string byClass = string.Join(", ", signals.GroupBy(s => (s.Modulation, s.BaudRate)).Select(g =>
            Invariant($"{g.Key.Modulation} {g.Key.BaudRate / 1000:0.#}k {g.Sum(s => received.GetValueOrDefault(s.Name))}/{g.Sum(s => sky.Expected(s.Name, from, to))}")));
        Console.WriteLine(Invariant($"| {signals.Length} | {samples / RateHz:0} | {gaps} | {lost} | {dropped} | {allocated} | {Number(stored, "medianLatencyMilliseconds"):0} / {Number(stored, "latency99Milliseconds"):0} / {Number(stored, "worstLatencyMilliseconds"):0} | {run.CpuSeconds / run.Wall:0.00} | {run.ResidentKib / 1024} | {all} of {sent}{(wrong > 0 ? $", {wrong} wrong" : "")} | {byClass} |"));
        return gaps == 0 && lost == 0 && dropped == 0 && allocated == 0 && wrong == 0 && all == sent;
    }

    private static (Dictionary<string, long> Received, long Wrong) Frames(LoopSky sky, string path, long from, long to)
    {
        using var store = new FrameStore(path);
        var received = new Dictionary<string, long>();
        (long wrong, long last) = (0, 0);
        while (store.Since(last, 1000) is { Count: > 0 } some)
        {
            foreach (Frame frame in some.Where(f => f.Sample >= from && f.Sample < to))
                received[frame.Transmitter] = received.GetValueOrDefault(frame.Transmitter) + 1;
            wrong += some.Count(f => !sky.WasSent(f.Payload));
            last = some[^1].Id;
        }
        return (received, wrong);
    }

    private static double Number(JsonElement parent, string key) => parent.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN;

    private static string Option(string[] options, string name, string otherwise) =>
        Array.Find(options, o => o.StartsWith(name, StringComparison.Ordinal)) is { } found ? found[name.Length..] : otherwise;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
