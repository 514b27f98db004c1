using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;

namespace GroundTerminal.Tests.Support;

/// <summary>Random bits through a modulator and a channel with an offset, a clock error and noise, and what a demodulator makes of them.</summary>
internal sealed record PskChannel(string Modulation)
{
    public double SampleRateHz { get; init; } = 250_000;

    public double BaudRate { get; init; } = 98_765.4;

    public double EsN0Db { get; init; } = 12;

    public double OffsetHz { get; init; } = 1234;

    public double HzPerSecond { get; init; }

    public double ClockPpm { get; init; } = 120;

    public double RollOff { get; init; } = 0.35;

    public double? GaussianBt { get; init; }

    public double? SubcarrierHz { get; init; }

    public int Symbols { get; init; } = 30_000;

    public int Seed { get; init; } = 1;

    public int BitsPerSymbol => ModulationCatalog.Find(Modulation)!.BitsPerSymbol;

    public byte[] Bits()
    {
        var random = new Random(Seed);
        var bits = new byte[Symbols * BitsPerSymbol];
        foreach (ref var bit in bits.AsSpan())
            bit = (byte)random.Next(2);
        return bits;
    }

    public Complex32[] Samples(byte[] bits)
    {
        var modulator = ModulationCatalog.Find(Modulation)!.CreateModulator(new ModulatorOptions
        {
            SampleRateHz = SampleRateHz,
            BaudRate = BaudRate * (1 + (ClockPpm * 1e-6)),
            RollOff = RollOff,
            GaussianBt = GaussianBt,
            SubcarrierHz = SubcarrierHz,
        });
        byte[] padded = [.. bits, .. new byte[32 * BitsPerSymbol]];
        var samples = new Complex32[modulator.MaxOutput(padded.Length)];
        samples = samples[..modulator.Process(padded, samples)];
        var noise = new float[2 * samples.Length];
        new GaussianNoise((ulong)Seed).Fill(noise, (float)Math.Sqrt(SampleRateHz / BaudRate / Math.Pow(10, EsN0Db / 10) / 2));
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (samples[i] * Complex32.FromPhase(Math.Tau * (((OffsetHz + (HzPerSecond * i / SampleRateHz / 2)) * i / SampleRateHz % 1) + 0.2))) + new Complex32(noise[2 * i], noise[(2 * i) + 1]);
        return samples;
    }

    public ReceiverOptions Options => new()
    {
        SampleRateHz = SampleRateHz,
        SampleKind = SampleKind.Iq,
        Modulation = Modulation,
        BaudRate = BaudRate,
        RollOff = RollOff,
        GaussianBt = GaussianBt,
        SubcarrierHz = SubcarrierHz,
        Framings = [],
    };

    /// <summary>Soft symbols of all hypotheses.</summary>
    public SymbolRecorder Demodulate(Complex32[] samples)
    {
        var demodulator = DemodulatorFactory.Create(Options);
        var recorder = new SymbolRecorder(demodulator.Hypotheses);
        demodulator.Process(samples, recorder);
        demodulator.Process(new Complex32[demodulator.FlushSamples], recorder);
        return recorder;
    }

    /// <summary>Share of wrong bits of the best hypothesis, either polarity, where it lines up best, the first and last 1000 bits left out.</summary>
    public static double BitErrorRate(byte[] bits, SymbolRecorder recorder)
    {
        var best = 1.0;
        foreach (var soft in recorder.Soft)
        {
            for (var shift = -200; shift <= 200; shift++)
            {
                if (Math.Abs(Errors(bits, soft, shift, bits.Length / 2, (bits.Length / 2) + 500) - 0.5) > 0.15)
                    best = Math.Min(best, Folded(Errors(bits, soft, shift, 1000, bits.Length - 1000)));
            }
        }
        return best;
    }

    private static double Folded(double rate) => Math.Min(rate, 1 - rate);

    private static double Errors(byte[] bits, List<float> soft, int shift, int from, int to)
    {
        var wrong = 0;
        for (var i = from; i < to; i++)
            wrong += i + shift >= 0 && i + shift < soft.Count && soft[i + shift] > 0 == (bits[i] == 1) ? 0 : 1;
        return (double)wrong / (to - from);
    }

    internal sealed class SymbolRecorder(int hypotheses) : ISymbolSink
    {
        public List<float>[] Soft { get; } = [.. Enumerable.Range(0, hypotheses).Select(_ => new List<float>())];

        public List<SymbolBatch> Batches { get; } = [];

        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
        {
            Soft[hypothesis].AddRange(symbols);
            if (hypothesis == 0 && !symbols.IsEmpty)
                Batches.Add(batch);
        }
    }
}
