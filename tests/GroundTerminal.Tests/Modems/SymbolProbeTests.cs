using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Dsp;

namespace GroundTerminal.Tests.Modems;

public class SymbolProbeTests
{
    private const double SampleRateHz = 48000;

    [Theory]
    [InlineData(9600)]
    [InlineData(4800)]
    [InlineData(1200)]
    public void At_the_right_rate_the_eye_is_open_and_the_clock_steady(double baudRate)
    {
        var windows = Probe("FSK", baudRate, Fsk(baudRate));
        Assert.All(windows[1..^2], w => Assert.InRange(w.EsN0Db, 6, 30));
        Assert.All(windows[1..^2], w => Assert.InRange(w.Wander, 0, 0.02));
        Assert.All(windows[1..^2], w => Assert.InRange(w.Changes, 0.3, 0.7));
        Assert.Equal(baudRate * (1 + 300e-6), windows[1..^2].Average(w => w.BaudRate), baudRate * 100e-6);
    }

    [Fact]
    public void At_twice_the_rate_symbols_come_in_pairs()
    {
        var windows = Probe("FSK", 4800, Fsk(2400));
        Assert.InRange(windows[2..^2].Average(w => w.Pairing), 0.5, 2);
        Assert.InRange(Probe("FSK", 2400, Fsk(2400))[2..^2].Average(w => w.Pairing), -0.2, 0.2);
    }

    [Theory]
    [InlineData(9766)]
    [InlineData(8000)]
    [InlineData(7415.77)]
    public void At_a_wrong_rate_the_merit_is_far_lower(double baudRate) =>
        Assert.True(Probe("FSK", baudRate, Fsk(9600))[1..^2].Average(w => w.MeritDb) < Probe("FSK", 9600, Fsk(9600))[1..^2].Average(w => w.MeritDb) - 8);

    [Fact]
    public void The_carrier_of_BPSK_is_told()
    {
        var iq = new TestSignal(new TestSignalOptions { SampleRateHz = SampleRateHz, Modulation = "BPSK", BaudRate = 1200, Framing = "AX.25 G3RUH", EbN0Db = 14, OffsetHz = 1234, Frames = 3 }).ToIq();
        var probe = new SymbolProbe(Options("BPSK", 1200, SampleKind.Iq));
        probe.Process(iq);
        probe.Flush();
        var best = probe.Windows.OrderByDescending(w => w.MeritDb).First();
        Assert.Equal(1234, best.FrequencyHz, 10f);
        Assert.True(best.EsN0Db > 8);
    }

    /// <summary>The threshold that tells a signal from noise (docs/decode-auto.md) has more than 2 dB in hand over a minute of noise.</summary>
    [Theory]
    [InlineData("FSK", 9600)]
    [InlineData("FSK", 1200)]
    [InlineData("BPSK", 9600)]
    [InlineData("AFSK", 1200)]
    public void Noise_has_little_merit(string modulation, double baudRate)
    {
        var audio = OccupiedBandSearchTests.Noise(60 * 48000, 9).Select(s => s.Re).ToArray();
        var merits = Probe(modulation, baudRate, audio).Select(w => (double)w.MeritDb).OrderDescending().ToArray();
        Assert.True(merits.Take(Math.Max(2, merits.Length / 20)).Average() < 0.5);
    }

    private static float[] Fsk(double baudRate) => new TestSignal(new TestSignalOptions
    {
        SampleRateHz = SampleRateHz,
        Modulation = "FSK",
        BaudRate = baudRate,
        Framing = "AX.25 G3RUH",
        EbN0Db = 14,
        TimingPpm = 300,
        Frames = 4,
        PayloadLength = 200,
    }).ToFmAudio(Math.Min(40000, 2 * baudRate));

    private static ReceiverOptions Options(string modulation, double baudRate, SampleKind kind) => new()
    {
        SampleRateHz = SampleRateHz,
        SampleKind = kind,
        Modulation = modulation,
        BaudRate = baudRate,
        Framings = [],
    };

    /// <summary>The windows of the demodulator's best hypothesis, in the order of time, or of all where there is no signal.</summary>
    private static SymbolQuality[] Probe(string modulation, double baudRate, float[] audio)
    {
        var probe = new SymbolProbe(Options(modulation, baudRate, SampleKind.Audio));
        probe.Process(audio);
        probe.Flush();
        var all = probe.Windows.Where(w => float.IsFinite(w.MeritDb)).ToArray();
        return [.. all.GroupBy(w => (int)(w.FirstSample / w.Samples)).Select(g => g.MaxBy(w => w.MeritDb)).OrderBy(w => w.FirstSample)];
    }
}
