using GroundTerminal.Devices.Difi;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Difi;

public class DifiPacketTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Packets of the consortium's example (DIFI-Certification, Example1_1Msps_8bits), its words as they are in the file.</summary>
    [Fact]
    public void The_consortiums_context_and_version_packets_say_what_they_should()
    {
        byte[] packet = Convert.FromHexString(
            "49ee001b00000000006a621e0000000167c0cc570000002e90edd000fbb9800000000064000000c3500000000000000000000000000743aa38000000"
            + "0000000000000000000000000000f960000000f424000000000000000000000000000000a0020000a00001c700000000");
        Assert.True(VitaHeader.TryParse(packet, out VitaHeader header, out _));
        Assert.Equal((VitaPacketType.Context, 14, 0u, 0x6A621Eu, 0, 1), (header.Type, header.Sequence, header.StreamId!.Value, header.Oui!.Value, header.InformationClass, header.PacketClass));
        Assert.Equal(new VitaTime((Int128)1740688471200 * 1_000_000_000), header.Time);
        Assert.True(DifiContext.TryParse(packet.AsSpan(header.PayloadOffset, header.PayloadLength), out DifiContext context, out _));
        Assert.True(context.Changed);
        Assert.Equal((100u, 800_000.0, 0.0, 1_950_000_000.0), (context.ReferencePoint!.Value, context.BandwidthHz!.Value, context.IfFrequencyHz!.Value, context.RfFrequencyHz!.Value));
        Assert.Equal((1e6, 8, 0.0, -13.25), (context.SampleRateHz!.Value, context.Bits!.Value, context.ReferenceLevelDbm!.Value, context.Gain1Db!.Value));
        Assert.Equal((false, true, null), (context.Indicator(31), context.Indicator(29), context.Indicator(24)));

        byte[] version = Convert.FromHexString("59ed000b00000000006a621e0001000467c0cc57000000746a528800000000020000000c0000000432310400");
        Assert.True(VitaHeader.TryParse(version, out header, out _));
        Assert.True(DifiVersion.Is(header));
        Assert.Equal(new DifiVersion(4, 2025, 49, 1, 0, 0), DifiVersion.Parse(version.AsSpan(header.PayloadOffset)));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(16)]
    public void Samples_of_any_width_are_read_from_any_place(int bits)
    {
        var random = new Random(bits);
        int[] numbers = [.. Enumerable.Range(0, 64).Select(_ => random.Next(-(1 << (bits - 1)), 1 << (bits - 1)))];
        string text = string.Concat(numbers.Select(n => Convert.ToString(n & ((1 << bits) - 1), 2).PadLeft(bits, '0')));
        byte[] payload = [.. Enumerable.Range(0, text.Length / 8).Select(i => Convert.ToByte(text.Substring(8 * i, 8), 2))];
        Assert.Equal(32, DifiSamples.CountIn(payload.Length, 0, bits));
        for (int first = 0; first < 32; first += 3)
        {
            var output = new Complex32[32 - first];
            DifiSamples.Read(payload.ToArray(), bits, first, output);
            for (int i = 0; i < output.Length; i++)
                Assert.Equal(new Complex32(numbers[2 * (first + i)] / (float)(1 << (bits - 1)), numbers[(2 * (first + i)) + 1] / (float)(1 << (bits - 1))), output[i]);
        }
    }

    [Theory]
    [InlineData(3, 1_048_576)]
    [InlineData(48_000, 0)]
    [InlineData(2_400_000, 10_000_000_000_000)]
    public void Time_stamps_are_exact_to_the_picosecond_however_long_it_goes(int rateHz, long sample)
    {
        var time = new SampleTimebase(rateHz);
        time.Observe(7, Start);
        Int128 expected = VitaTime.From(Start).Picoseconds + ((Int128)(sample - 7) * VitaTime.PerSecond / rateHz);
        Assert.Equal(expected, time.At(sample).Picoseconds);
    }

    /// <summary>A machine's clock that jumps by milliseconds: no time stamp is off its neighbour by more than 200 ppm, and in the mean they follow.</summary>
    [Fact]
    public void A_clock_that_jumps_is_followed_slowly()
    {
        var (time, random) = (new SampleTimebase(1_000_000), new Random(1));
        Int128 last = 0;
        for (long sample = 0; sample < 200_000_000; sample += 8000)
        {
            time.Observe(sample, Start.AddTicks((sample * 10) + (sample * 50 / 1_000_000) + random.Next(-20_000, 20_000)));
            Int128 now = time.At(sample).Picoseconds;
            if (sample > 0)
                Assert.InRange((double)(now - last) - 8e9, -8e9 * 2.1e-4, 8e9 * 2.1e-4);
            last = now;
        }
        Assert.InRange((double)(last - VitaTime.From(Start).Picoseconds) / 1e12 - 199.992, -0.003, 0.004);
        Assert.Equal(0, time.Steps);
    }

    [Fact]
    public void GPS_seconds_become_UTC() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), VitaTime.From(1_451_260_818, 0, gps: true).ToUtc());

    [Theory]
    [InlineData(8, 712)]
    [InlineData(16, 356)]
    public void Steady_sending_allocates_nothing(int bits, int samplesPerPacket)
    {
        var output = new Recorder { Keep = false };
        using var sender = new DifiSender(Options(bits), output);
        var block = new Complex32[8192];
        long at = 0;
        sender.OnSamples(block, new SampleBlockInfo(at, Start, TimeSpan.Zero, 0));
        Assert.Equal(0, Streams.Allocated(() => sender.OnSamples(block, new SampleBlockInfo(at += block.Length, Start.AddTicks(at * 10), TimeSpan.Zero, 0))));
        Assert.Equal(output.LongestData, 28 + (samplesPerPacket * bits / 4));
    }

    [Fact]
    public void A_gap_shows_in_the_time_stamps_and_in_the_context_and_counts_have_none()
    {
        var output = new Recorder();
        using (var sender = new DifiSender(Options(8), output))
        {
            sender.OnSamples(new Complex32[1001], new SampleBlockInfo(10, Start, TimeSpan.Zero, 0));
            sender.OnGap(989);
            sender.OnSamples(new Complex32[712], new SampleBlockInfo(2000, Start.AddTicks(19_900), TimeSpan.Zero, 989));
        }
        VitaHeader[] headers = [.. output.Packets.Select(Parse)];
        Assert.Equal(
            [VitaPacketType.ExtensionContext, VitaPacketType.Context, VitaPacketType.Data, VitaPacketType.Data, VitaPacketType.ExtensionContext, VitaPacketType.Context, VitaPacketType.Data],
            headers.Select(h => h.Type));
        Assert.Equal([(0, 28 + 1424, 0L), (1, 28 + 576, 712L), (2, 28 + 1424, 1990L)], headers.Where(h => h.IsData).Select(h => (h.Sequence, h.Length, (long)((h.Time.Picoseconds - VitaTime.From(Start).Picoseconds) / 1_000_000))));
        DifiContext.TryParse(output.Packets[5].AsSpan(28), out DifiContext context, out _);
        Assert.Equal((true, true, true), (context.Changed, context.Indicator(24), context.Indicator(31)));
    }

    /// <summary>Packets with bits turned, cut, doubled and out of order: samples or refusals come out, nothing else.</summary>
    [Fact]
    public void A_receiver_takes_any_garbage()
    {
        var (random, output) = (new Random(3), new Recorder());
        using (var sender = new DifiSender(Options(8), output))
            sender.OnSamples(new Complex32[40_000], new SampleBlockInfo(0, Start, TimeSpan.Zero, 0));
        var receiver = new DifiReceiver(null, 8, 1e6);
        var (samples, block) = (new Complex32[3000], default(DifiBlock));
        for (int i = 0; i < 20_000; i++)
        {
            byte[] packet = [.. output.Packets[random.Next(output.Packets.Count)]];
            for (int n = random.Next(4); n > 0; n--)
                packet[random.Next(Math.Min(packet.Length, 120))] ^= (byte)(1 << random.Next(8));
            int length = random.Next(20) == 0 ? random.Next(packet.Length) : packet.Length;
            packet.AsSpan(0, length).CopyTo(receiver.Buffer);
            receiver.Take(length, i * 10_000_000L);
            while (receiver.Read(samples.AsSpan(0, random.Next(1, 3000)), i * 10_000_000L, out block) > 0)
                Assert.True(block.Lost >= 0);
        }
        Assert.InRange(receiver.Malformed, 100, 20_000);
        Assert.True(receiver.Counters.Samples > 0);
    }

    internal static DifiSenderOptions Options(int bits) => new() { SampleRateHz = 1e6, FrequencyHz = 437_505_000, BandwidthHz = 800_000, Bits = bits, StreamId = 0x1234 };

    internal static VitaHeader Parse(byte[] packet)
    {
        Assert.True(VitaHeader.TryParse(packet, out VitaHeader header, out string? problem), problem);
        return header;
    }

    internal sealed class Recorder : IPacketOutput
    {
        public List<byte[]> Packets { get; } = [];

        public bool Keep { get; init; } = true;

        public int LongestData { get; private set; }

        public bool TrySend(ReadOnlySpan<byte> packet)
        {
            LongestData = Math.Max(LongestData, packet.Length);
            if (Keep)
                Packets.Add(packet.ToArray());
            return true;
        }

        public bool TakeRenewal() => false;

        public void Dispose()
        {
        }
    }
}
