using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Transmitting;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Transmitting;

/// <summary>What the chain writes is received by our own receiver, whose demodulators and deframers are held against outside recordings elsewhere.</summary>
public sealed class TransmitLoopbackTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-transmit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("FSK", 9600, "AX.25 G3RUH", 5000)]
    [InlineData("FSK", 9600, "AX.25 G3RUH", -9000)]
    [InlineData("FSK", 4800, "IL2P", 1000)]
    [InlineData("AFSK", 1200, "AX.25", 4000)]
    [InlineData("BPSK", 1200, "AX.25 G3RUH", 3000)]
    [InlineData("DBPSK", 2400, "AX.25", -3000)]
    [InlineData("BPSK", 9600, "CCSDS Concatenated", 2000)]
    [InlineData("BPSK Manchester", 1200, "AX.25", 0)]
    public void Frames_sent_are_frames_received(string modulation, double baudRate, string framing, double offsetHz)
    {
        TransmitChannel channel = TransmitBench.Fsk with { Signal = new Signal { Modulation = modulation, BaudRate = baudRate, Framing = framing }, FrequencyHz = TransmitBench.CenterHz + offsetHz };
        using var bench = new TransmitBench(new TransmitLimits { MostShare = 1 }, channel);
        bench.Arm();
        byte[][] frames = [.. Enumerable.Range(0, 5).Select(i => FrameOf(channel, i))];
        var stream = new List<Complex32>(new Complex32[4000]);
        foreach (byte[] frame in frames)
        {
            Assert.Null(bench.Send(frame));
            stream.AddRange(bench.Radio.Samples);
            stream.AddRange(new Complex32[8000]);
            bench.Radio.Samples.Clear();
        }
        Assert.Equal(5, bench.Chain.Account.Sent);
        Assert.Equal(frames.Select(Convert.ToHexString), Receive([.. stream], channel, offsetHz));
    }

    [Fact]
    public void Doppler_that_moves_within_a_burst_is_followed_without_a_jump_of_phase()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Radio.BeforeWrite = n => bench.Way.ShiftHz = n * 0.1;
        Assert.Null(bench.Send());
        // Constant envelope, and between two samples never more than carrier, deviation and Doppler together allow.
        double most = 0;
        for (int i = 1; i < bench.Radio.Samples.Count; i++)
            most = Math.Max(most, Math.Abs(Math.Atan2(Cross(bench.Radio.Samples[i - 1], bench.Radio.Samples[i]), Dot(bench.Radio.Samples[i - 1], bench.Radio.Samples[i]))));
        Assert.True(most <= Math.Tau * (5000 + 3000 + (0.1 * bench.Radio.Samples.Count) + 50) / TransmitBench.RateHz, $"{most} rad");
    }

    [Fact]
    public void A_file_takes_the_samples_and_says_what_they_are()
    {
        string path = Path.Combine(_folder.FullName, "sent.sigmf-data");
        var file = new FileTransmitter(path);
        file.Create();
        Assert.Equal(0, new FileInfo(path).Length);
        var settings = new RadioSettings { SampleRateHz = 48e3, CenterFrequencyHz = 145.9e6 };
        using (ITransmitStream stream = file.OpenTransmit(settings))
        {
            Assert.Equal(0, new FileInfo(path).Length);
            Assert.Equal(3, stream.Write([new Complex32(1, 2), new Complex32(3, 4), new Complex32(5, 6)], endOfBurst: true, TimeSpan.Zero));
        }
        using (ITransmitStream again = file.OpenTransmit(settings))
            Assert.Equal(1, again.Write([new Complex32(7, 8)], endOfBurst: false, TimeSpan.Zero));
        Assert.Equal(8 * (3 + 4800 + 1), new FileInfo(path).Length);
        using ISampleReader reader = SampleFile.Open(path, new SampleFileOptions());
        Assert.Equal((48e3, 145.9e6), (reader.SampleRateHz, reader.CenterFrequencyHz));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_failure_of_the_radio()
    {
        var file = new FileTransmitter(Path.Combine(_folder.FullName, "none", "sent.cf32"));
        Assert.Contains("transmit.path", Assert.Throws<RadioException>(() => file.OpenTransmit(new RadioSettings { SampleRateHz = 48e3, CenterFrequencyHz = 0 })).Message);
    }

    private static byte[] FrameOf(TransmitChannel channel, int number)
    {
        IFramer framer = FramingCatalog.Find(channel.Signal.Framing)!.CreateFramer!(channel.Signal.FramingOptions);
        byte[] frame = TransmitBench.Frame(number, Math.Clamp(60 + (20 * number), framer.MinPayloadLength, framer.MaxPayloadLength));
        return frame[..framer.Conform(frame)];
    }

    private static string[] Receive(Complex32[] samples, TransmitChannel channel, double offsetHz)
    {
        var receiver = new Receiver(channel.Signal.ReceiverOptions(TransmitBench.RateHz, SampleKind.Iq) with
        {
            OffsetHz = offsetHz,
            SearchBandwidthHz = 2000,
        });
        var random = new Random(1);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = new Complex32(samples[i].Re + (0.01f * (random.NextSingle() - 0.5f)), samples[i].Im + (0.01f * (random.NextSingle() - 0.5f)));
        var frames = new FrameRecorder();
        receiver.Process(samples, frames);
        receiver.Flush(frames);
        return frames.Payloads;
    }

    private static double Dot(Complex32 a, Complex32 b) => (a.Re * b.Re) + (a.Im * b.Im);

    private static double Cross(Complex32 a, Complex32 b) => (a.Re * b.Im) - (a.Im * b.Re);
}
