using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>Frames of continuous phase shift keying whose carrier moves as in a pass, uncorrected, and that fades for a moment each second.</summary>
internal static class PskPasses
{
    private const int FrameBytes = 223;

    /// <summary>20 dB down for 50 ms, in and out by 5 ms.</summary>
    private const double FadeSeconds = 0.05, EdgeSeconds = 0.005, FadeDb = 20;

    /// <summary>Modulation, framing, symbol rate, Es/N0, largest offset, its rate of change overhead, where in the pass it begins, how long, with fades or none.</summary>
    private static readonly (string Name, string Framing, double BaudRate, double EsN0Db, double OffsetHz, double HzPerSecond, double FromSecond, double Seconds, bool Fades)[] Cases =
    [
        ("BPSK", "CCSDS Concatenated", 9600, 2, 1e4, 100, -10, 20, false),
        ("BPSK", "CCSDS Concatenated", 9600, 6, 1e4, 100, -10, 20, true),
        ("QPSK", "CCSDS Concatenated", 9600, 4, 1e4, 100, -10, 20, false),
        ("QPSK", "CCSDS Reed-Solomon", 9600, 10, 1e4, 100, -10, 20, false),
        ("OQPSK", "CCSDS Reed-Solomon", 9600, 10, 1e4, 100, -10, 20, false),
        ("GMSK", "CCSDS Reed-Solomon", 9600, 7, 1e4, 100, -10, 20, false),
        ("8PSK", "CCSDS Concatenated", 9600, 10, 1e4, 100, -10, 20, false),
        ("QPSK", "CCSDS Concatenated", 1e5, 4, 6e4, 1000, -300, 5, false),
        ("BPSK", "CCSDS Concatenated", 1e5, 0, 6e4, 1000, -3, 6, false),
        ("QPSK", "CCSDS Concatenated", 1e5, 3, 6e4, 1000, -3, 6, false),
        ("QPSK", "CCSDS Concatenated", 1e5, 6, 6e4, 1000, -3, 6, true),
        ("OQPSK", "CCSDS Concatenated", 1e5, 4, 6e4, 1000, -3, 6, false),
        ("OQPSK", "CCSDS Concatenated", 1e5, 6, 6e4, 1000, -3, 6, true),
        ("8PSK", "CCSDS Concatenated", 1e5, 10, 6e4, 1000, -3, 6, true),
        ("GMSK", "CCSDS Reed-Solomon", 1e5, 7, 6e4, 1000, -3, 6, true),
        ("QPSK", "CCSDS Concatenated", 2e6, 3, 2.5e5, 6000, -0.5, 1, false),
        ("OQPSK", "CCSDS Concatenated", 2e6, 4, 2.5e5, 6000, -0.5, 1, false),
        ("8PSK", "CCSDS Concatenated", 2e6, 9, 2.5e5, 6000, -0.5, 1, false),
    ];

    /// <summary>Modulation, framing, Es/N0 of signals that begin with a frame after noise, 100 kBd.</summary>
    private static readonly (string Name, string Framing, double EsN0Db)[] Beginnings =
    [
        ("BPSK", "CCSDS Concatenated", 1),
        ("BPSK", "CCSDS Reed-Solomon", 8),
        ("QPSK", "CCSDS Concatenated", 4),
        ("QPSK", "CCSDS Reed-Solomon", 11),
        ("OQPSK", "CCSDS Concatenated", 4),
        ("OQPSK", "CCSDS Reed-Solomon", 11),
        ("8PSK", "CCSDS Concatenated", 10),
        ("GMSK", "CCSDS Reed-Solomon", 8),
    ];

    public static int Run()
    {
        RunPasses();
        Console.WriteLine();
        Console.WriteLine($"{"modulation",-10} {"framing",-20} {"Es/N0",6} {"Hz, up to",9} {"begun",6} {"first",6} {"second",7}");
        foreach (var (most, slope) in new[] { (5e3, 100.0), (6e4, 1000) })
        {
            foreach (var (name, framing, esN0Db) in Beginnings)
                RunBeginnings(name, framing, esN0Db, most, slope);
        }
        return 0;
    }

    /// <summary>How often the first and the second frame are received.</summary>
    private static void RunBeginnings(string name, string framing, double esN0Db, double most, double slope)
    {
        const int Trials = 50;
        const double BaudRate = 1e5;
        var (rate, descriptor) = (2.5 * BaudRate, ModulationCatalog.Find(name)!);
        var (first, second) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var framer = FramingCatalog.Find(framing)!.CreateFramer!(FramingOptions.Default with { FrameSize = FrameBytes });
            var (payloads, bits, _) = Frames(framer, 12_000 * descriptor.BitsPerSymbol);
            var modulator = descriptor.CreateModulator(new ModulatorOptions { SampleRateHz = rate, BaudRate = BaudRate, RollOff = 0.35 });
            var samples = new Complex32[10_000 + (777 * trial) + modulator.MaxOutput(bits.Length)];
            var signal = samples.AsSpan(10_000 + (777 * trial));
            samples = samples[..(samples.Length - signal.Length + modulator.Process(bits, signal))];
            Move(samples, rate, most, slope, (trial - 25) * 2, fades: false);
            AddNoise(samples, 2.5, esN0Db, (ulong)trial);
            var sink = Received(samples, rate, name, framing, BaudRate, 6e4);
            first += sink.Payloads.Contains(payloads[0]) ? 1 : 0;
            second += sink.Payloads.Contains(payloads[1]) ? 1 : 0;
        }
        Console.WriteLine($"{name,-10} {framing,-20} {esN0Db,6:F1} {Offset(most, slope, -50),9:F0} {Trials,6} {first,6} {second,7}");
    }

    private static Sink Received(Complex32[] samples, double rate, string name, string framing, double baudRate, double offsetHz)
    {
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = rate,
            SampleKind = SampleKind.Iq,
            Modulation = name,
            BaudRate = baudRate,
            RollOff = 0.35,
            OffsetHz = 0,
            SearchBandwidthHz = Math.Min(2 * offsetHz, 1.1 * baudRate),
            Framings = [new FramingChoice(framing, FramingOptions.Default with { FrameSize = FrameBytes })],
        });
        var sink = new Sink();
        receiver.Process(samples, sink);
        receiver.Flush(sink);
        return sink;
    }

    private static void RunPasses()
    {
        Console.WriteLine($"{"modulation",-10} {"framing",-20} {"baud",8} {"Es/N0",6} {"Hz",18} {"Hz/s",6} {"fades",6} {"frames",7} {"whole",7} {"received",9}");
        foreach (var c in Cases)
        {
            var framer = FramingCatalog.Find(c.Framing)!.CreateFramer!(FramingOptions.Default with { FrameSize = FrameBytes });
            var descriptor = ModulationCatalog.Find(c.Name)!;
            var rate = 2.5 * c.BaudRate;
            var (payloads, bits, ends) = Frames(framer, (int)(c.Seconds * c.BaudRate * descriptor.BitsPerSymbol));
            var modulator = descriptor.CreateModulator(new ModulatorOptions { SampleRateHz = rate, BaudRate = c.BaudRate, RollOff = 0.35 });
            var samples = new Complex32[modulator.MaxOutput(bits.Length)];
            samples = samples[..modulator.Process(bits, samples)];
            Move(samples, rate, c.OffsetHz, c.HzPerSecond, c.FromSecond, c.Fades);
            AddNoise(samples, 2.5, c.EsN0Db, 5);
            var sink = Received(samples, rate, c.Name, c.Framing, c.BaudRate, c.OffsetHz);
            var second = c.BaudRate * descriptor.BitsPerSymbol;
            var whole = Enumerable.Range(0, payloads.Count).Count(i => !c.Fades || !Faded((i == 0 ? 0 : ends[i - 1]) / second, ends[i] / second));
            var (from, to) = (Offset(c.OffsetHz, c.HzPerSecond, c.FromSecond), Offset(c.OffsetHz, c.HzPerSecond, c.FromSecond + c.Seconds));
            Console.WriteLine($"{c.Name,-10} {c.Framing,-20} {c.BaudRate,8} {c.EsN0Db,6:F1} {$"{from:F0} to {to:F0}",18} {c.HzPerSecond,6} {(c.Fades ? "yes" : "no"),6} {payloads.Count,7} {whole,7} {payloads.Count(sink.Payloads.Contains),9}");
        }
    }

    private static (List<string> Payloads, byte[] Bits, List<int> Ends) Frames(IFramer framer, int symbols)
    {
        var (random, payload, coded) = (new Random(5), new byte[FrameBytes], new byte[20_000]);
        var (payloads, bits, ends) = (new List<string>(), new List<byte>(), new List<int>());
        while (bits.Count < symbols)
        {
            random.NextBytes(payload);
            bits.AddRange(coded[..framer.Encode(payload, coded)]);
            payloads.Add(Convert.ToHexString(payload));
            ends.Add(bits.Count);
        }
        bits.AddRange(new byte[600]);
        return (payloads, [.. bits], ends);
    }

    /// <summary>Offset of a straight flight past: its rate of change is greatest at second 0.</summary>
    private static double Offset(double most, double slope, double second) => -most * (slope * second / most) / Math.Sqrt(1 + Math.Pow(slope * second / most, 2));

    private static void Move(Span<Complex32> samples, double rate, double most, double slope, double from, bool fades)
    {
        // The integral of the offset.
        double Turns(double second) => -most * most / slope * Math.Sqrt(1 + Math.Pow(slope * second / most, 2));
        for (var i = 0; i < samples.Length; i++)
        {
            var second = i / rate;
            var turns = Turns(from + second);
            samples[i] *= Complex32.FromPhase(Math.Tau * (turns - Math.Floor(turns)));
            if (fades)
                samples[i] *= (float)Math.Pow(10, -FadeDb / 20 * Depth(second));
        }
    }

    /// <summary>0 outside a fade, 1 in it; one each second.</summary>
    private static double Depth(double second) => Math.Clamp(((FadeSeconds / 2) - Math.Abs((second % 1) - 0.5)) / EdgeSeconds, 0, 1);

    private static bool Faded(double from, double to)
    {
        for (var second = from; second <= to; second += EdgeSeconds / 4)
        {
            if (Depth(second) > 0)
                return true;
        }
        return Depth(to) > 0;
    }

    private static void AddNoise(Span<Complex32> samples, double samplesPerSymbol, double esN0Db, ulong seed)
    {
        var noise = new float[2 * samples.Length];
        new GaussianNoise(seed).Fill(noise, (float)Math.Sqrt(samplesPerSymbol / FerTheory.Ratio(esN0Db) / 2));
        for (var i = 0; i < samples.Length; i++)
            samples[i] += new Complex32(noise[2 * i], noise[(2 * i) + 1]);
    }

    private sealed class Sink : IReceivedFrameSink
    {
        public HashSet<string> Payloads { get; } = [];

        public void OnFrame(in ReceivedFrame frame) => Payloads.Add(Convert.ToHexString(frame.Payload));
    }
}
