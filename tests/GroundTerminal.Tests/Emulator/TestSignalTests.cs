using GroundTerminal.Emulator;

namespace GroundTerminal.Tests.Emulator;

public class TestSignalTests
{
    private static readonly TestSignalOptions Fsk = new()
    {
        SampleRateHz = 48000,
        Modulation = "FSK",
        BaudRate = 9600,
        Framing = "AX.25 G3RUH",
        Frames = 20,
        OffsetHz = 1000,
    };

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void Iq_and_ssb_audio_have_the_Eb_N0_asked_for(double ebN0Db)
    {
        var noisePower = 48000 / 9600 * Math.Pow(10, -ebN0Db / 10); // N0 times the sample rate
        var (iq, clean) = (new TestSignal(Fsk with { EbN0Db = ebN0Db }).ToIq(), new TestSignal(Fsk).ToIq());
        Assert.Equal(noisePower, iq.Zip(clean, (a, b) => (double)(a - b).MagnitudeSquared).Average(), noisePower * 0.02);
        Assert.Equal(1, clean.Average(s => (double)s.MagnitudeSquared), 1e-4);

        var (audio, cleanAudio) = (new TestSignal(Fsk with { EbN0Db = ebN0Db }).ToSsbAudio(12000), new TestSignal(Fsk).ToSsbAudio(12000));
        Assert.Equal(noisePower / 2, audio.Zip(cleanAudio, (a, b) => (a - b) * (double)(a - b)).Average(), noisePower * 0.01);
        Assert.Equal(1, cleanAudio.Average(s => (double)s * s), 0.01);
    }

    [Fact]
    public void The_carrier_is_where_it_should_be_and_drifts()
    {
        var iq = new TestSignal(Fsk with { DeviationHz = 0, DriftHzPerS = 200 }).ToIq();
        for (var i = 1; i < iq.Length; i += 1000)
            Assert.Equal(1000 + (200 * (i - 0.5) / 48000), (iq[i] * iq[i - 1].Conjugate).Phase * 48000 / Math.Tau, 0.5);
    }

    [Fact]
    public void Fm_audio_shows_the_deviation_and_the_offset()
    {
        var audio = new TestSignal(Fsk with { DeviationHz = 3000, BaudRate = 500 }).ToFmAudio(20000);
        var levels = audio.Skip(1000).Select(a => a * 10000.0).ToArray();
        Assert.Equal(1000, levels.Average(), 150.0);
        Assert.True(levels.Count(l => Math.Abs(l - 4000) < 100 || Math.Abs(l + 2000) < 100) > 0.9 * levels.Length);
    }

    [Fact]
    public void Payloads_differ_and_noise_repeats_with_its_seed()
    {
        var signal = new TestSignal(Fsk with { EbN0Db = 5 });
        Assert.Equal(20, signal.Payloads.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(signal.ToIq(), new TestSignal(Fsk with { EbN0Db = 5 }).ToIq());
        Assert.NotEqual(signal.ToIq(), new TestSignal(Fsk with { EbN0Db = 5, Seed = 2 }).ToIq());
    }
}
