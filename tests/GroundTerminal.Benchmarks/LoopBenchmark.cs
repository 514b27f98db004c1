using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Benchmarks;

/// <summary>The published program at full pace on an emulated device behind libSoapySDR: gaps, allocations, latency, CPU and memory; alone, beside a loaded core, under HTTP clients.</summary>
internal static class LoopBenchmark
{
    private const int HttpClients = 4, SettlingSeconds = 3;

    public static BenchmarkEntry Entry { get; } = new("loop", "the program on an emulated device at 2.4 and 10 MS/s: gaps, allocations, latency, CPU (--rate=2.4e6,10e6 --seconds=600 --with=nothing,load+http)", Run);

    private static int Run(string[] options)
    {
        double seconds = double.Parse(Option(options, "--seconds=", "600"), CultureInfo.InvariantCulture);
        string[] rates = Option(options, "--rate=", "2.4e6,10e6").Split(','), conditions = Option(options, "--with=", "nothing,load+http").Split(',');
        if (ProgramRun.BuildDevice() is { } failed)
        {
            Console.WriteLine(failed);
            return 0;
        }
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gt-loop-");
        try
        {
            Console.WriteLine("| rate | beside it | s | gaps | samples lost by the device + by the ring + by channels | bytes allocated | latency p50 / p99 / worst, ms | longest block, part of its time | CPU, part of a core | own memory, MiB | frames | HTTP answers |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            bool good = true;
            foreach (string rate in rates)
            {
                string file = Path.Combine(folder.FullName, $"sky-{rate}.cs16");
                var sky = new LoopSky(double.Parse(rate, CultureInfo.InvariantCulture), file, LoopSky.Usual, 12);
                foreach (string condition in conditions)
                    good &= RunOnce(sky, file, rate, condition, seconds, folder.FullName);
                File.Delete(file);
            }
            return good ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool RunOnce(LoopSky sky, string file, string rate, string condition, double seconds, string folder)
    {
        (int port, string name) = (ProgramRun.FreePort(), Path.Combine(folder, $"{rate}-{condition}"));
        File.WriteAllText(name + ".yaml", sky.Station(file, port, name + ".db"));
        using Process? burner = condition.Contains("load", StringComparison.Ordinal) ? Process.Start("taskset", ["-c", "1", "sh", "-c", "while :; do :; done"]) : null;
        using var stop = new CancellationTokenSource();
        Task<long>[] clients = condition.Contains("http", StringComparison.Ordinal) ? [.. Enumerable.Range(0, HttpClients).Select(i => PollAsync(port, i, stop.Token))] : [];
        try
        {
            ProgramRun run = ProgramRun.Run(name, seconds);
            stop.Cancel();
            return Report(sky, name, rate, condition, run.CpuSeconds / run.Wall, run.ResidentKib, clients.Sum(c => c.Result));
        }
        finally
        {
            burner?.Kill(entireProcessTree: true);
        }
    }

    private static bool Report(LoopSky sky, string name, string rate, string condition, double cpuShare, long residentKib, long answers)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(name + ".json"));
        (JsonElement stream, JsonElement loop, JsonElement stored) = (report.RootElement.GetProperty("stream"), report.RootElement.GetProperty("loop"), report.RootElement.GetProperty("store"));
        (long samples, long gaps) = (stream.GetProperty("samples").GetInt64(), stream.GetProperty("gaps").GetInt64());
        (long byDevice, long byRing) = (stream.GetProperty("lostByRadio").GetInt64(), stream.GetProperty("droppedSamples").GetInt64());
        long byChannels = report.RootElement.GetProperty("channels").EnumerateArray().Sum(c => c.GetProperty("droppedSamples").GetInt64());
        long allocated = loop.GetProperty("radioThreadAllocatedBytes").GetInt64() + loop.GetProperty("loopThreadAllocatedBytes").GetInt64();
        double rateHz = double.Parse(rate, CultureInfo.InvariantCulture), blockSeconds = stream.GetProperty("blockLength").GetInt32() / rateHz;
        (long from, long to) = ((long)rateHz * SettlingSeconds, samples - ((long)rateHz * SettlingSeconds)); // the program counts from the device's first sample
        (long frames, long wrong, string missing) = Frames(sky, name + ".db", rateHz, from, to);
        Console.WriteLine(Invariant($"| {rate} | {condition} | {samples / rateHz:0} | {gaps} | {byDevice} + {byRing} + {byChannels} | {allocated} | {Number(stored, "medianLatencyMilliseconds"):0.0} / {Number(stored, "latency99Milliseconds"):0.0} / {Number(stored, "worstLatencyMilliseconds"):0.0} | {Number(loop, "worstIterationMicroseconds") * 1e-6 / blockSeconds:0.00} | {cpuShare:0.00} | {residentKib / 1024} | {frames} of {sky.Expected(from, to)}{(wrong > 0 ? $", {wrong} wrong" : "")} | {answers} |"));
        if (missing.Length > 0)
            Console.WriteLine($"  missing: {missing}");
        return gaps == 0 && byDevice == 0 && byRing == 0 && byChannels == 0 && allocated == 0 && wrong == 0;
    }

    // Each frame sent that is in the store with about its time; a recording's frames come again in each turn.
    private static (long Frames, long Wrong, string Missing) Frames(LoopSky sky, string path, double rateHz, long from, long to)
    {
        using var store = new FrameStore(path);
        var received = new Dictionary<string, List<long>>();
        (long wrong, long last) = (0, 0);
        while (store.Since(last, 1000) is { Count: > 0 } some)
        {
            last = some[^1].Id;
            wrong += some.Count(f => !sky.WasSent(f.Payload));
            foreach (Frame frame in some)
            {
                string payload = Convert.ToHexString(frame.Payload);
                if (!received.TryGetValue(payload, out List<long>? samples))
                    received[payload] = samples = [];
                samples.Add(frame.Sample);
            }
        }
        (long frames, var missing) = (0L, new List<string>());
        foreach ((string name, long first, byte[] payload) in sky.Sent(from, to))
        {
            if (received.TryGetValue(Convert.ToHexString(payload), out List<long>? samples) && samples.Exists(s => Math.Abs(s - first) < rateHz))
                frames++;
            else
                missing.Add(Invariant($"{name} at {first / rateHz:0.000} s"));
        }
        return (frames, wrong, string.Join(", ", missing));
    }

    // As fast as it is answered.
    private static async Task<long> PollAsync(int port, int client, CancellationToken stop)
    {
        string[] paths = ["status", "spectrum", "frames?limit=100"];
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/v1/") };
        long answers = 0;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await http.GetByteArrayAsync(paths[(answers + client) % paths.Length], stop).ConfigureAwait(false);
                answers++;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, CancellationToken.None).ConfigureAwait(false); // not up yet, or down again
            }
            catch (OperationCanceledException)
            {
            }
        }
        return answers;
    }

    private static double Number(JsonElement parent, string key) => parent.GetProperty(key) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN;

    private static string Option(string[] options, string name, string otherwise) =>
        Array.Find(options, o => o.StartsWith(name, StringComparison.Ordinal)) is { } found ? found[name.Length..] : otherwise;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
