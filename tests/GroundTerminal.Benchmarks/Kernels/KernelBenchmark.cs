using System.Globalization;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Our kernels beside those of established libraries, in one run on one core, in turns; and once more with vectors of 128 bits only.</summary>
internal static class KernelBenchmark
{
    private const int Rounds = 2;
    private const string Only = "--only=", Narrow = "--narrow";

    public static BenchmarkEntry Entry { get; } = new("kernels", "kernels beside libfec, VOLK, liquid-dsp, FFTW, zlib … on one core (--only=TEXT: rows that contain it; --no-narrow: not again on 128 bits)", Run);

    private static int Run(string[] options)
    {
        var only = options.FirstOrDefault(o => o.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..] ?? "";
        KernelRow[] rows = [.. KernelRows.All.Where(r => r.Row.Contains(only, StringComparison.Ordinal))];
        if (options.Contains(Narrow))
            return PrintNarrow(rows);
        Console.WriteLine(KernelAnchors.ArePresent ? $"anchors: {KernelAnchors.Program}, core {CorePin.Default}" : "no anchors (tools/anchors says why): our side only");
        var narrow = options.Contains("--no-narrow") ? [] : RunNarrow(only);
        Console.WriteLine(KernelReport.Header);
        var results = new List<KernelResult>();
        foreach (var row in rows)
        {
            var result = Race(row, narrow.TryGetValue(row.Row, out var value) ? value : null);
            results.Add(result);
            Console.WriteLine(KernelReport.Line(result));
            Console.Out.Flush();
        }
        var path = Path.Combine(Repository.Artifacts, "bench-kernels.json");
        if (only.Length == 0)
            KernelReport.Write(results, path);
        Console.WriteLine($"{results.Count(r => r.IsShort)} below their goal, {results.Count(r => r.IsNarrowShort)} more than twice as slow on 128 bits{(only.Length == 0 ? $"; {path}" : "")}");
        return results.Exists(r => r.AllocatedBytes != 0 || r.IsShort || r.IsNarrowShort) ? 1 : 0;
    }

    private static KernelResult Race(KernelRow row, double? narrow)
    {
        var anchors = new KernelAnchors(CorePin.Default);
        var ours = double.NaN;
        var speeds = new List<KernelAnchors.Speed>();
        long allocated = 0;
        for (var round = 0; round < Rounds; round++)
        {
            ours = Better(row, ours, Ours(row, ref allocated));
            speeds.AddRange(anchors.Run(row.AnchorRow));
        }
        var raced = speeds.Where(s => s.Library != row.CeilingLibrary);
        var best = row.LessIsBetter ? raced.MinBy(s => s.Value) : raced.MaxBy(s => s.Value);
        var ceiling = speeds.Where(s => s.Library == row.CeilingLibrary).MaxBy(s => s.Value);
        return new KernelResult(row, ours, narrow, best?.Value, best?.Library, ceiling?.Value, allocated);
    }

    private static double Ours(KernelRow row, ref long allocated)
    {
        if (!row.UsesBothCores)
            CorePin.Pin(CorePin.Default);
        try
        {
            var run = row.Create();
            if (!row.UsesBothCores)
                allocated = KernelMeter.Allocated(run);
            return KernelMeter.Measure(run);
        }
        finally
        {
            CorePin.Release();
        }
    }

    private static double Better(KernelRow row, double a, double b) => double.IsNaN(a) ? b : row.LessIsBetter ? Math.Min(a, b) : Math.Max(a, b);

    /// <summary>This program once more, with the runtime told to use no vectors wider than 128 bits: Vector256 and Vector512 are then not accelerated. Classes of instructions as Avx2 stay there.</summary>
    private static Dictionary<string, double> RunNarrow(string only)
    {
        var switches = new Dictionary<string, string> { ["DOTNET_PreferredVectorBitWidth"] = "128" };
        string[] arguments = [typeof(KernelBenchmark).Assembly.Location, Entry.Name, Narrow, Only + only];
        var result = ChildProcess.Run(Environment.ProcessPath!, Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? arguments : arguments[1..], switches, oneCore: false);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"The run on 128 bits ended with {result.ExitCode}:\n{result.Output}");
        var values = new Dictionary<string, double>();
        foreach (var line in result.Output.Split('\n'))
        {
            if (line.Split('\t') is ["row", var row, var value])
                values[row] = double.Parse(value, CultureInfo.InvariantCulture);
        }
        return values;
    }

    private static int PrintNarrow(KernelRow[] rows)
    {
        if (Vector256.IsHardwareAccelerated || Vector512.IsHardwareAccelerated)
        {
            Console.WriteLine("The runtime's switch did not take wide vectors away.");
            return 1;
        }
        foreach (var row in rows)
        {
            long allocated = 0;
            var best = double.NaN;
            for (var round = 0; round < Rounds; round++)
                best = Better(row, best, Ours(row, ref allocated));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"row\t{row.Row}\t{best:R}"));
        }
        return 0;
    }
}
