using System.Net;
using System.Net.Sockets;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Devices.Difi;

/// <summary>A stream of 1 MS/s goes out as DIFI, through 1 % loss and reordering, and in again: every lost sample is accounted for, and frames outside of losses are received.</summary>
public class DifiOverLossyNetworkTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int RateHz = 1_000_000, Ahead = 40_000, Tail = 40_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly TestSignalOptions Signal = new()
    {
        SampleRateHz = RateHz,
        Modulation = "FSK",
        BaudRate = 38_400,
        Framing = "AX.25 G3RUH",
        EbN0Db = 20,
        Frames = 100,
        PayloadLength = 60,
        IdleSymbols = 400,
    };

    [Theory]
    [InlineData(16, 1, 0.01, 0.05)]
    [InlineData(8, 2, 0.01, 0.05)]
    [InlineData(16, 3, 0, 0.2)]
    public void Losses_are_exact_and_frames_outside_of_them_are_received(int bits, int seed, double loss, double reorder)
    {
        // Some packets follow, so that what the network holds back of the signal comes in time.
        Complex32[] sent = [.. new TestSignal(Signal).ToIq().Select(s => s * 0.2f), .. new Complex32[Tail]];
        (Complex32[] received, List<(long First, long Count)> gaps, PacketTimes times) = SendAndReceive(sent, bits, seed, loss, reorder);
        Assert.Equal(0, times.Dropped);

        // Every sample lies where it was sent, and what is missing is what the network took.
        Assert.Equal(times.Lost, gaps.SelectMany(g => LongRange(g.First, g.Count)).Where(i => (i - times.First) % times.Samples == 0).Select(i => i));
        Assert.Equal(times.Lost.Count * (long)times.Samples, gaps.Sum(g => g.Count));
        Assert.Equal(loss > 0, times.Lost.Count > 10);

        List<(string Payload, long First, long End)> whole = Decode(Quantized(sent, bits), []), through = Decode(received, gaps);
        Assert.Subset(whole.Select(f => f.Payload).ToHashSet(), through.Select(f => f.Payload).ToHashSet());
        string[] untouched = [.. whole.Where(f => !gaps.Any(g => g.First < f.End && g.First + g.Count > f.First)).Select(f => f.Payload)];
        output.WriteLine($"{received.Length} samples, {times.Lost.Count} packets lost with {gaps.Sum(g => g.Count)} samples in {gaps.Count} gaps; frames: {whole.Count} without loss, {untouched.Length} not touched, {through.Count} received");
        Assert.InRange(untouched.Length, 20, whole.Count);
        Assert.Empty(untouched.Except(through.Select(f => f.Payload)));
    }

    private static IEnumerable<long> LongRange(long first, long count)
    {
        for (long i = first; i < first + count; i++)
            yield return i;
    }

    private static (Complex32[] Samples, List<(long First, long Count)> Gaps, PacketTimes Times) SendAndReceive(Complex32[] sent, int bits, int seed, double loss, double reorder)
    {
        int port = FreePort();
        var settings = new RadioSettings { SampleRateHz = RateHz, CenterFrequencyHz = 437_505_000 };
        IRadioDevice device = RadioCatalog.Find("difi")!.Create($"udp://127.0.0.1:{port}?stream=0x1234&bits={bits}");
        Task<IRadioStream> opening = Task.Run(() => device.Open(settings));
        using var shuffler = new Shuffler(new IPEndPoint(IPAddress.Loopback, port), seed, loss, reorder);
        long taken = 0, dropped = 0;
        int perPacket = DifiPacketTests.Options(bits).SamplesPerPacket;
        var sending = new Thread(() => dropped = Send(sent, bits, shuffler.Port, () => Volatile.Read(ref taken)));
        Assert.True(SpinWait.SpinUntil(() => IsBound(port), 5000));
        sending.Start();
        using IRadioStream stream = opening.Result;
        var (samples, gaps, quantized) = (new Complex32[sent.Length], new List<(long, long)>(), Quantized(sent, bits));
        long at = 0, end = sent.Length - Tail;
        var block = new Complex32[8192];
        for (int silent = 0; silent < 30;)
        {
            RadioRead read = stream.Read(block, TimeSpan.FromMilliseconds(100));
            silent = read.Count == 0 ? silent + 1 : 0;
            if (read.Count == 0)
                continue;
            Assert.False(read.LostUnknown);
            if (read.LostBefore > 0 && at < end)
                gaps.Add((at, read.LostBefore));
            at += read.LostBefore;
            Assert.Equal(Start.AddTicks(at * 10), read.FirstSampleUtc);
            Assert.True(quantized.AsSpan((int)at, read.Count).SequenceEqual(block.AsSpan(0, read.Count)), $"samples from {at} on are others than sent");
            block.AsSpan(0, read.Count).CopyTo(samples.AsSpan((int)at));
            at += read.Count;
            Volatile.Write(ref taken, at);
        }
        sending.Join();
        shuffler.Dispose();
        Assert.InRange(at, end, sent.Length);
        List<long> lost = [.. shuffler.Lost.Select(t => (long)((t.Picoseconds - VitaTime.From(Start).Picoseconds) / 1_000_000)).Order()];
        lost.RemoveAll(i => i >= end && !gaps.Exists(g => g.Item1 <= i && i < g.Item1 + g.Item2));
        Assert.True(shuffler.Reordered > 10);
        return (samples[..(int)at], gaps, new PacketTimes(0, perPacket, lost, dropped));
    }

    // No more is on its way than the system's buffers hold: it must not lose anything of its own.
    private static long Send(Complex32[] samples, int bits, int port, Func<long> taken)
    {
        using var sender = new DifiSender(DifiPacketTests.Options(bits), new UdpPacketOutput(new DifiAddress("udp", "127.0.0.1", port)));
        for (int at = 0; at < samples.Length; at += 4000)
        {
            SpinWait.SpinUntil(() => at - taken() < Ahead, 500);
            sender.OnSamples(samples.AsSpan(at, Math.Min(4000, samples.Length - at)), new SampleBlockInfo(at, Start.AddTicks(at * 10L), TimeSpan.Zero, 0));
        }
        sender.OnGap(0);
        return sender.Dropped;
    }

    private static List<(string Payload, long First, long End)> Decode(Complex32[] samples, List<(long First, long Count)> gaps)
    {
        var receiver = new Receiver(new ReceiverOptions
        {
            SampleRateHz = RateHz,
            SampleKind = SampleKind.Iq,
            Modulation = Signal.Modulation,
            BaudRate = Signal.BaudRate,
            Framings = [new FramingChoice(Signal.Framing, Signal.FramingOptions)],
            OffsetHz = 0,
            SearchBandwidthHz = 4000,
        });
        var sink = new Frames();
        long at = 0;
        foreach (var (first, count) in gaps.Append((samples.Length, 0)))
        {
            for (; at < first; at = Math.Min(first, at + 8192))
                receiver.Process(samples.AsSpan((int)at, (int)Math.Min(8192, first - at)), sink);
            if (count > 0)
                receiver.Skip(count);
            at += count;
        }
        receiver.Flush(sink);
        return sink.All;
    }

    private static Complex32[] Quantized(Complex32[] samples, int bits)
    {
        var output = new Complex32[samples.Length];
        float scale = 1 << (bits - 1);
        for (int i = 0; i < samples.Length; i++)
            output[i] = new Complex32(Round(samples[i].Re), Round(samples[i].Im));
        return output;

        float Round(float x) => Math.Clamp(MathF.Round(x * scale), -scale, scale - 1) / scale;
    }

    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    internal static bool IsBound(int port) => System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveUdpListeners().Any(e => e.Port == port);

    private sealed record PacketTimes(long First, int Samples, List<long> Lost, long Dropped);

    private sealed class Frames : IReceivedFrameSink
    {
        public List<(string Payload, long First, long End)> All { get; } = [];

        public void OnFrame(in ReceivedFrame frame) => All.Add((Convert.ToHexString(frame.Payload), frame.FirstSample, frame.EndSample));
    }
}
