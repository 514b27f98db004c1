using System.Globalization;

namespace GroundTerminal.Benchmarks;

/// <summary>Random passes over random rotators: limits kept, prediction against truth, and what the naive way would lose.</summary>
internal static class PointingBenchmark
{
    private const double AllowedSeconds = 0.5, LeastShare = 0.99;

    public static BenchmarkEntry Entry { get; } = new("pointing", "10 000 random passes over random rotators (--seed=N --passes=N): limits, predicted against true off-target time, the naive way", Run);

    private static int Run(string[] options)
    {
        var (seed, passes) = (Number(options, "--seed=", 1), Number(options, "--passes=", options.Contains("--quick") ? 500 : 10_000));
        var start = ThreadClock.Nanoseconds;
        var (violations, agree, alarms, alarmed, offBoth, ms) = (0, 0, 0, 0, 0.0, 0.0);
        var naive = new[] { new Rival("naive, sets off at the rise"), new Rival("naive, waits at the rise's direction") };
        var misses = new List<(double By, int Number)>();
        for (var i = 0; i < passes; i++)
        {
            var c = PointingBenchmarkCase.Draw(seed, i);
            var began = ThreadClock.Nanoseconds;
            var flight = PointingBenchmarkFlight.Planned(c);
            ms += (ThreadClock.Nanoseconds - began) / 1e6;
            (violations, alarms, alarmed) = (violations + flight.Violations, alarms + flight.Alarms.Count, alarmed + (flight.Alarms.Count > 0 ? 1 : 0));
            var by = flight.Plan!.OffTargetSeconds - flight.OffTargetSeconds;
            agree += Math.Abs(by) <= AllowedSeconds + 1e-9 ? 1 : 0;
            misses.Add((by, i));
            offBoth += flight.OffTargetSeconds;
            naive[0].Add(PointingBenchmarkFlight.Naive(c, waitsAtRise: false), flight);
            naive[1].Add(PointingBenchmarkFlight.Naive(c, waitsAtRise: true), flight);
        }
        Say($"{passes} passes, seed {seed}; {ms / passes:F1} ms a pass for plan and flight, {(ThreadClock.Nanoseconds - start) / 1e9:F0} s in all on one core");
        Say($"limit violations (end stops hit, impossible targets): {violations}");
        Say($"false alarms: {alarms} on {alarmed} passes");
        Say($"predicted against true off-target time within {AllowedSeconds} s: {100.0 * agree / passes:F2} %; worst: {string.Join(", ", misses.OrderByDescending(m => Math.Abs(m.By)).Take(5).Select(m => FormattableString.Invariant($"{m.By:+0.0;-0.0} s (pass {m.Number})")))}");
        Say($"off target: planned {offBoth:F0} s in all");
        foreach (var rival in naive)
            rival.Print(passes);
        var right = violations == 0 && alarms == 0 && agree >= LeastShare * passes;
        Console.WriteLine(right ? "All bounds kept." : "FAILED: a bound was not kept");
        return right ? 0 : 1;
    }

    private static int Number(string[] options, string name, int otherwise) =>
        options.FirstOrDefault(o => o.StartsWith(name, StringComparison.Ordinal)) is { } option ? int.Parse(option.AsSpan(name.Length), CultureInfo.InvariantCulture) : otherwise;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>What another way loses.</summary>
    private sealed class Rival(string name)
    {
        private const double Difference = 0.5;
        private double _seconds, _worseBy, _betterBy;
        private int _worse, _better, _violations;

        public void Add(PointingBenchmarkFlight flight, PointingBenchmarkFlight ours)
        {
            var more = flight.OffTargetSeconds - ours.OffTargetSeconds;
            (_seconds, _violations) = (_seconds + flight.OffTargetSeconds, _violations + flight.Violations);
            if (more > Difference)
                (_worse, _worseBy) = (_worse + 1, Math.Max(_worseBy, more));
            if (more < -Difference)
                (_better, _betterBy) = (_better + 1, Math.Max(_betterBy, -more));
        }

        public void Print(int passes) => Say($"{name}: {_seconds:F0} s in all; it loses more on {_worse} of {passes} passes (by {_worseBy:F0} s at most), we lose more on {_better} (by {_betterBy:F1} s at most); violations {_violations}");
    }
}
