using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Benchmarks;

/// <summary>Every fault of every radio, a hundred times: recovered from, accounted for, and nothing left behind.</summary>
internal static class FaultBenchmark
{
    private const int WarmUp = 10;
    private static readonly TimeSpan Outage = TimeSpan.FromMilliseconds(30), Limit = TimeSpan.FromSeconds(30);
    private static readonly RecoveryOptions Quick = new() { Silence = TimeSpan.FromSeconds(0.6), FirstWait = TimeSpan.FromMilliseconds(10), LongestWait = TimeSpan.FromMilliseconds(50) };

    public static BenchmarkEntry Entry { get; } = new("faults", "each fault of each radio: recovered from, accounted for, nothing left behind (--times=100 --radio=NAME)", Run);

    private static int Run(string[] options)
    {
        int times = int.Parse(Option(options, "--times=") ?? "100", CultureInfo.InvariantCulture);
        string? only = Option(options, "--radio=");
        Console.WriteLine("| radio | fault | injected | recovered | told | gaps | samples read, M | index against the clock, ms | lost: told / true | descriptors | threads | own memory, MiB |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        using var rigs = new FaultRigs();
        bool good = true;
        foreach (FaultCase fault in rigs.Cases().Where(c => only is null || c.Radio == only))
            good &= new FaultRun(fault, times).Run();
        return good ? 0 : 1;
    }

    private static string? Option(string[] options, string name) => Array.Find(options, o => o.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private sealed class FaultRun(FaultCase fault, int times)
    {
        private readonly Complex32[] _block = new Complex32[8192];
        private long _told, _gaps, _lost, _samples, _firstIndex = -1, _endIndex, _firstAt, _lastAt;

        public bool Run()
        {
            if (fault.LossLog is { } log)
                File.WriteAllText(log, "");
            using var radio = new RecoveringRadio(fault.Device, fault.Settings, Quick, TimeProvider.System, _ => Interlocked.Increment(ref _told));
            ReadFor(radio, TimeSpan.FromSeconds(4)); // so that the clock knows the stream
            Repeat(radio, WarmUp);
            (int Files, int Threads, double Memory) before = Resources();
            Repeat(radio, times - WarmUp);
            ReadFor(radio, TimeSpan.FromSeconds(0.3));
            (int Files, int Threads, double Memory) after = Resources();
            RadioHealth health = radio.Health;
            double offMs = (((_endIndex - _firstIndex) / radio.SampleRateHz) - Stopwatch.GetElapsedTime(_firstAt, _lastAt).TotalSeconds) * 1e3;
            long? truth = TrueLoss();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {fault.Radio} | {fault.Fault} | {(fault.Inject is null ? "by itself" : times)} | {(fault.Closes ? health.Recoveries : _gaps)} | {_told} | {_gaps} | {_samples / 1e6:0.0} | {offMs:+0.0;-0.0} | {_lost} / {(truth is { } t ? t.ToString(CultureInfo.InvariantCulture) : "–")} | {before.Files} → {after.Files} | {before.Threads} → {after.Threads} | {before.Memory:0.0} → {after.Memory:0.0} |"));
            return (fault.Closes ? health.Recoveries : _gaps) >= times && after.Files <= before.Files && after.Memory < before.Memory + 8 && (truth is not { } exact || exact == _lost || fault.Closes);
        }

        private static (int Files, int Threads, double MemoryMiB) Resources()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            string own = File.ReadLines("/proc/self/status").First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
            // The runtime opens assemblies and their symbols when they are first used: those are no leak.
            int files = Directory.GetFiles("/proc/self/fd").Count(f => Path.GetExtension(File.ResolveLinkTarget(f, false)?.FullName) is not (".dll" or ".pdb"));
            return (files, Directory.GetDirectories("/proc/self/task").Length, long.Parse(own.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0);
        }

        private void Repeat(RecoveringRadio radio, int count)
        {
            for (int i = 0; i < count; i++)
            {
                long before = fault.Closes ? radio.Health.Recoveries : _gaps;
                Task mending = Task.CompletedTask;
                fault.Inject?.Invoke();
                if (fault.Mend is { } mend)
                    mending = Task.Delay(Outage).ContinueWith(_ => mend(), TaskScheduler.Default);
                long started = Stopwatch.GetTimestamp();
                while ((fault.Closes ? radio.Health.Recoveries : _gaps) == before)
                {
                    ReadOne(radio);
                    if (Stopwatch.GetElapsedTime(started) > Limit)
                        throw new InvalidOperationException($"{fault.Radio}, {fault.Fault}: number {i} was not recovered from in {Limit}: {radio.Health.LastFault} {mending.Exception}");
                }
                ReadFor(radio, TimeSpan.FromMilliseconds(30));
            }
        }

        private void ReadFor(RecoveringRadio radio, TimeSpan time)
        {
            for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time;)
                ReadOne(radio);
        }

        private void ReadOne(RecoveringRadio radio)
        {
            using var patience = new CancellationTokenSource(Limit);
            int count = radio.Read(_block, out SampleBlockInfo info, patience.Token);
            if (count == 0)
                throw new InvalidOperationException($"{fault.Radio}, {fault.Fault}: no samples in {Limit}: {radio.Health.LastFault}");
            if (_firstIndex < 0)
                (_firstIndex, _firstAt) = (info.FirstSample + count, Stopwatch.GetTimestamp());
            else if (info.FirstSample != _endIndex + info.LostBefore)
                throw new InvalidOperationException($"{fault.Radio}, {fault.Fault}: the index jumps from {_endIndex} to {info.FirstSample}, of which {info.LostBefore} are told");
            (_endIndex, _lastAt) = (info.FirstSample + count, Stopwatch.GetTimestamp());
            (_samples, _lost, _gaps) = (_samples + count, _lost + info.LostBefore, _gaps + (info.LostBefore > 0 ? 1 : 0));
        }

        private long? TrueLoss() => fault.LossLog is not { } log ? null : File.ReadLines(log)
            .Select(l => l.Split("amount=") is [_, var amount] ? long.Parse(amount, CultureInfo.InvariantCulture) : 0).Sum();
    }
}
