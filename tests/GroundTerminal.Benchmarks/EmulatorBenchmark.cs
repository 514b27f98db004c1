using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;

namespace GroundTerminal.Benchmarks;

/// <summary>How fast the emulated radio makes the default sky.</summary>
internal static class EmulatorBenchmark
{
    private const double BudgetOfACoreAt20 = 0.5;

    public static BenchmarkEntry Entry { get; } = new("emulator", "part of a core that the emulated radio takes at 20 times real time", Run);

    private static int Run(string[] options)
    {
        var seconds = options.Contains("--quick") ? 20 : 200;
        var noise = Measure(DefaultSky.Radio with { Transmitters = [] }, seconds);
        var all = Measure(DefaultSky.Radio, seconds);
        Console.WriteLine($"noise alone        {noise / 1e6,8:F1} million samples a second");
        Console.WriteLine($"four transmitters  {all / 1e6,8:F1} million samples a second");
        var part = 20 * DefaultSky.SampleRateHz / all;
        Console.WriteLine($"at 20 times real time (5 MS/s): {part:P1} of a core; at most {BudgetOfACoreAt20:P0} is allowed");
        return part <= BudgetOfACoreAt20 ? 0 : 1;
    }

    private static double Measure(EmulatedRadioOptions options, double seconds)
    {
        using var radio = new EmulatedRadio(options with { DurationSeconds = seconds }, TimeProvider.System);
        var buffer = new Complex32[4096];
        for (var i = 0; i < 500; i++)
            radio.Read(buffer, out _, default);
        long count = 0;
        var watch = Stopwatch.StartNew();
        while (radio.Read(buffer, out _, default) is var read and > 0)
            count += read;
        return count / watch.Elapsed.TotalSeconds;
    }
}
