using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

public class ReceiverOptionsTests
{
    private static readonly ReceiverOptions Good = new() { SampleRateHz = 48000, SampleKind = SampleKind.Iq, Modulation = "BPSK", BaudRate = 1200, Framings = [new FramingChoice("AX.25")] };

    public static TheoryData<ReceiverOptions, string> Impossible => new()
    {
        { Good with { SampleRateHz = 0 }, "sample rate of 0" },
        { Good with { SampleRateHz = -1 }, "sample rate of -1" },
        { Good with { SampleRateHz = double.NaN }, "sample rate" },
        { Good with { SampleRateHz = double.PositiveInfinity }, "sample rate" },
        { Good with { BaudRate = 0 }, "0 baud" },
        { Good with { BaudRate = -1200 }, "-1200 baud" },
        { Good with { BaudRate = double.NaN }, "baud" },
        { Good with { BaudRate = 40_000 }, "40000 baud" },
        { Good with { BaudRate = double.PositiveInfinity }, "baud" },
        { Good with { Modulation = "QAM" }, "'QAM'" },
        { Good with { Modulation = "QPSK", SampleKind = SampleKind.Audio }, "QPSK" },
        { Good with { Modulation = "QPSK", RollOff = 0 }, "roll-off" },
        { Good with { Modulation = "QPSK", RollOff = double.NaN }, "roll-off" },
        { Good with { Modulation = "QPSK", BaudRate = 33_000 }, "33000 baud" },
        { Good with { Modulation = "GMSK", GaussianBt = 0.1 }, "bandwidth-time" },
        { Good with { Modulation = "PCM/PM", SubcarrierHz = 30_000 }, "subcarrier" },
        { Good with { Modulation = "PCM/PM", ModulationIndexRadians = 2 }, "ndex" },
        { Good with { Modulation = "BPSK Manchester", BaudRate = 15_000 }, "15000 baud" }, // 1.6 samples a half-symbol
        { Good with { Framings = [new FramingChoice("AX.26")] }, "'AX.26'" },
        { Good with { Modulation = "AFSK", DeviationHz = double.NaN }, "eviation" },
        { Good with { Modulation = "FSK", DeviationHz = double.PositiveInfinity }, "eviation" },
        { Good with { Modulation = "FSK", DeviationHz = 0 }, "eviation" },
        { Good with { Modulation = "AFSK", AudioCarrierHz = 30_000 }, "carrier" },
        { Good with { Modulation = "AFSK", AudioCarrierHz = double.NaN }, "carrier" },
        { Good with { Modulation = "AFSK", FmDeviationHz = -1 }, "eviation" },
        { Good with { OffsetHz = 30_000 }, "ffset" },
        { Good with { OffsetHz = double.NaN }, "ffset" },
        { Good with { SearchBandwidthHz = -1 }, "andwidth" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_option_is_refused_by_name(ReceiverOptions options, string named) =>
        Assert.Contains(named, Assert.ThrowsAny<ArgumentException>(() => new Receiver(options)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_wrong_kind_of_samples_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => new Receiver(Good).Process(new float[10], new FrameRecorder()));
        Assert.Throws<InvalidOperationException>(() => new Receiver(Good with { SampleKind = SampleKind.Audio }).Process(new Complex32[10], new FrameRecorder()));
    }

    [Theory]
    [InlineData("FSK")]
    [InlineData("BPSK")]
    public void The_search_is_narrowed_to_where_the_carrier_is_said_to_be(string modulation)
    {
        var reception = Reception.Iq(Reception.Make(modulation, 1200, 48000, 16) with { OffsetHz = 9000 });
        var samples = reception.Generate();
        var near = reception with { Receiver = reception.Receiver with { OffsetHz = 8800, SearchBandwidthHz = 2000 } };
        Assert.Equal(reception.Payloads, near.Receive(samples, null).Payloads);
        var far = reception with { Receiver = reception.Receiver with { OffsetHz = -3000, SearchBandwidthHz = 2000 } };
        Assert.Empty(far.Receive(samples, null).Frames);
    }

    [Fact]
    public void The_offset_of_FSK_audio_in_Hz_is_not_known_and_0()
    {
        var frames = Reception.FmAudio(Reception.Make("FSK", 9600, 48000, 20) with { OffsetHz = 800 }, 16000).Receive().Frames;
        Assert.Equal([0f, 0, 0], frames.Select(f => f.FrequencyOffsetHz));
    }
}
