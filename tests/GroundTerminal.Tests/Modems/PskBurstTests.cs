using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Transmissions that begin with a frame, after noise, and end with one, before noise: 4 dB above what their code needs every frame is expected.</summary>
/// <remarks>Of some thousand frames one or two are lost all the same; none among these.</remarks>
public class PskBurstTests
{
    private const double SampleRateHz = 250_000, BaudRate = 100_000, SamplesPerSymbol = SampleRateHz / BaudRate;
    private const int FrameBytes = 223, Bursts = 12;

    /// <summary>Modulation, framing, Es/N0: of the code's Eb/N0 (2.6 dB concatenated, 6.4 dB Reed-Solomon; 8PSK 3.4 dB more) with bits a symbol and rate, and 4 dB.</summary>
    public static TheoryData<string, string, double> Signals => new()
    {
        { "BPSK", "CCSDS Concatenated", 3 },
        { "BPSK", "CCSDS Reed-Solomon", 9.8 },
        { "QPSK", "CCSDS Concatenated", 6 },
        { "QPSK", "CCSDS Reed-Solomon", 12.8 },
        { "OQPSK", "CCSDS Concatenated", 6 },
        { "OQPSK", "CCSDS Reed-Solomon", 12.8 },
        { "8PSK", "CCSDS Concatenated", 11.2 },
        { "8PSK", "CCSDS Reed-Solomon", 18 },
        { "GMSK", "CCSDS Concatenated", 3.3 },
        { "GMSK", "CCSDS Reed-Solomon", 10.1 },
    };

    [Theory]
    [MemberData(nameof(Signals))]
    public void Every_frame_of_a_burst_in_noise_is_received(string modulation, string framing, double esN0Db)
    {
        for (var seed = 1; seed <= Bursts; seed++)
        {
            var random = new Random(seed);
            var (signal, payloads) = Burst(modulation, framing, 4, random);
            Assert.Equal(payloads, Receive(modulation, framing, [.. Silence(random, 2000, 22_000), .. signal, .. Silence(random, 8000, 8000)], esN0Db, seed));
        }
    }

    /// <summary>OQPSK, whose lines are the weakest, is not found in 1036 symbols.</summary>
    [Theory]
    [InlineData("BPSK", 9.8)]
    [InlineData("QPSK", 12.8)]
    [InlineData("8PSK", 18)]
    [InlineData("GMSK", 10.1)]
    public void So_is_a_burst_of_a_single_frame(string modulation, double esN0Db)
    {
        const string Framing = "CCSDS Reed-Solomon";
        for (var seed = 1; seed <= Bursts; seed++)
        {
            var random = new Random(seed);
            var (signal, payloads) = Burst(modulation, Framing, 1, random);
            Assert.Equal(payloads, Receive(modulation, Framing, [.. Silence(random, 2000, 22_000), .. signal, .. Silence(random, 8000, 8000)], esN0Db, seed));
        }
    }

    /// <summary>That a signal is gone is known after some 2000 symbols.</summary>
    [Theory]
    [InlineData("BPSK", 9.8)]
    [InlineData("QPSK", 12.8)]
    [InlineData("OQPSK", 12.8)]
    [InlineData("8PSK", 18)]
    [InlineData("GMSK", 10.1)]
    public void So_is_a_burst_soon_after_another(string modulation, double esN0Db)
    {
        const string Framing = "CCSDS Reed-Solomon";
        var (received, sent) = (0, 0);
        for (var seed = 1; seed <= Bursts; seed++)
        {
            var random = new Random(seed);
            var (signal, payloads) = Burst(modulation, Framing, 5, random);
            var (next, more) = Burst(modulation, Framing, 5, random);
            var frames = Receive(modulation, Framing, [.. signal, .. Silence(random, 100, 2000), .. next, .. Silence(random, 8000, 8000)], esN0Db, seed);
            received += payloads.Concat(more).Count(frames.Contains);
            sent += payloads.Length + more.Length;
        }
        Assert.InRange(received, sent - 4, sent);
    }

    /// <summary>Frames without a preamble, carrier up to 5 % of the symbol rate and clock up to 50 ppm off.</summary>
    private static (Complex32[] Samples, string[] Payloads) Burst(string modulation, string framing, int frames, Random random)
    {
        var framer = FramingCatalog.Find(framing)!.CreateFramer!(FramingOptions.Default with { FrameSize = FrameBytes });
        var (payload, symbols, bits, payloads) = (new byte[FrameBytes], new byte[20_000], new List<byte>(), new List<string>());
        for (var i = 0; i < frames; i++)
        {
            random.NextBytes(payload);
            payloads.Add(Convert.ToHexString(payload));
            bits.AddRange(symbols[..framer.Encode(payload, symbols)]);
        }
        // Until the last symbol has left the modulator.
        bits.AddRange(new byte[48]);
        var modulator = ModulationCatalog.Find(modulation)!.CreateModulator(new ModulatorOptions { SampleRateHz = SampleRateHz, BaudRate = BaudRate * (1 + ((random.NextDouble() - 0.5) * 1e-4)), RollOff = 0.35 });
        var samples = new Complex32[modulator.MaxOutput(bits.Count)];
        samples = samples[..modulator.Process(bits.ToArray(), samples)];
        var (turns, offset) = (random.NextDouble(), (random.NextDouble() - 0.5) * 0.1 / SamplesPerSymbol);
        for (var i = 0; i < samples.Length; i++)
            samples[i] *= Complex32.FromPhase(Math.Tau * ((turns + (offset * i)) % 1));
        return (samples, [.. payloads]);
    }

    private static Complex32[] Silence(Random random, int least, int most) => new Complex32[(int)(random.Next(least, most + 1) * SamplesPerSymbol)];

    private static string[] Receive(string modulation, string framing, Complex32[] samples, double esN0Db, int seed)
    {
        var noise = new float[2 * samples.Length];
        new GaussianNoise((ulong)seed).Fill(noise, (float)Math.Sqrt(SamplesPerSymbol / Math.Pow(10, esN0Db / 10) / 2));
        for (var i = 0; i < samples.Length; i++)
            samples[i] += new Complex32(noise[2 * i], noise[(2 * i) + 1]);
        var (receiver, recorder) = (new Receiver(new ReceiverOptions
        {
            SampleRateHz = SampleRateHz,
            SampleKind = SampleKind.Iq,
            Modulation = modulation,
            BaudRate = BaudRate,
            RollOff = 0.35,
            Framings = [new FramingChoice(framing, FramingOptions.Default with { FrameSize = FrameBytes })],
        }), new FrameRecorder());
        receiver.Process(samples, recorder);
        receiver.Flush(recorder);
        return [.. recorder.Payloads];
    }
}
