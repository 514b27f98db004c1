using System.Globalization;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>Whole receivers, samples to frames, on one thread: Msamples a CPU second and how many times real time that is; beside them GNU Radio's flowgraphs of ../shared/anchors/gr_chain.py where there is one.</summary>
internal static class ChainsBenchmark
{
    private const int Repetitions = 5;
    private const string Only = "--only=";
    private static readonly (string Name, double SamplesPerSymbol, double EsN0Db, double? GoalTimesRealTime, string? PeerRow, Signal Signal)[] Chains =
    [
        ("QPSK 2.33 MBd, conv 3/4 + RS, I = 4", 2.5, 8, 4, null, Ccsds("QPSK", 2.33e6, "CCSDS Concatenated", 892, 4, "3/4")),
        ("QPSK 2.33 MBd, conv 1/2 + RS, I = 5", 2.5, 5, null, null, Ccsds("QPSK", 2.33e6, "CCSDS Concatenated", 1115, 5, "1/2")),
        ("OQPSK 7.5 MBd, RS, I = 4", 2.5, 12, null, null, Ccsds("OQPSK", 7.5e6, "CCSDS Reed-Solomon", 892, 4, null)),
        ("QPSK 2 MBd, LDPC 7/8 (C2)", 2.5, 6.8, null, null, Ccsds("QPSK", 2e6, "CCSDS LDPC", 892, 1, "7/8")),
        ("QPSK 1 MBd, LDPC 1/2 (AR4JA, k = 4096)", 2.5, 1.8, null, null, Ccsds("QPSK", 1e6, "CCSDS LDPC", 512, 1, "1/2")),
        ("QPSK 1 MBd, turbo 1/2 (k = 8920)", 2.5, 1.6, null, null, Ccsds("QPSK", 1e6, "CCSDS Turbo", 1115, 1, "1/2")),
        ("BPSK 9600 Bd, uncoded; peer: to bits", 5, 17, null, "gr_bpsk9k6_fll_rrc_sync_costas", new Signal { Modulation = "BPSK", BaudRate = 9600, RollOff = 0.35, Framing = "AX.25" }),
        ("FSK 9600 Bd, uncoded; peer: to bits", 5, 17, null, "gr_fsk9k6_chain", new Signal { Modulation = "FSK", BaudRate = 9600, DeviationHz = 2400, GaussianBt = 0.5, Framing = "AX.25 G3RUH" }),
    ];

    public static BenchmarkEntry Entry { get; } = new("chains", "whole receivers on one core, beside GNU Radio's where there is one: Msamples a CPU second (--only=QPSK)", Run);

    private static int Run(string[] options)
    {
        string only = Array.Find(options, o => o.StartsWith(Only, StringComparison.Ordinal))?[Only.Length..] ?? "";
        Dictionary<string, double> peer = Peer();
        Console.WriteLine("| chain | samples a symbol | Es/N0, dB | Msamples a CPU second | times real time | goal | decoded Mbit/s | frames | peer, Msamples a CPU second | ratio |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        bool good = true;
        foreach (var (name, samplesPerSymbol, esN0Db, goal, peerRow, signal) in Chains.Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            double rateHz = samplesPerSymbol * signal.BaudRate;
            var test = new TestSignal(Options(signal, rateHz, esN0Db));
            Complex32[] samples = test.ToIq();
            var sent = test.Payloads.Select(Convert.ToHexString).ToHashSet();
            (double seconds, int frames) = Measure(signal.ReceiverOptions(rateHz, SampleKind.Iq) with { OffsetHz = 0, SearchBandwidthHz = 0.1 * signal.BaudRate }, samples, sent);
            double times = samples.Length / rateHz / seconds;
            double? theirs = peerRow is not null && peer.TryGetValue(peerRow, out double value) ? value : null;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {samplesPerSymbol} | {esN0Db} | {samples.Length / seconds / 1e6:0.0} | {times:0.0} | {goal} | {8e-6 * sent.Count * test.Payloads[0].Length / seconds:0.0} | {frames} of {sent.Count} | {theirs:0.0} | {samples.Length / seconds / 1e6 / theirs:0.0} |"));
            good &= !(times < goal);
        }
        return good ? 0 : 1;
    }

    private static Signal Ccsds(string modulation, double baudRate, string framing, int frameSize, int interleaving, string? codeRate) => new()
    {
        Modulation = modulation,
        BaudRate = baudRate,
        RollOff = 0.35,
        Framing = framing,
        FramingOptions = FramingOptions.Default with { FrameSize = frameSize, Interleaving = interleaving, CodeRate = codeRate },
    };

    private static TestSignalOptions Options(Signal signal, double rateHz, double esN0Db) => new()
    {
        SampleRateHz = rateHz,
        Modulation = signal.Modulation,
        BaudRate = signal.BaudRate,
        DeviationHz = signal.DeviationHz,
        GaussianBt = signal.GaussianBt,
        RollOff = signal.RollOff,
        Framing = signal.Framing,
        FramingOptions = signal.FramingOptions,
        EbN0Db = esN0Db - (10 * Math.Log10(signal.BitRate / signal.BaudRate)), // of a coded bit
        OffsetHz = 0.01 * signal.BaudRate,
        TimingPpm = 15,
        Frames = 60,
        PayloadLength = 1115,
        IdleSymbols = signal.Framing.StartsWith("CCSDS", StringComparison.Ordinal) ? 0 : 200,
        Seed = 6,
    };

    private static (double Seconds, int Frames) Measure(ReceiverOptions options, Complex32[] samples, HashSet<string> sent)
    {
        double best = double.PositiveInfinity;
        int frames = 0;
        for (int i = 0; i < Repetitions; i++)
        {
            (var receiver, var sink) = (new Receiver(options), new FrameCounter(sent));
            long start = ThreadClock.Nanoseconds;
            for (int at = 0; at < samples.Length; at += 1 << 15)
                receiver.Process(samples.AsSpan(at, Math.Min(1 << 15, samples.Length - at)), sink);
            receiver.Flush(sink);
            (best, frames) = (Math.Min(best, (ThreadClock.Nanoseconds - start) * 1e-9), sink.Frames);
        }
        return (best, frames);
    }

    // Without it, or without GNU Radio, the columns stay empty.
    private static Dictionary<string, double> Peer()
    {
        string script = Path.Combine(Repository.Artifacts, "anchors", "gr_chain.py");
        var rows = new Dictionary<string, double>();
        if (ChildProcess.Run(Path.Combine(Repository.Root, "tools", "anchors"), [], oneCore: false).ExitCode != 0 || !File.Exists(script))
            return rows;
        foreach (string line in ChildProcess.Run("/usr/bin/python3", [script], oneCore: false).Output.Split('\n').Where(l => l.StartsWith('{')))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            rows[json.RootElement.GetProperty("row").GetString()!] = json.RootElement.GetProperty("value").GetDouble();
        }
        return rows;
    }

    private sealed class FrameCounter(HashSet<string> sent) : IReceivedFrameSink
    {
        public int Frames { get; private set; }

        public void OnFrame(in ReceivedFrame frame) => Frames += sent.Contains(Convert.ToHexString(frame.Payload)) ? 1 : 0;
    }
}
