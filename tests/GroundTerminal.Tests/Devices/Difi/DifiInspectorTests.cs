using System.Buffers.Binary;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Difi;

public sealed class DifiInspectorTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Counts of the shared manifest; rate, bits and frequencies as the context words say.</summary>
    [SkippableTheory]
    [InlineData("Example1_1Msps_8bits.pcapng", 1e6, 8, 1.95e9, 8e5, 720)]
    [InlineData("Example2_100Msps_12bits.pcapng", 100e6, 12, 1.3e9, 80e6, 2976)]
    public void The_consortiums_examples_hold_what_their_manifest_says(string name, double rateHz, int bits, double frequencyHz, double bandwidthHz, int samplesPerPacket)
    {
        string path = RepositoryFiles.Shared("testdata/vita49/" + name);
        Skip.IfNot(File.Exists(path), $"{path} is not there");
        DifiInspection inspection = DifiInspector.Inspect(path, 4991);
        DifiStreamSummary stream = Assert.Single(inspection.Streams);
        Assert.Equal(("pcap", 112, 0), (inspection.Kind, inspection.Frames, inspection.Malformed.Count));
        Assert.Equal([(VitaPacketType.Data, 100L), (VitaPacketType.Context, 10L), (VitaPacketType.ExtensionContext, 2L)], stream.Packets.Select(p => (p.Key, p.Value)));
        Assert.Equal((0u, 0x6A621Eu, 2L), (stream.StreamId!.Value, stream.Oui!.Value, stream.VersionPackets));
        Assert.Equal((rateHz, bits, frequencyHz, bandwidthHz), (stream.Context!.Value.SampleRateHz!.Value, stream.Context.Value.Bits!.Value, stream.Context.Value.RfFrequencyHz!.Value, stream.Context.Value.BandwidthHz!.Value));
        Assert.Equal((100L * samplesPerPacket, 0L, 0L), (stream.Counters.Samples, stream.Counters.LostSamples, stream.Counters.Duplicates));
    }

    [Fact]
    public void Losses_duplicates_and_disorder_are_found()
    {
        List<byte[]> packets = Packets(100);
        byte[][] data = [.. packets.Where(p => p[0] >> 4 == 1)];
        packets.Remove(data[20]);
        packets.Remove(data[21]);
        packets.RemoveAll(p => Array.IndexOf(data, p) is >= 40 and < 60);
        (packets[^1], packets[^2]) = (packets[^2], packets[^1]);
        packets.Insert(packets.Count - 5, packets[^6]);
        packets.Add(data[50]);
        packets.Add([0x18, 0, 0, 9, 1, 2, 3, 4]);
        packets.Add([0x18]);
        Captures.WritePcap(_directory.File("a.pcap"), packets);
        DifiInspection inspection = DifiInspector.Inspect(_directory.File("a.pcap"), 4991);
        DifiStreamSummary stream = Assert.Single(inspection.Streams);
        Assert.Equal((22L, 22L * 356, 2L, 1L, 1L, 1L), (stream.Counters.LostPackets, stream.Counters.LostSamples, stream.Counters.Gaps, stream.Counters.Reordered, stream.Counters.Duplicates, stream.Counters.Late));
        Assert.Equal([(2L, 712L), (20L, 7120L)], stream.Gaps.Select(g => (g.Packets, g.Samples)));
        Assert.Equal(["cut off: its header says more than there is", "shorter than a header"], inspection.Malformed.Keys);
    }

    /// <summary>pcapng in the other byte order, an interface in ms and Ethernet with two VLAN tags, one in 2⁻²⁰ s and Linux cooked, one raw.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pcapng_with_several_interfaces_is_read(bool bigEndian)
    {
        byte[][] packets = [.. Packets(10)];
        using (var file = new BinaryWriter(File.Create(_directory.File("a.pcapng"))))
        {
            Block(file, 0x0A0D0D0A, [.. Word(0x1A2B3C4D), .. Half(1), .. Half(0), .. Word(uint.MaxValue), .. Word(uint.MaxValue)]);
            Block(file, 1, [.. Half(1), .. Half(0), .. Word(0), .. Half(2), .. Half(3), 65, 66, 67, 0, .. Half(9), .. Half(1), 3, 0, 0, 0, .. Half(0), .. Half(0)]);
            Block(file, 1, [.. Half(113), .. Half(0), .. Word(0), .. Half(9), .. Half(1), 0x94, 0, 0, 0]);
            Block(file, 5, new byte[12]);
            Block(file, 1, [.. Half(101), .. Half(0), .. Word(0)]);
            for (int i = 0; i < packets.Length; i++)
                Frame(file, i % 3, packets[i], i);
        }
        DifiInspection inspection = DifiInspector.Inspect(_directory.File("a.pcapng"), 4991);
        DifiStreamSummary[] streams = [.. inspection.Streams];
        Assert.Equal(("pcapng", packets.Length), (inspection.Kind, (int)inspection.Frames));
        Assert.Equal(2, streams.Length);
        Assert.Equal(packets.Length, streams.Sum(s => s.Packets.Values.Sum()));
        using CaptureFile capture = CaptureFile.Open(_directory.File("a.pcapng"));
        double[] seconds = [.. Enumerable.Range(0, 3).Select(_ => capture.TryRead(out CapturedFrame f) ? f.Seconds : -1)];
        Assert.All(seconds.Zip([7.0, 7001.0 / (1 << 20), 7002e-6]), s => Assert.Equal(s.Second, s.First, 1e-12));

        void Frame(BinaryWriter file, int link, byte[] payload, int number)
        {
            byte[] udp = Captures.Udp(payload), bytes = link switch
            {
                0 => [.. Captures.Ethernet(0x88A8), 0, 5, 0x81, 0, 0, 6, 8, 0, .. Captures.Ipv4(udp)],
                1 => [.. new byte[14], 0x86, 0xDD, .. Captures.Ipv6(udp, extension: true)],
                _ => Captures.Ipv4(udp),
            };
            Block(file, 6, [.. Word((uint)link), .. Word(0), .. Word((uint)(7000 + number)), .. Word((uint)bytes.Length), .. Word((uint)bytes.Length), .. bytes, .. new byte[(4 - (bytes.Length & 3)) & 3]]);
        }

        void Block(BinaryWriter file, uint type, byte[] body) => file.Write([.. Word(type), .. Word((uint)body.Length + 12), .. body, .. Word((uint)body.Length + 12)]);

        byte[] Word(uint value)
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
            return bytes;
        }

        byte[] Half(int value) => bigEndian ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)];
    }

    [Fact]
    public void Fragments_TCP_and_other_frames_are_counted()
    {
        byte[] udp = Captures.Udp(Packets(1)[0]);
        byte[][] frames =
        [
            [.. Captures.Ethernet(0x0800), .. Captures.Ipv4(udp, 0x2000)], [.. Captures.Ethernet(0x0800), .. Captures.Ipv4(udp, 0x00B9)], [.. Captures.Ethernet(0x0806), .. new byte[28]],
            [.. Captures.Ethernet(0x0800), .. Captures.Ipv4(udp)[..15]], [1, 2, 3],
        ];
        DatagramKind[] kinds = [.. frames.Select(f => CapturedDatagram.Find(new CapturedFrame(1, 0, f.Length, f), out _))];
        Assert.Equal([DatagramKind.Fragment, DatagramKind.Fragment, DatagramKind.Other, DatagramKind.Broken, DatagramKind.Other], kinds);
        Assert.Equal(DatagramKind.UnknownLink, CapturedDatagram.Find(new CapturedFrame(147, 0, 1, [0]), out _));
    }

    /// <summary>Files that are broken anywhere end in a result or in a message, never otherwise.</summary>
    [Fact]
    public void Garbage_ends_in_a_message()
    {
        var random = new Random(5);
        Captures.WritePcap(_directory.File("good.pcap"), Packets(20));
        byte[] good = File.ReadAllBytes(_directory.File("good.pcap"));
        string path = _directory.File("bad.pcap");
        for (int run = 0; run < 400; run++)
        {
            byte[] bad = good[..random.Next(good.Length)];
            for (int i = random.Next(40); i > 0 && bad.Length > 0; i--)
                bad[random.Next(run % 2 == 0 ? Math.Min(bad.Length, 200) : bad.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, bad);
            try
            {
                DifiInspector.Inspect(path, 4991);
            }
            catch (InputException e)
            {
                Assert.Contains("expected", e.Message, StringComparison.Ordinal);
            }
        }
    }

    private static List<byte[]> Packets(int data)
    {
        var output = new DifiPacketTests.Recorder();
        using var sender = new DifiSender(DifiPacketTests.Options(16), output);
        sender.OnSamples(new Complex32[356 * data], new SampleBlockInfo(0, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.Zero, 0));
        return output.Packets;
    }
}
