using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Protocols;

public class SpacePacketExtractorTests
{
    // What the files' own project gets out of them (dariol83/ccsds, TmReceiverVirtualChannelTest and VirtualChannelReceiverDemuxTest), and which frame it leaves out.
    [SkippableTheory]
    [InlineData("dumpFile_tm_1.hex", -1, 613)]
    [InlineData("dumpFile_tm_segmentation_mixed.hex", -1, 10)]
    [InlineData("dumpFile_tm_segmentation_mixed.hex", 2, 9)]
    [InlineData("dumpFile_tm_segmentation_mixed.hex", 7, 9)]
    [InlineData("dumpFile_tm_encapsulation.hex", -1, 13)]
    public void Tm_frames_give_the_packets_that_their_authors_count(string file, int without, int expected)
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var cadu = file == "dumpFile_tm_1.hex";
        var frames = TransferFrameFiles.Hex(file, cadu ? 4 : 0, cadu ? 4 + 1115 : int.MaxValue);
        if (without >= 0)
            frames.RemoveAt(without);
        var (extractor, recorder, idle) = (new SpacePacketExtractor(SpacePacketExtractor.TmFrameCounts), new PacketRecorder(), 0);
        foreach (var frame in frames)
        {
            Assert.True(TmPrimaryHeader.TryParse(frame, out var header));
            idle += header.IsOnlyIdle ? 1 : 0;
            if (header.VirtualChannelId == 0)
                extractor.Process(header.DataField(frame), header.FirstHeader, header.VirtualChannelFrameCount, recorder);
        }
        Assert.Equal(expected, recorder.Packets.Count);
        Assert.Equal((without < 0 ? 0 : 1, cadu ? 30 : 0), ((int)extractor.MissingFrames, idle));
        if (!file.Contains("encapsulation", StringComparison.Ordinal))
            Assert.All(recorder.Packets, p => Assert.True(SpacePacketHeader.TryParse(p, out var packet) && packet.PacketLength == p.Length && packet.IsPlausible));
    }

    [SkippableFact]
    public void A_lost_frame_never_joins_two_packets()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var whole = Extract(TransferFrameFiles.Hex("dumpFile_tm_segmentation_mixed.hex"), out _).Select(Convert.ToHexString).ToHashSet();
        for (var lost = 1; lost < 8; lost++)
        {
            var frames = TransferFrameFiles.Hex("dumpFile_tm_segmentation_mixed.hex");
            frames.RemoveAt(lost);
            Assert.All(Extract(frames, out var extractor), p => Assert.Contains(Convert.ToHexString(p), whole));
            Assert.Equal(1, extractor.MissingFrames);
        }
    }

    // Frames 4, 7, 9 and 10 are missing; the whole packets of the runs between them were counted by a separate python program.
    [SkippableFact]
    public void A_file_with_gaps_gives_what_is_whole()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        Assert.Equal(5, Extract(TransferFrameFiles.Hex("dumpFile_tm_gap_1.hex"), out var extractor).Count);
        Assert.Equal(4, extractor.MissingFrames);
    }

    // AosReceiverVirtualChannelTest: 11 frames of channel 0 hold 23 packets; the frames end in an operational control field.
    [SkippableFact]
    public void Aos_frames_give_the_packets_that_their_authors_count()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var recorder = ExtractAos(TransferFrameFiles.Hex("dumpFile_aos_1.hex", 4, 4 + 892).Select(f => f[..^4]), 0, out var frames, out _);
        Assert.Equal((11, 23), (frames, recorder.Packets.Count));
    }

    // One gap (the dldecode report beside the file); 12 whole packets, their APIDs, counts and lengths by a separate python program.
    [SkippableFact]
    public void Suomi_npp_sends_viirs_packets()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var recorder = ExtractAos(TransferFrameFiles.Cadus("snpp_synchronized_cadus.dat"), 16, out var frames, out var extractor);
        Assert.Equal((65, 1L), (frames, extractor.MissingFrames));
        var headers = recorder.Packets.Select(p => SpacePacketHeader.TryParse(p, out var header) ? header : default).ToList();
        Assert.Equal(12, headers.Count);
        Assert.Equal([(802, 9875, 3006), (803, 9859, 180), (803, 9861, 4090)], headers.Take(3).Select(h => (h.Apid, h.SequenceCount, h.PacketLength)));
        Assert.Equal([(803, 9868, 5130), (803, 9869, 5074), (803, 9870, 5118)], headers.TakeLast(3).Select(h => (h.Apid, h.SequenceCount, h.PacketLength)));
        Assert.Equal(recorder.Packets.Select(p => p.Length), headers.Select(h => h.PacketLength));
    }

    [Fact]
    public void Real_packets_come_back_however_frames_cut_them()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var packets = Enumerable.Range(0, 40).Select(n => Packet(n, random.Next(1, 300))).ToList();
            var (stream, starts) = (packets.SelectMany(p => p).ToArray(), Starts(packets));
            var (size, extractor, recorder) = (random.Next(7, 400), new SpacePacketExtractor(256), new PacketRecorder());
            for (var at = 0; at < stream.Length; at += size)
            {
                var next = starts.Where(s => s >= at && s < at + size).DefaultIfEmpty(-1).First();
                extractor.Process(stream.AsSpan(at, Math.Min(size, stream.Length - at)), next < 0 ? FirstHeaderPointer.None : next - at, at / size % 256, recorder);
            }
            Assert.Equal(packets.Select(Convert.ToHexString), recorder.Packets.Select(Convert.ToHexString));
            Assert.Equal(0, extractor.DroppedPackets);
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_a_frame()
    {
        var (extractor, sink, zone) = (new SpacePacketExtractor(256), new CountingSink(), Enumerable.Range(0, 6).SelectMany(n => Packet(n, 20 + n)).ToArray());
        Assert.Equal(0, Streams.Allocated(() => extractor.Process(zone, 0, 0, sink)));
        Assert.NotEqual(0, sink.Packets);
    }

    [Fact]
    public void Ten_thousand_damaged_frames_do_no_harm()
    {
        var (mutator, random, extractor, recorder) = (new Mutator(4), new Random(4), new SpacePacketExtractor(256, 512), new PacketRecorder());
        var zone = Enumerable.Range(0, 6).SelectMany(n => Packet(n, 20 + n)).ToArray();
        for (var i = 0; i < 10_000; i++)
            extractor.Process(mutator.Mutate(zone), random.Next(3) == 0 ? random.Next(2048) : 0, random.Next(20) == 0 ? random.Next(256) : i % 256, recorder);
        Assert.All(recorder.Packets, p => Assert.InRange(p.Length, 1, 512));
        Assert.InRange(recorder.Packets.Count, 10_000, 60_000);
    }

    private static byte[] Packet(int count, int dataLength)
    {
        var data = new byte[dataLength];
        new Random(count).NextBytes(data);
        return [0x08, 0x2A, (byte)(0xC0 | (count >> 8)), (byte)count, (byte)((dataLength - 1) >> 8), (byte)(dataLength - 1), .. data];
    }

    private static List<int> Starts(List<byte[]> packets)
    {
        var (starts, at) = (new List<int>(), 0);
        foreach (var packet in packets)
        {
            starts.Add(at);
            at += packet.Length;
        }
        return starts;
    }

    private static List<byte[]> Extract(List<byte[]> frames, out SpacePacketExtractor extractor)
    {
        var recorder = new PacketRecorder();
        extractor = new SpacePacketExtractor(SpacePacketExtractor.TmFrameCounts);
        foreach (var frame in frames)
        {
            Assert.True(TmPrimaryHeader.TryParse(frame, out var header));
            extractor.Process(header.DataField(frame), header.FirstHeader, header.VirtualChannelFrameCount, recorder);
        }
        return recorder.Packets;
    }

    private static PacketRecorder ExtractAos(IEnumerable<byte[]> frames, int channel, out int count, out SpacePacketExtractor extractor)
    {
        var recorder = new PacketRecorder();
        (count, extractor) = (0, new SpacePacketExtractor(SpacePacketExtractor.AosFrameCounts));
        foreach (var frame in frames)
        {
            if (!AosPrimaryHeader.TryParse(frame, out var header) || header.VirtualChannelId != channel)
                continue;
            count++;
            Assert.True(MultiplexingHeader.TryParse(frame.AsSpan(AosPrimaryHeader.Length), out var multiplexing));
            extractor.Process(frame.AsSpan(AosPrimaryHeader.Length + MultiplexingHeader.Length), multiplexing.FirstHeader, header.VirtualChannelFrameCount, recorder);
        }
        return recorder;
    }

    private sealed class CountingSink : IPacketSink
    {
        public int Packets { get; private set; }

        public void OnPacket(ReadOnlySpan<byte> packet) => Packets++;
    }
}
