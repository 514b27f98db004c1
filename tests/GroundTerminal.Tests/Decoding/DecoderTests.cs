using System.Runtime.InteropServices;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Decoding;
using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Frames;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Decoding;

public sealed class DecoderTests : IDisposable
{
    private const double SampleRateHz = 250e3, CenterHz = 436.5e6;
    private const string SatYaml = """
        name: TESTSAT
        norad: 99999
        data: {}
        transmitters:
          fast: {frequency: 436.56e6, modulation: FSK, baudrate: 9600, deviation: 3000, framing: AX.25 G3RUH}
          slow: {frequency: 436.45e6, modulation: FSK, baudrate: 4800, deviation: 1500, framing: AX.25 G3RUH}
          later: {frequency: 436.45e6, modulation: FSK, baudrate: 4800, framing: Pony Express}
          wide: {frequency: 436.45e6, modulation: FSK, baudrate: 200e3, framing: AX.25}
          elsewhere: {frequency: 437.45e6, modulation: BPSK, baudrate: 1200, framing: AX.25}
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("decode").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void All_transmitters_of_a_satellite_are_received_side_by_side()
    {
        var sent = WriteRecording();
        var frames = Decode(Options("TESTSAT"), out var plan);
        Assert.Equal(["fast", "slow", "elsewhere"], plan.Channels.SelectMany(c => c.Transmitters.Select(t => t.Name)));
        Assert.Equal(sent.Order(), frames.Select(f => f.Transmitter + " " + Convert.ToHexStringLower(f.Payload)).Order());
        Assert.Equal(frames.OrderBy(f => f.Sample + (f.Payload.Length * 8 * SampleRateHz / (f.Transmitter == "fast" ? 9600 : 4800))), frames);
        Assert.All(frames, f => Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddSeconds(f.Sample / SampleRateHz), f.Time!.Value, TimeSpan.FromMicroseconds(1)));
        Assert.All(frames, f => Assert.InRange(f.FrequencyOffsetHz, f.Transmitter == "fast" ? 59500 : -50500, f.Transmitter == "fast" ? 60500 : -49500));
    }

    [Fact]
    public void What_cannot_be_received_is_left_out_with_its_reason()
    {
        WriteRecording();
        Decode(Options("TESTSAT"), out var plan);
        Assert.Contains(plan.Warnings, w => w.Contains("later: not received: framing Pony Express is not built yet", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, w => w.Contains("wide: not received: 200000 baud need a sample rate of 440000 Hz", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, w => w.Contains("elsewhere: 437450000 Hz lies outside the recording's band", StringComparison.Ordinal));
        var offsets = plan.Channels.Select(c => c.Receiver.OffsetHz).ToArray();
        Assert.Equal((60e3, -50e3, null), (offsets[0]!.Value, offsets[1]!.Value, offsets[2]));
    }

    [Fact]
    public void One_transmitter_may_be_picked()
    {
        WriteRecording();
        Assert.All(Decode(Options("TESTSAT") with { Transmitter = "FA" }, out _), f => Assert.Equal("fast", f.Transmitter));
        Assert.Contains("expected one of fast, slow", Refused(Options("TESTSAT") with { Transmitter = "x" }), StringComparison.Ordinal);
        Assert.Contains("Pony Express is not built yet", Refused(Options("TESTSAT") with { Transmitter = "later" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transmission_may_be_given_by_hand()
    {
        WriteRecording();
        var options = new DecodeOptions { Input = Path.Combine(_directory, "x"), Modulation = "fsk", BaudRate = 4800, Framing = "ax25-g3ruh", OffsetHz = -50e3, SearchBandwidthHz = 10e3 };
        Assert.Equal(6, Decode(options, out _).Count);
    }

    [Theory]
    [InlineData(null, null, null, "--satellite NAME")]
    [InlineData("FSK", null, "AX.25", "--baud-rate is missing")]
    [InlineData("FSK", 9600d, null, "--framing is missing; give one of AX.25")]
    [InlineData("FSK", 9600d, "AX25X", "--framing AX25X: is not built")]
    [InlineData("16APSK", 9600d, "AX.25", "--modulation 16APSK: is not built; expected one of FSK")]
    [InlineData("FSK", 200e3, "AX.25", "200000 baud need a sample rate")]
    public void What_is_missing_by_hand_is_named(string? modulation, double? baudRate, string? framing, string expected)
    {
        WriteRecording();
        Assert.Contains(expected, Refused(new DecodeOptions { Input = Path.Combine(_directory, "x"), Modulation = modulation, BaudRate = baudRate, Framing = framing }), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_numbers_by_hand_decode_or_are_refused()
    {
        var random = new Random(11);
        var noise = new byte[40_000];
        random.NextBytes(noise);
        double Any(double low, double high) => low * Math.Pow(high / low, random.NextDouble());
        double? Maybe(double low, double high) => random.Next(2) == 0 ? null : Any(low, high) * (random.Next(2) == 0 ? 1 : -1);
        string[] modulations = ["FSK", "AFSK", "BPSK", "DBPSK", "BPSK Manchester", "DBPSK Manchester"];
        var decoded = 0;
        for (var i = 0; i < 300; i++)
        {
            var format = new SampleFormat(ElementType.Int8, Complex: i % 2 == 0);
            var options = new DecodeOptions
            {
                Input = "noise",
                Modulation = modulations[random.Next(6)],
                BaudRate = Any(50, 200e3),
                Framing = "AX.25",
                DeviationHz = Maybe(1, 1e5),
                AudioCarrierHz = Maybe(1, 1e5),
                OffsetHz = Maybe(1, 1e6),
                SearchBandwidthHz = Maybe(1, 1e6),
                FlipBits = random.Next(3),
            };
            try
            {
                using var reader = SampleFile.Open(new MemoryStream(noise), "noise", new SampleFileOptions { Format = format, SampleRateHz = Any(1e3, 2e6) });
                new Decoder(DecodePlan.Make(options, reader), reader).Run(_ => { }, () => { }, CancellationToken.None);
                decoded++;
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
        Assert.InRange(decoded, 50, 299);
    }

    public static TheoryData<string> Recordings()
    {
        var path = RepositoryFiles.Shared("recordings/manifest.json");
        if (!File.Exists(path))
            return ["(none)"];
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. manifest.RootElement.EnumerateArray().Where(IsAx25).Select(r => r.GetProperty("recording").GetString()!)];
    }

    [SkippableTheory]
    [MemberData(nameof(Recordings))]
    public void Every_frame_that_the_peer_found_in_a_real_recording_is_found(string recording)
    {
        var path = RepositoryFiles.Shared("recordings/" + recording);
        Skip.IfNot(File.Exists(path), "../shared/recordings is not on this machine");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Shared("recordings/manifest.json")));
        var entry = manifest.RootElement.EnumerateArray().Single(r => r.GetProperty("recording").GetString() == recording);
        var found = Decode(new DecodeOptions { Input = path, Satellite = entry.GetProperty("norad").GetInt32().ToString() }, out _).Select(f => Convert.ToHexStringLower(f.Payload)).ToHashSet();
        Assert.All(entry.GetProperty("frames").EnumerateArray(), f => Assert.Contains(f.GetProperty("payload").GetString()!, found));
    }

    private static bool IsAx25(JsonElement recording) =>
        recording.GetProperty("transmitter") is { ValueKind: JsonValueKind.Object } t && t.GetProperty("framing").GetString()!.StartsWith("AX.25", StringComparison.Ordinal);

    private static List<Frame> Decode(DecodeOptions options, out DecodePlan plan)
    {
        using var reader = SampleFile.Open(options.Input, options.InputOptions);
        plan = DecodePlan.Make(options, reader);
        var frames = new List<Frame>();
        new Decoder(plan, reader).Run(frames.Add, () => { }, CancellationToken.None);
        return frames;
    }

    private static string Refused(DecodeOptions options) => Assert.Throws<InputException>(() => Decode(options, out _)).Message;

    private DecodeOptions Options(string satellite)
    {
        var yaml = Path.Combine(_directory, "sat.yml");
        File.WriteAllText(yaml, SatYaml);
        return new DecodeOptions { Input = Path.Combine(_directory, "x.sigmf-meta"), Satellite = satellite, SatYaml = yaml };
    }

    // Two FSK transmitters at +60 and −50 kHz, six frames each, in weak noise.
    private List<string> WriteRecording()
    {
        var samples = new Complex32[(int)(1.6 * SampleRateHz)];
        var random = new Random(7);
        for (var i = 0; i < samples.Length; i++)
            samples[i] = new Complex32((float)(random.NextDouble() - 0.5) * 0.02f, (float)(random.NextDouble() - 0.5) * 0.02f);
        var sent = new List<string>();
        Transmit(samples, "fast", 60e3, 9600, 3000, sent);
        Transmit(samples, "slow", -50e3, 4800, 1500, sent);
        File.WriteAllBytes(Path.Combine(_directory, "x.sigmf-data"), MemoryMarshal.AsBytes(samples.AsSpan()));
        File.WriteAllText(Path.Combine(_directory, "x.sigmf-meta"), """
            {"global":{"core:datatype":"cf32_le","core:sample_rate":250000,"core:version":"1.0.0"},
             "captures":[{"core:sample_start":0,"core:frequency":436500000,"core:datetime":"2026-01-02T03:04:05Z"}],"annotations":[]}
            """);
        return sent;
    }

    private static void Transmit(Complex32[] samples, string name, double offsetHz, double baudRate, double deviationHz, List<string> sent)
    {
        var framer = new Ax25Framer(scrambled: true);
        var modulator = new FskModulator(new ModulatorOptions { SampleRateHz = SampleRateHz, BaudRate = baudRate, DeviationHz = deviationHz });
        var (symbols, signal, at) = (new byte[4096], new Complex32[modulator.MaxOutput(4096)], 1000);
        for (var n = 0; n < 6; n++)
        {
            var payload = Convert.FromHexString("96709a9a9e40e0ae8468948c926103f0" + n.ToString("x2") + Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes("frame of the " + name + " transmitter")));
            sent.Add(name + " " + Convert.ToHexStringLower(payload));
            framer.Idle(symbols.AsSpan(0, 200));
            var count = 200 + framer.Encode(payload, symbols.AsSpan(200));
            count = modulator.Process(symbols.AsSpan(0, count), signal);
            for (var i = 0; i < count; i++, at++)
                samples[at] += signal[i] * Complex32.FromPhase(2 * Math.PI * offsetHz / SampleRateHz * at) * 0.3f;
        }
    }
}
