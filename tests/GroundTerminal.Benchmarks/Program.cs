using GroundTerminal.Benchmarks;
using GroundTerminal.Benchmarks.Kernels;

BenchmarkEntry[] entries =
[
    KernelBenchmark.Entry,
    SensitivityBenchmark.Entry,
    ThroughputBenchmark.Entry,
    RecordingsBenchmark.Entry,
    CpuBenchmark.Entry,
    FuzzBenchmark.Entry,
    FerBenchmark.Entry,
    NoiseBenchmark.Entry,
    EmulatorBenchmark.Entry,
    AllocationsBenchmark.Entry,
    OrbitBenchmark.Entry,
    DayBenchmark.Entry,
    PointingBenchmark.Entry,
    LoopBenchmark.Entry,
    FaultBenchmark.Entry,
    CodesBenchmark.Entry,
];

var chosen = args.Length == 0 || args[0].StartsWith('-') ? entries : [.. entries.Where(e => e.Name == args[0])];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"'{args[0]}' is not a benchmark; these are:");
    foreach (var entry in entries)
        Console.Error.WriteLine($"  {entry.Name,-12} {entry.Purpose}");
    return 2;
}
var options = args.Where(a => a.StartsWith('-')).ToArray();
return chosen.Max(entry =>
{
    Console.WriteLine($"## {entry.Name}: {entry.Purpose}");
    Console.WriteLine();
    var result = entry.Run(options);
    Console.WriteLine();
    return result;
});
