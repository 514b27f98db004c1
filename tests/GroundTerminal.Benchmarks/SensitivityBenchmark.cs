using System.Globalization;
using GroundTerminal.Emulator;

namespace GroundTerminal.Benchmarks;

/// <summary>Frame success against Eb/N₀, beside the textbook detector of each class; writes artifacts/sensitivity.svg.</summary>
internal static class SensitivityBenchmark
{
    private const double AllowedLossDb = 1.5;

    public static BenchmarkEntry Entry { get; } = new("sensitivity", "frame success rate against Eb/N0, 128-byte frames, and the loss from theory at 50 %", Run);

    private static int Run(string[] options)
    {
        var (frames, stepDb) = options.Contains("--quick") ? (40, 1.0) : (400, 0.5);
        var chart = new SvgChart("Frame success, 128-byte AX.25 frames (dashed: textbook detector)", "Eb/N0, dB", "frames received", 4, 20);
        var failed = false;
        for (var i = 0; i < SensitivityCase.All.Count; i++)
            failed |= RunCase(SensitivityCase.All[i], i, frames, stepDb, chart);
        var file = Path.Combine(Repository.Artifacts, "sensitivity.svg");
        File.WriteAllText(file, chart.ToSvg());
        Console.WriteLine($"drawn in {file}");
        return failed ? 1 : 0;
    }

    private static bool RunCase(SensitivityCase subject, int colour, int frames, double stepDb, SvgChart chart)
    {
        var symbols = FrameTheory.Symbols(new TestSignal(subject.Signal with { Frames = 50 }).Payloads);
        var points = new (double X, double Y)[(int)((subject.LastDb - subject.FirstDb) / stepDb) + 1];
        Parallel.For(0, points.Length, i =>
        {
            var db = subject.FirstDb + (i * stepDb);
            points[i] = (db, subject.SuccessRate(db, frames));
        });
        Console.WriteLine($"{subject.Name}: {frames} frames a point, {symbols:F0} symbols a frame");
        foreach (var (db, rate) in points)
        {
            var theory = subject.SymbolError is { } error ? FrameTheory.FrameSuccess(error(db), symbols) : double.NaN;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {db,5:F1} dB {rate,6:P0} {Bar(rate, theory)} {(double.IsNaN(theory) ? "" : $"theory {theory:P0}")}"));
        }
        chart.Add(subject.Name, colour, dashed: false, points);
        return Report(subject, colour, symbols, points, chart);
    }

    private static bool Report(SensitivityCase subject, int colour, double symbols, (double X, double Y)[] points, SvgChart chart)
    {
        var half = HalfPoint(points);
        if (subject.SymbolError is not { } symbolError)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  half the frames at {half:F2} dB (below the FM threshold there is no textbook curve)\n"));
            return false;
        }
        chart.Add(subject.Name + ", theory", colour, dashed: true, [.. Enumerable.Range(0, 321).Select(i => 4 + (i * 0.05)).Select(x => (x, FrameTheory.FrameSuccess(symbolError(x), symbols)))]);
        var loss = half - FrameTheory.HalfPoint(symbolError, symbols);
        var over = !(loss <= AllowedLossDb);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  half the frames at {half:F2} dB, theory {half - loss:F2} dB: loss {loss:F2} dB{(over ? $" OVER {AllowedLossDb} dB" : "")}\n"));
        return over;
    }

    private static string Bar(double rate, double theory)
    {
        const int Width = 40;
        var bar = new string('#', (int)Math.Round(rate * Width)).PadRight(Width + 1, ' ').ToCharArray();
        if (!double.IsNaN(theory))
            bar[(int)Math.Round(theory * Width)] = '|';
        return new string(bar);
    }

    /// <summary>Where the measured curve first crosses one half, straight between points; NaN where it never does.</summary>
    private static double HalfPoint((double X, double Y)[] points)
    {
        for (var i = 1; i < points.Length; i++)
        {
            var (before, after) = (points[i - 1], points[i]);
            if (before.Y < 0.5 && after.Y >= 0.5)
                return before.X + ((after.X - before.X) * (0.5 - before.Y) / (after.Y - before.Y));
        }
        return double.NaN;
    }
}
