using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Modems;

/// <summary>Bursts with a receiver's line at 0 Hz, and with a line of their own there.</summary>
public class DcFreeDemodulatorTests
{
    /// <summary>As strong as the signal. The window in which it is not known yet is shorter than two frames.</summary>
    [Theory]
    [InlineData("FSK", 9600)]
    [InlineData("BPSK", 9600)]
    public void A_line_as_strong_as_the_signal_costs_no_more_than_two_frames(string modulation, double baudRate)
    {
        var (received, sent) = Receive(modulation, "AX.25 G3RUH", baudRate, 3000, line: 1);
        Assert.Equal(sent[^received.Length..], received);
        Assert.InRange(received.Length, sent.Length - 2, sent.Length);
    }

    /// <summary>Alternating idle symbols on a carrier at 0 Hz are a line there, which goes with each frame.</summary>
    [Fact]
    public void A_line_of_idle_symbols_is_left_alone()
    {
        var (received, sent) = Receive("FSK", "AX100 ASM+Golay", 4800, 0, line: 0);
        Assert.Equal(sent, received);
    }

    private static (string[] Received, string[] Sent) Receive(string modulation, string framing, double baudRate, double offsetHz, float line)
    {
        const double SampleRateHz = 250_000;
        var signal = new TestSignal(new TestSignalOptions { SampleRateHz = SampleRateHz, Modulation = modulation, BaudRate = baudRate, Framing = framing, Frames = 12, EbN0Db = 14, OffsetHz = offsetHz, IdleSymbols = 300 });
        var samples = signal.ToIq();
        foreach (ref var sample in samples.AsSpan())
            sample += Complex32.FromPhase(0.7) * line;
        var (receiver, recorder) = (new Receiver(new ReceiverOptions
        {
            SampleRateHz = SampleRateHz,
            SampleKind = SampleKind.Iq,
            Modulation = modulation,
            BaudRate = baudRate,
            Framings = [new FramingChoice(framing, FramingOptions.Default)],
        }), new FrameRecorder());
        receiver.Process(samples, recorder);
        receiver.Flush(recorder);
        return ([.. recorder.Payloads], [.. signal.Payloads.Select(Convert.ToHexString)]);
    }
}
