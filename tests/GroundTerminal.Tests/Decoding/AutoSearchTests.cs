using GroundTerminal.Decoding;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Dsp;

namespace GroundTerminal.Tests.Decoding;

public class AutoSearchTests
{
    private static readonly AutoCatalog Catalog = new(SatelliteCatalog.LoadBuiltIn());

    [Theory]
    [InlineData("FSK", 9600, "AX.25 G3RUH")]
    [InlineData("FSK", 1200, "AX.25")]
    [InlineData("AFSK", 1200, "AX.25")]
    [InlineData("BPSK", 1200, "AX.25")]
    [InlineData("BPSK", 9600, "AX.25 G3RUH")]
    public void What_is_in_audio_is_found(string modulation, double baudRate, string framing)
    {
        var signal = Signal(modulation, baudRate, framing, 48000);
        var audio = modulation switch
        {
            "FSK" => signal.ToFmAudio(Math.Min(40000, 2 * baudRate)),
            "AFSK" => signal.ToAfskAudio(),
            _ => signal.ToSsbAudio(baudRate < 5000 ? 1500 : 12000),
        };
        var finding = Assert.Single(Search(Audio(audio)));
        Assert.Equal((AutoConfidence.Certain, modulation, baudRate, framing), (finding.Confidence, finding.Hypothesis.Modulation, finding.Hypothesis.BaudRate, finding.Framing!.Choice.Name));
        Assert.Equal(baudRate, finding.MeasuredBaudRate, baudRate * 2e-3);
    }

    [Fact]
    public void Two_transmissions_in_a_wide_recording_are_both_found_with_their_carriers()
    {
        var iq = OccupiedBandSearchTests.Noise(1_200_000, 5);
        Add(iq, Signal("FSK", 9600, "AX.25 G3RUH", 500e3, 91e3).ToIq(), 200_000);
        Add(iq, Signal("BPSK", 1200, "AX.25", 500e3, -140e3).ToIq(), 100_000);
        var findings = Search(new AutoExcerpt(SampleKind.Iq, 500e3, [new AutoStretch(0, [], iq)]));
        Assert.Equal(["BPSK 1200 AX.25", "FSK 9600 AX.25 G3RUH"], findings.Select(f => $"{f.Hypothesis.Modulation} {f.Hypothesis.BaudRate} {f.Framing!.Choice.Name}").Order());
        Assert.Equal(91e3, findings.Single(f => f.Hypothesis.Modulation == "FSK").FrequencyHz!.Value, 300.0);
        Assert.Equal(-140e3, findings.Single(f => f.Hypothesis.Modulation == "BPSK").FrequencyHz!.Value, 30.0);
    }

    [Fact]
    public void Two_framings_one_after_the_other_are_both_found()
    {
        float[] audio = [.. Signal("FSK", 9600, "AX.25 G3RUH", 48000).ToFmAudio(20000), .. Signal("FSK", 9600, "AX.25", 48000).ToFmAudio(20000)];
        Assert.Equal(["AX.25", "AX.25 G3RUH"], Search(Audio(audio)).Select(f => f.Framing!.Choice.Name).Order());
    }

    [Fact]
    public void A_symbol_rate_that_no_satellite_has_is_measured()
    {
        var finding = Assert.Single(Search(Audio(Signal("FSK", 7000, "AX.25 G3RUH", 48000).ToFmAudio(16000))));
        Assert.Equal(("FSK", "AX.25 G3RUH", AutoConfidence.Certain), (finding.Hypothesis.Modulation, finding.Framing!.Choice.Name, finding.Confidence));
        Assert.Equal(7000, finding.Hypothesis.BaudRate, 10.0);
        Assert.Empty(finding.Transmitters);
    }

    [Fact]
    public void A_signal_without_a_framing_is_said_to_be_one()
    {
        // Random symbols: no framing reads them.
        var random = new Random(3);
        var modulator = ModulationCatalog.Find("FSK")!.CreateModulator(new ModulatorOptions { SampleRateHz = 48000, BaudRate = 4800 });
        var symbols = new byte[10_000];
        foreach (ref var symbol in symbols.AsSpan())
            symbol = (byte)random.Next(2);
        var iq = new Complex32[modulator.MaxOutput(symbols.Length)];
        var count = modulator.Process(symbols, iq);
        var audio = new float[count];
        for (var i = 1; i < count; i++)
            audio[i] = (iq[i] * iq[i - 1].Conjugate).Phase + ((random.NextSingle() - 0.5f) * 0.1f);
        var finding = Assert.Single(Search(Audio(audio)));
        Assert.Equal((AutoConfidence.SignalOnly, "FSK", 4800), (finding.Confidence, finding.Hypothesis.Modulation, finding.Hypothesis.BaudRate));
        Assert.Null(finding.Framing);
    }

    [Theory]
    [InlineData(SampleKind.Audio)]
    [InlineData(SampleKind.Iq)]
    public void In_noise_nothing_is_found(SampleKind kind)
    {
        var noise = OccupiedBandSearchTests.Noise(20 * 48000, 11);
        Assert.Empty(Search(kind == SampleKind.Iq ? new AutoExcerpt(kind, 48000, [new AutoStretch(0, [], noise)]) : Audio([.. noise.Select(s => s.Re)])));
    }

    [Fact]
    public void The_catalogues_variants_are_tried_and_its_satellites_named()
    {
        Assert.Contains(Catalog.Hypotheses, h => h is { Modulation: "AFSK", BaudRate: 1200, DeviationHz: 500, AudioCarrierHz: 1700 });
        Assert.Contains(Catalog.Framings, f => f.Choice.Name == "AX.25" && f.Options.Count == 0);
        Assert.Equal(Catalog.Framings.Count, Catalog.Framings.Select(f => f.Choice).Distinct().Count());
        var g3ruh = Catalog.Framings.First(f => f.Choice.Name == "AX.25 G3RUH").Choice;
        Assert.Contains(Catalog.Like(new AutoHypothesis("FSK", 9600), g3ruh), t => t.Satellite.Name == "IRAZU");
        Assert.DoesNotContain(Catalog.Like(new AutoHypothesis("BPSK", 9600), g3ruh), t => t.Satellite.Name == "IRAZU");
    }

    private static IReadOnlyList<AutoFinding> Search(AutoExcerpt excerpt) => new AutoSearch(Catalog).Run(excerpt, (_, _) => { }, CancellationToken.None);

    private static AutoExcerpt Audio(float[] audio) => new(SampleKind.Audio, 48000, [new AutoStretch(0, audio, [])]);

    private static TestSignal Signal(string modulation, double baudRate, string framing, double sampleRateHz, double offsetHz = 0) => new(new TestSignalOptions
    {
        SampleRateHz = sampleRateHz,
        Modulation = modulation,
        BaudRate = baudRate,
        Framing = framing,
        Frames = 3,
        PayloadLength = 100,
        OffsetHz = offsetHz,
        EbN0Db = sampleRateHz > 48000 ? null : 15,
    });

    private static void Add(Complex32[] iq, Complex32[] signal, int at)
    {
        for (var i = 0; i < signal.Length && at + i < iq.Length; i++)
            iq[at + i] += signal[i] * 0.6f;
    }
}
