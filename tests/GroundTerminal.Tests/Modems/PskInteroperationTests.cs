using System.Globalization;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Frames that others made from end to end: words by libfec; scrambling, convolutional code, pulses and channel by GNU Radio.</summary>
public class PskInteroperationTests
{
    private const int Words = 24, Data = 223;
    private const double BaudRate = 48_000, SampleRateHz = 4 * BaudRate;

    /// <summary>Carriers 5 % of the symbol rate off, clocks 1000 ppm off, and Es/N0 2 dB or more above where frames begin to be lost.</summary>
    [SkippableTheory]
    [InlineData("BPSK", "none", 0.35, 0.05, 1.001, 8.5)]
    [InlineData("BPSK", "conv", 0.5, -0.05, 0.999, 1.5)]
    [InlineData("QPSK", "none", 0.2, -0.05, 1.001, 11.5)]
    [InlineData("QPSK", "conv", 0.35, 0.05, 0.999, 4.5)]
    [InlineData("OQPSK", "none", 0.5, 0.05, 0.999, 11.5)]
    [InlineData("OQPSK", "conv", 0.35, -0.05, 1.001, 4.5)]
    [InlineData("8PSK", "none", 0.35, 0.05, 1.001, 17)]
    [InlineData("8PSK", "conv", 0.25, -0.05, 0.999, 10)]
    public void All_frames_of_GNU_Radios_modulators_are_received(string modulation, string code, double rollOff, double offset, double clock, double esN0Db)
    {
        var data = new byte[Words * Data];
        new Random(12).NextBytes(data);
        var words = CodesPeer.RunLibfec(data, "encode");
        var arguments = new[] { rollOff, offset * BaudRate / SampleRateHz, clock, esN0Db }.Select(a => a.ToString(CultureInfo.InvariantCulture));
        var samples = CodesPeer.RunGnuRadioModulator(words, [modulation, code, .. arguments]);
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = SampleRateHz,
            SampleKind = SampleKind.Iq,
            Modulation = modulation,
            BaudRate = BaudRate,
            RollOff = rollOff,
            Framings = [new FramingChoice(code == "conv" ? "CCSDS Concatenated" : "CCSDS Reed-Solomon", FramingOptions.Default with { FrameSize = Data })],
        });
        var recorder = new FrameRecorder();
        receiver.Process(samples, recorder);
        receiver.Flush(recorder);
        Assert.Equal(Enumerable.Range(0, Words).Select(w => Convert.ToHexString(data.AsSpan(w * Data, Data))), recorder.Payloads);
        var middle = recorder.Frames[Words / 2];
        Assert.Equal(offset * BaudRate, middle.FrequencyOffsetHz, 30.0);
        Assert.Equal(esN0Db, middle.SnrDb, 0.5);
        Assert.Equal((clock - 1) * 1e6, middle.TimingOffsetPpm, 40.0);
    }
}
