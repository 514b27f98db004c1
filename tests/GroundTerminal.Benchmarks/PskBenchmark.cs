using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Benchmarks;

/// <summary>Continuous phase shift keying: bit error rates beside theory, the Es/N0 told, symbols until lock, and time a symbol.</summary>
internal static class PskBenchmark
{
    public static BenchmarkEntry Entry { get; } = new("psk", "bit error rates of continuous phase shift keying against theory, lock time, time a symbol (--quick: a tenth; --passes: frames of Doppler passes and fades instead)", Run);

    /// <summary>Modulation, symbol rate, samples a symbol, share of the power in the data, Es/N0 points.</summary>
    private static readonly (string Name, double BaudRate, double SamplesPerSymbol, double RollOff, double? Bt, double? SubcarrierHz, double Share, double[] EsN0Db)[] Cases =
    [
        ("BPSK", 1e5, 2.5, 0.35, null, null, 1, [-6, -5, -3, -1, 4, 8]),
        ("QPSK", 1e5, 2.5, 0.35, null, null, 1, [-1, 0, 1, 4, 7, 10]),
        ("QPSK", 1e5, 2.5, 0.2, null, null, 1, [1, 10]),
        ("QPSK", 1e5, 1.6, 0.35, null, null, 1, [4, 10]),
        ("OQPSK", 1e5, 2.5, 0.35, null, null, 1, [1, 4, 7, 10]),
        ("8PSK", 1e5, 2.5, 0.35, null, null, 1, [6, 8, 12, 14]),
        ("GMSK", 1e5, 2.5, 0.35, 0.5, null, 1, [0, 4, 8]),
        ("GMSK", 1e5, 2.5, 0.35, 0.25, null, 1, [0, 4, 8]),
        ("PCM/PM", 1e5, 20, 0.35, null, null, 0.8687, [4, 8]),
        ("PCM/PM", 1e5, 20, 0.35, null, 3e5, 0.4966, [4, 8]),
        ("PCM/PM Manchester", 1e5, 24, 0.35, null, null, 0.8473, [4, 8]),
        ("BPSK", 1e3, 48, 0.35, null, null, 1, [-1, 8]),
        ("QPSK", 1e3, 48, 0.5, null, null, 1, [4, 10]),
        ("GMSK", 1e3, 48, 0.35, 0.5, null, 1, [4]),
        ("QPSK", 1e7, 2.5, 0.35, null, null, 1, [4, 10]),
        ("BPSK", 1e7, 2, 0.35, null, null, 1, [4, 8]),
        ("QPSK", 1e7, 2, 0.35, null, null, 1, [4, 10]),
        ("QPSK", 1e7, 2, 0.2, null, null, 1, [4, 10]),
        ("QPSK", 1e7, 2, 0.5, null, null, 1, [4, 10]),
        ("OQPSK", 1e7, 2, 0.35, null, null, 1, [4, 10]),
        ("8PSK", 1e7, 2, 0.35, null, null, 1, [10, 14]),
        ("GMSK", 1e7, 2, 0.35, 0.25, null, 1, [4]),
    ];

    private static int Run(string[] options)
    {
        if (options.Contains("--passes"))
            return PskPasses.Run();
        var symbols = options.Contains("--quick") ? 60_000 : 600_000;
        Console.WriteLine($"{"modulation",-18} {"baud",6} {"roll-off",8} {"sps",5} {"Es/N0",6} {"told",6} {"measured",10} {"theory",10} {"loss dB",8} {"lock",6} {"ns/sym",7}");
        foreach (var c in Cases)
        {
            foreach (var esN0Db in c.EsN0Db)
                Measure(c.Name, c.BaudRate, c.SamplesPerSymbol, c.RollOff, c.Bt, c.SubcarrierHz, c.Share, esN0Db, symbols);
        }
        return 0;
    }

    private static void Measure(string name, double baudRate, double samplesPerSymbol, double rollOff, double? bt, double? subcarrierHz, double share, double esN0Db, int symbols)
    {
        var descriptor = ModulationCatalog.Find(name)!;
        var rate = baudRate * samplesPerSymbol;
        var bits = new byte[symbols * descriptor.BitsPerSymbol];
        var random = new Random(9);
        foreach (ref var bit in bits.AsSpan())
            bit = (byte)random.Next(2);
        var samples = Channel(descriptor.CreateModulator(new ModulatorOptions { SampleRateHz = rate, BaudRate = baudRate * 0.99988, RollOff = rollOff, GaussianBt = bt, SubcarrierHz = subcarrierHz }), bits, samplesPerSymbol, esN0Db);
        var demodulator = DemodulatorFactory.Create(new ReceiverOptions
        {
            SampleRateHz = rate,
            SampleKind = SampleKind.Iq,
            Modulation = name,
            BaudRate = baudRate,
            RollOff = rollOff,
            GaussianBt = bt,
            SubcarrierHz = subcarrierHz,
            Framings = [],
        });
        var sink = new Sink(demodulator.Hypotheses, bits.Length + 100_000);
        var locked = 0.0;
        for (var at = 0; at < samples.Length; at += 512)
        {
            demodulator.Process(samples.AsSpan(at, Math.Min(512, samples.Length - at)), sink);
            locked = locked == 0 && sink.Count[0] > 0 ? at / samplesPerSymbol : locked;
        }
        var measured = Enumerable.Range(0, demodulator.Hypotheses).Min(h => ErrorRate(bits, sink.Soft[h].AsSpan(0, sink.Count[h])));
        demodulator.Reset();
        var start = ThreadClock.Nanoseconds;
        demodulator.Process(samples, new Nothing());
        var time = (ThreadClock.Nanoseconds - start) / (double)symbols;
        var theory = Theory(name, bt, esN0Db + (10 * Math.Log10(share)));
        Console.WriteLine($"{name + (bt is { } b ? $" BT {b}" : subcarrierHz is null ? "" : " subc."),-18} {baudRate,6:0E+0} {rollOff,8} {samplesPerSymbol,5} {esN0Db,6:F1} {sink.EsN0Db,6:F2} {measured,10:E2} {theory,10:E2} {Loss(name, bt, measured, esN0Db + (10 * Math.Log10(share))),8:F2} {locked,6:F0} {time,7:F1}");
    }

    private static Complex32[] Channel(IModulator modulator, byte[] bits, double samplesPerSymbol, double esN0Db)
    {
        var samples = new Complex32[modulator.MaxOutput(bits.Length)];
        samples = samples[..modulator.Process(bits, samples)];
        var noise = new float[2 * samples.Length];
        new GaussianNoise(5).Fill(noise, (float)Math.Sqrt(samplesPerSymbol / FerTheory.Ratio(esN0Db) / 2));
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (samples[i] * Complex32.FromPhase(Math.Tau * (0.034567 * i / samplesPerSymbol % 1))) + new Complex32(noise[2 * i], noise[(2 * i) + 1]);
        return samples;
    }

    /// <summary>Closed forms: J. Proakis, M. Salehi, Digital Communications, 5th ed., §4.3; 8PSK by its neighbours.</summary>
    private static double Theory(string name, double? bt, double esN0Db)
    {
        var ratio = FerTheory.Ratio(esN0Db);
        return name switch
        {
            "QPSK" or "OQPSK" => FerTheory.Q(Math.Sqrt(ratio)),
            "8PSK" => 2.0 / 3 * (FerTheory.Q(Math.Sqrt(2 * ratio) * Math.Sin(Math.PI / 8)) + FerTheory.Q(Math.Sqrt(2 * ratio) * Math.Sin(3 * Math.PI / 8))),
            "GMSK" => (FerTheory.Q(Math.Sqrt(GmskDistance(bt!.Value, -1) * ratio)) + FerTheory.Q(Math.Sqrt(GmskDistance(bt!.Value, 1) * ratio))) / 2,
            _ => FerTheory.Q(Math.Sqrt(2 * ratio)),
        };
    }

    /// <summary>
    /// Squared distance over 2Eb of two signals that differ in two neighbouring bits, of opposite or of like signs: a precoded bit that is wrong. Without a filter both are 2 (MSK); for BT 0.25
    /// the lesser is 0.74 dB below, for BT 0.5 0.13 dB (K. Murota, K. Hirade, IEEE Trans. Commun. 29 (1981) 1044; J. Anderson, T. Aulin, C.-E. Sundberg, Digital Phase Modulation, §2.1).
    /// </summary>
    private static double GmskDistance(double bt, int sign)
    {
        const int Steps = 64, Reach = 6;
        var scale = 2 * Math.PI * bt / Math.Sqrt(Math.Log(2));
        var (distance, phase) = (0.0, 0.0);
        double Pulse(double t) => (FerTheory.Q(scale * (t - 0.5)) - FerTheory.Q(scale * (t + 0.5))) / 2;
        for (var i = 0; i < (2 * Reach + 1) * Steps; i++)
        {
            var t = ((i + 0.5) / Steps) - Reach;
            phase += 2 * Math.PI * (Pulse(t) + (sign * Pulse(t - 1))) / Steps;
            distance += (1 - Math.Cos(phase)) / Steps;
        }
        return distance;
    }

    private static double Loss(string name, double? bt, double measured, double esN0Db)
    {
        var (low, high) = (-20.0, 25.0);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Theory(name, bt, middle) > measured ? (middle, high) : (low, middle);
        }
        return esN0Db - low;
    }

    /// <summary>At the shift that fits best, either polarity, the first and last 2000 bits left out.</summary>
    private static double ErrorRate(byte[] bits, ReadOnlySpan<float> soft)
    {
        var best = 1.0;
        for (var shift = -400; shift <= 400; shift++)
        {
            if (Math.Abs(Errors(bits, soft, shift, bits.Length / 2, (bits.Length / 2) + 600) - 0.5) < 0.1)
                continue;
            var rate = Errors(bits, soft, shift, 2000, bits.Length - 2000);
            best = Math.Min(best, Math.Min(rate, 1 - rate));
        }
        return best;
    }

    private static double Errors(byte[] bits, ReadOnlySpan<float> soft, int shift, int from, int to)
    {
        var (wrong, last) = (0, Math.Min(to, soft.Length - shift));
        for (var i = from; i < last; i++)
            wrong += soft[i + shift] > 0 == (bits[i] == 1) ? 0 : 1;
        return last > from ? (double)wrong / (last - from) : 1;
    }

    private sealed class Sink(int hypotheses, int most) : ISymbolSink
    {
        private double _sum;
        private long _batches;

        public float[][] Soft { get; } = [.. Enumerable.Range(0, hypotheses).Select(_ => new float[most])];

        public int[] Count { get; } = new int[hypotheses];

        public double EsN0Db => _sum / Math.Max(1, _batches);

        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
        {
            var n = Math.Min(symbols.Length, most - Count[hypothesis]);
            symbols[..n].CopyTo(Soft[hypothesis].AsSpan(Count[hypothesis]));
            Count[hypothesis] += n;
            if (hypothesis == 0 && n > 0)
                (_sum, _batches) = (_sum + batch.EsN0Db, _batches + 1);
        }
    }

    private sealed class Nothing : ISymbolSink
    {
        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
        {
        }
    }
}
