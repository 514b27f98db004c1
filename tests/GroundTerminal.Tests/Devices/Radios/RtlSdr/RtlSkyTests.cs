using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Devices.Usb;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>A satellite in the emulated sky, received by Debian's rtl_sdr and by our driver from the same emulated dongle: the frames are those that were sent.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RtlSkyTests : IDisposable
{
    private const double RateHz = 250e3, CenterHz = 437.5e6, Seconds = 4;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    private static readonly EmulatedTransmitterOptions Transmitter = new()
    {
        Name = "one",
        Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
        FrequencyHz = CenterHz + 40e3,
        CarrierToNoiseDbHz = 65,
        FrameIntervalSeconds = 0.25,
        FirstFrameSeconds = 0.2,
    };

    private const string Station = """
        radio: { kind: rtlsdr, device: "00000001", sample-rate: 250e3, center-frequency: 437.5e6, gain: 29.7 }
        channels:
          - { name: one, frequency: 437.54e6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH }
        kiss-server: { listen: off }
        http: { listen: off }

        """;

    private readonly TestDirectory _directory = new();
    private EmulatedRadio? _sky;

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [InlineData(RtlTunerKind.R820T)]
    [InlineData(RtlTunerKind.E4000)]
    public void Frames_come_out_of_rtl_sdr(RtlTunerKind tuner)
    {
        using RtlUsbServer server = Serve(tuner);
        string file = _directory.File("iq.cu8");
        string said = RtlShim.Run(
            _directory.File("usb"), TimeSpan.FromMinutes(1), interrupt: false, "rtl_sdr", "-f", "437500000", "-s", "250000", "-g", "29.7", "-n", ((int)(RateHz * Seconds)).ToString(CultureInfo.InvariantCulture), file);
        byte[] bytes = File.ReadAllBytes(file);
        Assert.True(bytes.Length == 2 * (int)(RateHz * Seconds), said);
        var samples = new Complex32[bytes.Length / 2];
        SampleConversion.Convert(new SampleFormat(ElementType.UInt8, true), bytes, MemoryMarshal.Cast<Complex32, float>(samples.AsSpan()));
        CheckFrames(samples);
    }

    [SkippableTheory]
    [InlineData(RtlTunerKind.R820T)]
    [InlineData(RtlTunerKind.R828D)]
    [InlineData(RtlTunerKind.E4000)]
    public void Frames_come_out_of_our_driver_over_a_C_libusb(RtlTunerKind tuner)
    {
        using RtlUsbServer server = Serve(tuner);
        RtlShim.LoadHere(_directory.File("usb"));
        using IRadioStream stream = new RtlSdrDevice(new LibUsbBus(), "00000001").Open(RtlSdrBench.Settings(RateHz, CenterHz) with { GainDb = 29.7 });
        Assert.Contains("serial number 00000001", stream.Description);
        var samples = new Complex32[(int)(RateHz * Seconds)];
        for (var at = 0; at < samples.Length;)
        {
            RadioRead read = stream.Read(samples.AsSpan(at), Wait);
            Assert.Equal((0, false), (read.LostBefore, read.LostUnknown));
            at += read.Count;
        }
        CheckFrames(samples);
    }

    /// <summary>The program itself: after the dongle is back, the sky begins anew, and so do the numbers of its frames.</summary>
    [SkippableFact]
    public async Task The_station_goes_on_after_the_dongle_was_pulled_out()
    {
        using RtlUsbServer server = Serve(RtlTunerKind.R820T);
        RtlDongle dongle = server.Dongle!;
        string configuration = _directory.File("station.yaml");
        File.WriteAllText(configuration, Station);
        Task<string> running = Task.Run(() => RtlShim.Run(
            _directory.File("usb"), TimeSpan.FromMinutes(1), interrupt: false, RtlShim.OurProgram, "run", configuration, "--duration", "7", "--log-format", "json", "--store", _directory.File("frames")));
        Assert.True(SpinWait.SpinUntil(() => _sky is { } sky && sky.Transmitters[0].FramesSent > 10, TimeSpan.FromSeconds(30)));
        dongle.Unplug();
        await Task.Delay(500);
        dongle.PlugIn();
        string said = await running;
        uint[] counters = [.. said.Split('\n').Where(l => l.StartsWith("{\"event\":\"frame\"", StringComparison.Ordinal)).Select(Counter)];
        Assert.True(counters.Length > 15, said);
        Assert.Equal(1, counters.Zip(counters.Skip(1)).Count(c => c.Second < c.First));
        Assert.Equal(counters.Length, counters.Index().Count(c => c.Index == 0 || c.Item == counters[c.Index - 1] + 1 || c.Item < counters[c.Index - 1]));
    }

    private uint Counter(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        byte[] frame = Convert.FromHexString(json.RootElement.GetProperty("frame").GetProperty("payload").GetString()!);
        var expected = new byte[Transmitter.PayloadLength];
        Assert.True(EmulatedPayload.TryReadCounter(frame, out uint counter));
        _sky!.Transmitters[0].WritePayload(counter, expected);
        Assert.Equal(expected, frame);
        return counter;
    }

    private RtlUsbServer Serve(RtlTunerKind tuner)
    {
        var server = new RtlUsbServer(_directory.File("usb"), new RtlDongleOptions
        {
            Tuner = tuner,
            ReferenceGainDb = tuner == RtlTunerKind.E4000 ? 29 + 30 : 46, // the E4000's IF amplifiers come to 30 dB, its nearest step to 29.7 dB is 29 dB
            Sky = (rate, center) => _sky = new EmulatedRadio(
                new EmulatedRadioOptions { SampleRateHz = rate, CenterFrequencyHz = center, Transmitters = [Transmitter], NoiseDensityDbfsPerHz = -74 }, TimeProvider.System),
        });
        server.Start();
        return server;
    }

    /// <summary>All but the last, which may not be whole, and one that a change of the registers while the dongle was tuned may have cut.</summary>
    private void CheckFrames(Complex32[] samples)
    {
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = RateHz,
            SampleKind = SampleKind.Iq,
            Modulation = "FSK",
            BaudRate = 9600,
            Framings = [new FramingChoice("AX.25 G3RUH")],
            OffsetHz = 40e3,
            SearchBandwidthHz = 24e3,
        });
        var found = new FrameRecorder();
        receiver.Process(samples, found);
        receiver.Flush(found);
        EmulatedTransmitter sent = _sky!.Transmitters[0];
        var expected = new byte[Transmitter.PayloadLength];
        var counters = new List<uint>();
        foreach (byte[] frame in found.Payloads.Select(Convert.FromHexString))
        {
            Assert.True(EmulatedPayload.TryReadCounter(frame, out uint counter));
            sent.WritePayload(counter, expected);
            Assert.Equal(expected, frame);
            counters.Add(counter);
        }
        Assert.InRange(counters.Count, (int)(Seconds / 0.25) - 3, (int)(Seconds / 0.25) + 1);
        Assert.Equal(Enumerable.Range((int)counters[0], counters.Count).Select(i => (uint)i), counters); // none is missing in between
    }
}
