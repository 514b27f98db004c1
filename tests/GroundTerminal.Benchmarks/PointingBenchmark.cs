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
        if (Number(options, "--pass=", -1) is >= 0 and var one)
            return Show(PointingBenchmarkCase.Draw(seed, one));
        var start = ThreadClock.Nanoseconds;
        var (violations, agree, alarms, alarmed, offBoth, ms) = (0, 0, 0, 0, 0.0, 0.0);
        var naive = new[] { new Rival("naive, sets off at the rise"), new Rival("naive, waits at the rise's direction") };
        var plans = new List<double>(passes);
        var misses = new List<(double By, int Number)>();
        for (var i = 0; i < passes; i++)
        {
            var c = PointingBenchmarkCase.Draw(seed, i);
            var began = ThreadClock.Nanoseconds;
            var flight = PointingBenchmarkFlight.Planned(c);
            ms += (ThreadClock.Nanoseconds - began) / 1e6;
            (violations, alarms, alarmed) = (violations + flight.Violations, alarms + flight.Alarms.Count, alarmed + (flight.Alarms.Count > 0 ? 1 : 0));
            plans.Add(flight.PlanMilliseconds);
            var by = flight.Plan!.OffTargetSeconds - flight.OffTargetSeconds;
            agree += Math.Abs(by) <= AllowedSeconds + 1e-9 ? 1 : 0;
            misses.Add((by, i));
            offBoth += flight.OffTargetSeconds;
            naive[0].Add(PointingBenchmarkFlight.Naive(c, waitsAtRise: false), flight, i);
            naive[1].Add(PointingBenchmarkFlight.Naive(c, waitsAtRise: true), flight, i);
        }
        Say($"{passes} passes, seed {seed}; {ms / passes:F1} ms a pass for plan and flight ({plans.Order().ElementAt(passes / 2):F1} ms to plan at the median, {plans.Max():F0} ms at most), {(ThreadClock.Nanoseconds - start) / 1e9:F0} s in all on one core");
        Say($"limit violations (end stops hit, impossible targets): {violations}");
        Say($"false alarms: {alarms} on {alarmed} passes");
        Say($"predicted against true off-target time within {AllowedSeconds} s: {100.0 * agree / passes:F2} %; worst (predicted − true): {string.Join(", ", misses.OrderByDescending(m => Math.Abs(m.By)).Take(5).Select(m => FormattableString.Invariant($"{m.By:+0.0;-0.0} s (pass {m.Number})")))}");
        Say($"off target: planned {offBoth:F0} s in all");
        foreach (var rival in naive)
            rival.Print(passes);
        var right = violations == 0 && alarms == 0 && agree >= LeastShare * passes;
        Console.WriteLine(right ? "All bounds kept." : "FAILED: a bound was not kept");
        return right ? 0 : 1;
    }

    private static int Show(PointingBenchmarkCase c)
    {
        var (ours, theirs) = (PointingBenchmarkFlight.Planned(c), PointingBenchmarkFlight.Naive(c, waitsAtRise: true));
        var (rise, set) = (c.Sky.DirectionAt(c.Rise), c.Sky.DirectionAt(c.Set));
        Console.WriteLine(c.Geometry);
        Console.WriteLine(c.Rotator);
        Say($"lead {(c.Rise - c.Now).TotalSeconds:F0} s, length {(c.Set - c.Rise).TotalSeconds:F0} s, azimuth {rise.AzimuthDegrees:F0} to {set.AzimuthDegrees:F0}, elevation {c.MostElevationDegrees:F1} at most");
        Say($"predicted {ours.Plan!.OffTargetSeconds:F1} s, {ours.Plan.WorstErrorDegrees:F2}°; true {ours.OffTargetSeconds:F1} s, {ours.WorstErrorDegrees:F2}°; naive, waiting: {theirs.OffTargetSeconds:F1} s, {theirs.WorstErrorDegrees:F2}°");
        foreach (var p in ours.Plan.Path)
        {
            var d = c.Sky.DirectionAt(p.Time);
            Say($"{(p.Time - c.Rise).TotalSeconds,7:F1} s  sky {d.AzimuthDegrees,6:F1} {d.ElevationDegrees,5:F1}  path {p.AzimuthDegrees,7:F1} {p.ElevationDegrees,6:F1}");
        }
        return 0;
    }

    private static int Number(string[] options, string name, int otherwise) =>
        options.FirstOrDefault(o => o.StartsWith(name, StringComparison.Ordinal)) is { } option ? int.Parse(option.AsSpan(name.Length), CultureInfo.InvariantCulture) : otherwise;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>What another way loses.</summary>
    private sealed class Rival(string name)
    {
        private const double Difference = 0.5;
        private double _seconds, _worseBy;
        private readonly List<(double By, int Number)> _better = [];
        private int _worse, _violations;

        public void Add(PointingBenchmarkFlight flight, PointingBenchmarkFlight ours, int number)
        {
            var more = flight.OffTargetSeconds - ours.OffTargetSeconds;
            (_seconds, _violations) = (_seconds + flight.OffTargetSeconds, _violations + flight.Violations);
            if (more > Difference)
                (_worse, _worseBy) = (_worse + 1, Math.Max(_worseBy, more));
            if (more < -Difference)
                _better.Add((-more, number));
        }

        private string Worst() => _better.Count == 0 ? "" : FormattableString.Invariant($" (by {_better.Sum(b => b.By):F0} s in all; most on {string.Join(", ", _better.OrderDescending().Take(5).Select(b => FormattableString.Invariant($"pass {b.Number}, {b.By:F1} s")))})");

        public void Print(int passes) => Say($"{name}: {_seconds:F0} s in all; it loses more on {_worse} of {passes} passes (by {_worseBy:F0} s at most), we lose more on {_better.Count}{Worst()}; violations {_violations}");
    }
}
