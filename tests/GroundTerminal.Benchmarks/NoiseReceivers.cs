using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;
using GroundTerminal.Station;

namespace GroundTerminal.Benchmarks;

/// <summary>White noise through every distinct demodulator of the built-in catalogue with all the framings that the catalogue uses with it.</summary>
/// <remarks>Audio at 48 kHz up to 20 kBd; above that complex samples, four a symbol, for a sixth of the time. Transmitters share a demodulator as in DecodePlan. Each framing reports by itself.</remarks>
internal static class NoiseReceivers
{
    private const double AudioRateHz = 48_000, HighestOnAudio = 20_000, SamplesPerSymbol = 4;
    private const int ShorterOnIq = 6;

    /// <returns>True where something failed.</returns>
    public static bool Run(int seconds, int seed)
    {
        var receivers = Receivers();
        Console.WriteLine($"{seconds} s of white noise at 48 kHz through the {receivers.Count} demodulators of the catalogue with their framings (above 20 kBd {seconds / ShorterOnIq} s at 4 samples a symbol)");
        Console.WriteLine($"{"demodulator",-40} {"framings",8} {"candidates",10} {"expected",8} {"frames",6}  {"CPU s",6}  frames by framing");
        var failed = new ConcurrentBag<int>();
        var clock = Stopwatch.StartNew();
        var order = Enumerable.Range(0, receivers.Count).OrderByDescending(i => receivers[i].Framings.Count).ToArray();
        Parallel.ForEach(Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering), i =>
        {
            if (Listen(receivers[i], receivers[i].SampleKind == SampleKind.Iq ? seconds / ShorterOnIq : seconds, seed + i))
                failed.Add(i);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F0} s\n"));
        return !failed.IsEmpty;
    }

    private static List<ReceiverOptions> Receivers()
    {
        var transmitters = SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters).Where(t => TransmitterSupport.WhyNot(t) is null);
        return [.. transmitters
            .Where(t => t.BaudRate > HighestOnAudio || TransmitterSupport.WhyNotAt(t, AudioRateHz, audio: true) is null)
            .GroupBy(Demodulator)
            .Select(g => g.Key with { Framings = [.. g.Select(t => TransmitterFraming.Of(t)).Distinct()] })];
    }

    private static ReceiverOptions Demodulator(Transmitter transmitter)
    {
        var audio = transmitter.BaudRate <= HighestOnAudio;
        return new ReceiverOptions
        {
            SampleRateHz = audio ? AudioRateHz : transmitter.BaudRate * SamplesPerSymbol,
            SampleKind = audio ? SampleKind.Audio : SampleKind.Iq,
            Modulation = transmitter.Modulation,
            BaudRate = transmitter.BaudRate,
            DeviationHz = audio && transmitter.Modulation == "FSK" ? null : transmitter.DeviationHz,
            AudioCarrierHz = transmitter.AudioCarrierHz,
            Framings = Array.Empty<FramingChoice>(),
            FramingsApart = true,
        };
    }

    private static bool Listen(ReceiverOptions options, int seconds, int seed)
    {
        var (receiver, counter, random, start) = (new Receiver(options), new Counter(options.Framings), new Random(seed), ThreadClock.Nanoseconds);
        var (noise, iq) = (new float[8192], new Complex32[4096]);
        var perBlock = options.SampleKind == SampleKind.Audio ? noise.Length : iq.Length;
        for (var left = (long)(seconds * options.SampleRateHz); left > 0; left -= perBlock)
        {
            NoiseDeframers.Fill(noise, random, 0.25f);
            if (options.SampleKind == SampleKind.Audio)
            {
                receiver.Process(noise, counter);
                continue;
            }
            for (var i = 0; i < iq.Length; i++)
                iq[i] = new Complex32(noise[2 * i], noise[(2 * i) + 1]);
            receiver.Process(iq, counter);
        }
        receiver.Flush(counter);
        return Report(options, receiver.Statistics.Candidates, counter, (ThreadClock.Nanoseconds - start) / 1e9);
    }

    private static bool Report(ReceiverOptions options, long candidates, Counter counter, double cpuSeconds)
    {
        // candidates are counted for all framings together: the shortest check says the most that may come
        var checks = options.Framings.Select(f => NoiseDeframers.BitsOf(f.Name)).Where(bits => bits > 0).DefaultIfEmpty(64);
        var expected = candidates * Math.Pow(2, -Math.Min(checks.Min(), 16));
        var bad = NoiseBenchmark.IsTooMany(counter.Frames.Sum(), expected) || options.Framings.Where((f, i) => NoiseDeframers.BitsOf(f.Name) > 16 && counter.Plausible[i] > 0).Any();
        var name = string.Create(CultureInfo.InvariantCulture, $"{options.Modulation} {options.BaudRate} Bd{(options.DeviationHz is { } d ? $" dev {d}" : "")}{(options.AudioCarrierHz is { } c ? $" on {c}" : "")}");
        var found = options.Framings.Select((f, i) => (f.Name, Count: counter.Frames[i], Plausible: counter.Plausible[i])).Where(f => f.Count > 0).Select(f => $"{f.Name}: {f.Count} ({f.Plausible} plausible)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-40} {options.Framings.Count,8} {candidates,10} {expected,8:G2} {counter.Frames.Sum(),6}  {cpuSeconds,6:F1}  {string.Join("; ", found)}{(bad ? "  FAILED" : "")}"));
        return bad;
    }

    private sealed class Counter(IReadOnlyList<FramingChoice> framings) : IReceivedFrameSink
    {
        public int[] Frames { get; } = new int[framings.Count];

        public int[] Plausible { get; } = new int[framings.Count];

        public void OnFrame(in ReceivedFrame frame)
        {
            Frames[frame.Framing]++;
            Plausible[frame.Framing] += frame.HeaderPlausible ? 1 : 0;
        }
    }
}
