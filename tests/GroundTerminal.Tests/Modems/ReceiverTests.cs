using GroundTerminal.Emulator;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Every class of signal, from the generator with noise, comes back, and where it says it lay is where it lay.</summary>
public class ReceiverTests
{
    private static readonly string[] Psk = ["BPSK", "DBPSK", "BPSK Manchester", "DBPSK Manchester"];

    public static TheoryData<string, double> IqPlaces()
    {
        var data = new TheoryData<string, double>();
        foreach (var modulation in (string[])["FSK", "AFSK", .. Psk])
        {
            foreach (var place in new[] { -0.095, -0.04, 0.0, 0.0123, 0.095 })
                data.Add(modulation, place);
        }
        return data;
    }

    public static TheoryData<string, double> SsbPlaces()
    {
        var data = new TheoryData<string, double>();
        foreach (var modulation in Psk)
        {
            foreach (var carrierHz in new[] { 1500.0, 12000 })
                data.Add(modulation, carrierHz);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(IqPlaces))]
    public void In_complex_baseband_the_carrier_is_found(string modulation, double place)
    {
        var reception = Reception.Iq(Usual(modulation) with { OffsetHz = place * 48000 });
        var frames = AssertAllReceived(reception);
        var boundHz = 0.05 * reception.Signal.BaudRate;
        Assert.All(frames.Frames, f => Assert.True(Math.Abs((place * 48000) - f.FrequencyOffsetHz) < boundHz, $"offset {f.FrequencyOffsetHz}, truth {place * 48000}"));
    }

    [Theory]
    [MemberData(nameof(SsbPlaces))]
    public void In_SSB_audio_the_carrier_is_found(string modulation, double carrierHz)
    {
        var frames = AssertAllReceived(Reception.SsbAudio(Usual(modulation), carrierHz));
        Assert.All(frames.Frames, f => Assert.Equal(carrierHz, f.FrequencyOffsetHz, 60.0));
    }

    /// <summary>All at 11 dB or more in the receiver's bandwidth: above the threshold of FM.</summary>
    [Theory]
    [InlineData("FSK", 9600, 3000, 16000, 18)]
    [InlineData("FSK", 1200, 3000, 16000, 23)]
    [InlineData("FSK", 200, 3000, 16000, 31)]
    [InlineData("FSK", 19200, 6000, 48000, 20)]
    [InlineData("AFSK", 1200, 500, 16000, 23)]
    public void From_an_FM_receiver_frames_come_back(string modulation, double baudRate, double deviationHz, double ifBandwidthHz, double ebN0Db) =>
        AssertAllReceived(Reception.FmAudio(Reception.Make(modulation, baudRate, 48000, ebN0Db) with { DeviationHz = deviationHz, PayloadLength = 60 }, ifBandwidthHz));

    [Fact]
    public void From_AFSK_audio_frames_come_back() => AssertAllReceived(Reception.AfskAudio(Usual("AFSK")));

    [Theory]
    [InlineData("FSK", 2000)]
    [InlineData("AFSK", 300)]
    [InlineData("BPSK", 100)]
    [InlineData("DBPSK", -100)]
    [InlineData("BPSK Manchester", -100)]
    public void A_drifting_carrier_is_followed(string modulation, double driftHzPerS) =>
        AssertAllReceived(Reception.Iq(Usual(modulation) with { OffsetHz = 700, DriftHzPerS = driftHzPerS }));

    [Theory]
    [InlineData("FSK", 100)]
    [InlineData("FSK", -100)]
    [InlineData("AFSK", 100)]
    [InlineData("AFSK", -100)]
    [InlineData("BPSK", 100)]
    [InlineData("BPSK", 3000)]
    [InlineData("BPSK", -3000)]
    [InlineData("DBPSK", -100)]
    [InlineData("BPSK Manchester", 100)]
    [InlineData("DBPSK Manchester", -100)]
    public void A_wrong_symbol_clock_is_followed_and_measured(string modulation, double ppm)
    {
        var frames = AssertAllReceived(Reception.Iq(Usual(modulation) with { TimingPpm = ppm, PayloadLength = 400, OffsetHz = 300 }));
        Assert.All(frames.Frames, f => Assert.Equal(ppm, f.TimingOffsetPpm, 150.0));
    }

    /// <summary>Tones the other way round than the receiver was told.</summary>
    [Theory]
    [InlineData("FSK", 3000, false)]
    [InlineData("FSK", 3000, true)]
    [InlineData("AFSK", 500, false)]
    [InlineData("AFSK", 500, true)]
    public void Swapped_tones_are_received(string modulation, double deviationHz, bool audio)
    {
        var signal = Usual(modulation) with { DeviationHz = -deviationHz };
        var reception = !audio ? Reception.Iq(signal) : modulation == "AFSK" ? Reception.AfskAudio(signal) : Reception.FmAudio(signal with { EbN0Db = 18 }, 16000);
        AssertAllReceived(reception with { Receiver = reception.Receiver with { DeviationHz = deviationHz } });
    }

    [Fact]
    public void Swapped_phases_are_received()
    {
        foreach (var modulation in Psk)
        {
            var reception = Reception.Iq(Usual(modulation) with { OffsetHz = 500 });
            Assert.Equal(reception.Payloads, reception.Receive(reception.Generate().Negated(), null).Payloads);
        }
    }

    [Theory]
    [InlineData("BPSK", 8)]
    [InlineData("BPSK", 14)]
    [InlineData("BPSK Manchester", 10)]
    public void The_SNR_of_BPSK_is_measured(string modulation, double ebN0Db)
    {
        var frames = AssertAllReceived(Reception.Iq(Usual(modulation) with { EbN0Db = ebN0Db, PayloadLength = 60 }));
        Assert.All(frames.Frames, f => Assert.Equal(ebN0Db, f.SnrDb, 2.0));
    }

    [Theory]
    [InlineData("FSK", 200, 48000)]
    [InlineData("BPSK", 200, 48000)]
    [InlineData("FSK", 100_000, 1_000_000)]
    [InlineData("BPSK", 100_000, 1_000_000)]
    [InlineData("FSK", 19200, 57600)]
    public void The_corners_of_baud_and_sample_rate_are_received(string modulation, double baudRate, double sampleRateHz) =>
        AssertAllReceived(Reception.Iq(Reception.Make(modulation, baudRate, sampleRateHz, 16) with { OffsetHz = sampleRateHz * 0.01, PayloadLength = 40 }));

    [Fact]
    public void Gaussian_pulses_are_received() =>
        AssertAllReceived(Reception.Iq(Usual("FSK") with { GaussianBt = 0.5, DeviationHz = 2400, EbN0Db = 16, OffsetHz = -900 }));

    private static TestSignalOptions Usual(string modulation) => modulation switch
    {
        "FSK" => Reception.Make(modulation, 9600, 48000, 16),
        "AFSK" => Reception.Make(modulation, 1200, 48000, 22),
        _ => Reception.Make(modulation, 1200, 48000, 14),
    };

    /// <summary>Each frame once, in order, its first symbol within one symbol of the truth.</summary>
    private static FrameRecorder AssertAllReceived(Reception reception)
    {
        var recorder = reception.Receive();
        Assert.Equal(reception.Payloads, recorder.Payloads);
        foreach (var (frame, truth) in recorder.Frames.Zip(reception.FirstSamples()))
            Assert.True(Math.Abs(frame.FirstSample - truth) <= reception.SamplesPerSymbol, $"first sample {frame.FirstSample}, truth {truth:F1}, symbol {reception.SamplesPerSymbol:F2}");
        return recorder;
    }
}
