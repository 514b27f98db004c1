using System.Globalization;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>White noise through every receiver of the default configuration, every demodulator of the catalogue, and every deframer: false frames against what the checks let through by chance.</summary>
internal static class NoiseBenchmark
{
    public static BenchmarkEntry Entry { get; } = new("noise", "false frames in one hour of white noise (--quick: one minute; --seed=N: other noise; --seconds=N; --part=default, catalogue or deframers)", Run);

    private static int Run(string[] options)
    {
        var seconds = Value(options, "seconds") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : options.Contains("--quick") ? 60 : 3600;
        var seed = Value(options, "seed") is { } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : 77;
        var (part, failed) = (Value(options, "part"), false);
        if (part is null or "default")
            failed |= RunDefault(seconds, seed);
        if (part is null or "deframers")
            failed |= NoiseDeframers.Run(seconds, (int)seed);
        if (part is null or "catalogue")
            failed |= NoiseReceivers.Run(seconds, (int)seed);
        Console.WriteLine(failed ? "FAILED: more false frames than chance explains, or a plausible one." : "No more false frames than chance explains, none plausible.");
        return failed ? 1 : 0;
    }

    private static string? Value(string[] options, string name) => options.FirstOrDefault(o => o.StartsWith($"--{name}=", StringComparison.Ordinal))?[(name.Length + 3)..];

    /// <summary>Poisson: more than four deviations above the mean has a chance below 1 in 10 000 at these counts.</summary>
    public static bool IsTooMany(double frames, double predicted) => frames > predicted + 1 + (4 * Math.Sqrt(predicted));

    private static bool RunDefault(int seconds, ulong seed)
    {
        Console.WriteLine($"{seconds} s of white noise at {DefaultSky.SampleRateHz / 1e3} kS/s");
        Console.WriteLine($"{"receiver",-12} {"candidates",12} {"predicted",10} {"frames",7} {"plausible",10}");
        var results = new Counter[DefaultSky.Receivers.Count];
        var receivers = DefaultSky.Receivers.ToArray();
        Parallel.For(0, receivers.Length, i => results[i] = Listen(receivers[i], seconds, seed));
        var failed = false;
        for (var i = 0; i < results.Length; i++)
        {
            var (candidates, sink) = (results[i].Candidates, results[i]);
            var predicted = candidates / 65536.0;
            Console.WriteLine($"{receivers[i].Modulation + " " + receivers[i].BaudRate,-12} {candidates,12} {predicted,10:F2} {sink.Frames,7} {sink.Plausible,10}");
            failed |= IsTooMany(sink.Frames, predicted) || sink.Plausible > 0;
        }
        Console.WriteLine();
        return failed;
    }

    private static Counter Listen(ReceiverOptions options, int seconds, ulong seed)
    {
        var receiver = new Receiver(options);
        using var radio = new EmulatedRadio(DefaultSky.Radio with { Transmitters = [], DurationSeconds = seconds, Seed = seed }, TimeProvider.System);
        var (buffer, counter) = (new Complex32[8192], new Counter());
        while (radio.Read(buffer, out _, default) is var count and > 0)
            receiver.Process(buffer.AsSpan(0, count), counter);
        receiver.Flush(counter);
        counter.Candidates = receiver.Statistics.Candidates;
        return counter;
    }

    private sealed class Counter : IReceivedFrameSink
    {
        public long Candidates { get; set; }

        public int Frames { get; private set; }

        public int Plausible { get; private set; }

        public void OnFrame(in ReceivedFrame frame)
        {
            Frames++;
            Plausible += frame.HeaderPlausible ? 1 : 0;
        }
    }
}
