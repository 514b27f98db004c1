using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Emulator;

/// <summary>Transmitters side by side on one wideband stream over a pass with Doppler, path loss and noise, each to its own receiver.</summary>
public class SkyReceptionTests
{
    private const double CenterHz = 437.5e6;
    private const double RateHz = 250e3;

    /// <summary>The level is that of a strong signal at the zenith; at the horizon, 14 dB down, it is near the limit, so frames are asked for while C/N₀ allows.</summary>
    [Theory]
    [InlineData("AFSK", 1200, "AX.25", -75e3, 62, 54)]
    [InlineData("FSK", 9600, "AX.25 G3RUH", -25e3, 66, 53.5)]
    [InlineData("BPSK", 2400, "AX.25 G3RUH", 25e3, 56, 43.5)]
    [InlineData("FSK", 4800, "AX.25 G3RUH", 75e3, 62, 50.5)]
    public void All_frames_that_are_loud_enough_arrive(string modulation, double baudRate, string framing, double offsetHz, double cn0, double enough)
    {
        var options = new EmulatedTransmitterOptions
        {
            Name = "one",
            Signal = new Signal { Modulation = modulation, BaudRate = baudRate, Framing = framing },
            FrequencyHz = CenterHz + offsetHz,
            CarrierToNoiseDbHz = cn0,
            FrameIntervalSeconds = 1.7,
            Range = new PassRange(new CircularPass(500, 1), passSeconds: 120),
        };
        var other = options with { Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25" }, FrequencyHz = CenterHz + offsetHz - (40e3 * Math.Sign(offsetHz)), CarrierToNoiseDbHz = 70 };
        using var radio = new EmulatedRadio(
            new EmulatedRadioOptions { SampleRateHz = RateHz, CenterFrequencyHz = CenterHz, Transmitters = [options, other], DurationSeconds = 119, Pace = null }, TimeProvider.System);
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = RateHz,
            SampleKind = SampleKind.Iq,
            Modulation = modulation,
            BaudRate = baudRate,
            Framings = [new FramingChoice(framing)],
            AudioCarrierHz = modulation == "AFSK" ? 1700 : null,
            DeviationHz = modulation == "AFSK" ? 500 : null,
            OffsetHz = offsetHz,
            SearchBandwidthHz = 24e3,
        });
        var sink = new Collector(radio.Transmitters[0]);
        var buffer = new Complex32[8192];
        while (radio.Read(buffer, out _, default) is var count and > 0)
            receiver.Process(buffer.AsSpan(0, count), sink);
        receiver.Flush(sink);

        var sent = Enumerable.Range(0, (int)radio.Transmitters[0].FramesSent).Select(i => radio.Transmitters[0].GetSentFrame(i)).ToArray();
        var loud = sent.Where(f => f.CarrierToNoiseDbHz >= enough).ToArray();
        Assert.True(loud.Length > 25, $"{loud.Length} frames are loud enough");
        Assert.Empty(sink.Wrong);
        Assert.All(loud, f => Assert.Contains(f.Counter, sink.Found.Keys));
        foreach (var frame in sent.Where(f => sink.Found.ContainsKey(f.Counter)))
            Assert.Equal(64, (sink.Found[frame.Counter] - frame.FirstSample) * baudRate / RateHz, 0.75); // after eight opening flags, to three quarters of a symbol
    }

    private sealed class Collector(EmulatedTransmitter transmitter) : IReceivedFrameSink
    {
        public Dictionary<uint, long> Found { get; } = [];

        public List<string> Wrong { get; } = [];

        public void OnFrame(in ReceivedFrame frame)
        {
            var expected = new byte[transmitter.Options.PayloadLength];
            EmulatedPayload.TryReadCounter(frame.Payload, out var counter);
            transmitter.WritePayload(counter, expected);
            if (!frame.Payload.SequenceEqual(expected) || !Found.TryAdd(counter, frame.FirstSample))
                Wrong.Add(Convert.ToHexString(frame.Payload));
        }
    }
}
