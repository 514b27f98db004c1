using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Tests.Coding.Framing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Protocols;

/// <summary>Counts of the files' own project (dariol83/ccsds: TmReceiverVirtualChannelTest, AosReceiverVirtualChannelTest) and of the report beside the Suomi NPP frames.</summary>
public class TransferFrameServiceTests
{
    private static readonly TransferFrameFormat AosWithControl = TransferFrameFormat.Aos with { HasOperationalControl = true };

    [SkippableFact]
    public void Tm_frames_are_counted_by_spacecraft_and_channel()
    {
        var (service, recorder) = Run(TransferFrameFormat.Tm, TransferFrameFiles.Exist ? TransferFrameFiles.Hex("dumpFile_tm_1.hex", 4, 4 + 1115) : []);
        var (data, idle) = (Channel(service, 123, 0), Channel(service, 123, 7));
        Assert.Equal((122L, 613L, 0L, 0L), (data.Frames, data.Packets + data.IdlePackets, data.PacketsCut, data.Gaps));
        Assert.Equal((30L, 30L, 0L), (idle.Frames, idle.IdleFrames, idle.Packets));
        var master = Assert.Single(service.MasterChannels);
        Assert.Equal((152L, 0L), (master.Frames, master.FramesLost));
        Assert.Equal(data.Packets, recorder.Packets.Count);
        Assert.Contains(" 613 ", service.Summary(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Aos_frames_give_packets()
    {
        var (service, _) = Run(AosWithControl, TransferFrameFiles.Exist ? TransferFrameFiles.Hex("dumpFile_aos_1.hex", 4, 4 + 892) : []);
        var channel = Channel(service, 123, 0);
        Assert.Equal((11L, 23L, 0L), (channel.Frames, channel.Packets + channel.IdlePackets, channel.PacketsCut));
        Assert.Equal(Channel(service, 123, 63).Frames, Channel(service, 123, 63).IdleFrames);
    }

    /// <summary>The file's writer put the number of bits where the standard (732.0-B-4 §4.1.4.3.3) has the place of the last one, counted from 0: 300 bytes and 3 bits, and 621 bytes less one bit, are one less than what the pointer says.</summary>
    [SkippableFact]
    public void Aos_frames_give_streams_of_bits()
    {
        var (service, recorder) = Run(AosWithControl with { DefaultContent = VirtualChannelContent.Bitstream }, TransferFrameFiles.Exist ? TransferFrameFiles.Hex("dumpFile_aos_bitstream.hex", 4, 4 + 892) : []);
        Assert.Equal(30, service.Channels.Sum(c => c.Frames));
        Assert.All(recorder.Bits, b => Assert.Equal(b.Channel == 0 ? (8 * 300) + 3 + 1 : (8 * 621) - 1 + 1, b.Count));
        Assert.Empty(recorder.Gaps);
    }

    [SkippableFact]
    public void Gaps_are_told_and_cut_packets_counted()
    {
        var (service, recorder) = Run(TransferFrameFormat.Tm, TransferFrameFiles.Exist ? TransferFrameFiles.Hex("dumpFile_tm_gap_1.hex") : []);
        var channel = Channel(service, 123, 0);
        Assert.Equal([1, 1, 2], recorder.Gaps); // frames 4, 7, 9 and 10
        Assert.Equal((3L, 4L, 5L), (channel.Gaps, channel.FramesLost, channel.Packets));
        Assert.Equal(4, service.MasterChannels[0].FramesLost);
    }

    /// <summary>Both files of Suomi NPP through the deframer: all 288 code words clean, the gap of the report (SequenceErr 1, Missing 1), two channels in the second.</summary>
    [SkippableFact]
    public void Suomi_npp_from_bits_to_packets()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var words = 0;
        foreach (var (file, expected) in new[] { ("snpp_synchronized_cadus.dat", "16:65:1:1"), ("snpp_7cadus_2vcids.dat", "6:4:0:0 16:3:0:0") })
        {
            var bytes = File.ReadAllBytes(RepositoryFiles.Shared("testdata/ccsds/" + file));
            var bits = new byte[8 * bytes.Length];
            GroundTerminal.Coding.Bits.Unpack(bytes, bits);
            var options = new FramingOptions { FrameSize = 892, Interleaving = 4 };
            var frames = DecodeRecorder.Run(CcsdsBlockFraming.ReedSolomon.CreateDeframer(options), FramingLoop.Noisy(bits, 30, 1, 1)).Frames.ToList();
            Assert.All(frames, f => Assert.Equal(0, f.CorrectedBits));
            words += 4 * frames.Count;
            var (service, _) = Run(TransferFrameFormat.Aos, frames.Select(f => Convert.FromHexString(f.Payload)));
            Assert.Equal(expected, string.Join(' ', service.Channels.OrderBy(c => c.VirtualChannelId).Select(c => $"{c.VirtualChannelId}:{c.Frames}:{c.Gaps}:{c.FramesLost}")));
        }
        Assert.Equal(288, words);
    }

    [Fact]
    public void A_wrong_check_a_repeated_frame_and_another_spacecraft_are_told()
    {
        var format = TransferFrameFormat.Aos with { HasErrorControl = true, SpacecraftId = 5, DefaultContent = VirtualChannelContent.Access };
        var (service, recorder) = (new TransferFrameService(format), new Recorder());
        var frame = Aos(5, 3, 7, 0, 40);
        Assert.Equal(TransferFrameStatus.Ok, service.Process(frame, recorder));
        Assert.Equal(TransferFrameStatus.Repeated, service.Process(frame, recorder));
        Assert.Equal(TransferFrameStatus.OtherSpacecraft, service.Process(Aos(6, 3, 8, 0, 40), recorder));
        frame[9] ^= 1;
        Assert.Equal(TransferFrameStatus.CheckFailed, service.Process(frame, recorder));
        Assert.Equal(TransferFrameStatus.Malformed, service.Process([], recorder));
        Assert.Equal((1L, 2L, 32), (service.FramesBad, service.FramesIgnored, Assert.Single(recorder.Data)));
    }

    /// <summary>732.0-B-4 §4.1.2.5: 24 bits, and 28 where the cycle is in use.</summary>
    [Theory]
    [InlineData(0xFFFFFF, 0, 0, 0, 0)]
    [InlineData(0xFFFFFF, 0, 2, 0, 2)]
    [InlineData(0xFFFFFF, 0x41, 0, 0x42, 0)]
    [InlineData(0xFFFFFF, 0x4F, 1, 0x40, 1)]
    public void Counts_go_round(int first, int firstSignal, int second, int secondSignal, int lost)
    {
        var (service, recorder) = (new TransferFrameService(TransferFrameFormat.Aos with { HasErrorControl = true }), new Recorder());
        service.Process(Aos(5, 3, first, firstSignal, 40), recorder);
        service.Process(Aos(5, 3, second, secondSignal, 40), recorder);
        Assert.Equal(lost, Channel(service, 5, 3).FramesLost);
        Assert.Equal(lost > 0 ? [lost] : [], recorder.Gaps);
    }

    [SkippableTheory]
    [InlineData("TM", "dumpFile_tm_1.hex", 1119)]
    [InlineData("AOS", "dumpFile_aos_1.hex", 892)]
    public void Damaged_frames_do_no_harm(string name, string file, int end)
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var (mutator, transport, recorder) = (new Mutator(8), TransportCatalog.Find(name)!.Create(), new PacketRecorder());
        var frames = TransferFrameFiles.Hex(file, 4, end);
        for (var i = 0; i < 10_000; i++)
            transport.Process(mutator.Mutate(frames[i % frames.Count]), recorder);
        Assert.NotEmpty(recorder.Packets);
        var service = ((TransferFrameTransport)transport).Service;
        Assert.InRange(service.Channels.Count(), 1, TransferFrameService.MaxChannels);
    }

    [SkippableFact]
    public void After_the_first_frame_of_a_channel_nothing_is_allocated()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var (service, sink, frames) = (new TransferFrameService(TransferFrameFormat.Tm), new Ignore(), TransferFrameFiles.Hex("dumpFile_tm_1.hex", 4, 4 + 1115));
        Assert.Equal(0, Streams.Allocated(() =>
        {
            foreach (var frame in frames)
                service.Process(frame, sink);
        }));
    }

    private static VirtualChannelAccount Channel(TransferFrameService service, int spacecraft, int channel) => service.Channels.Single(c => c.SpacecraftId == spacecraft && c.VirtualChannelId == channel);

    private static (TransferFrameService Service, Recorder Recorder) Run(TransferFrameFormat format, IEnumerable<byte[]> frames)
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var (service, recorder) = (new TransferFrameService(format), new Recorder());
        foreach (var frame in frames)
            Assert.Equal(TransferFrameStatus.Ok, service.Process(frame, recorder));
        return (service, recorder);
    }

    private static byte[] Aos(int spacecraft, int channel, int count, int signal, int length)
    {
        var frame = new byte[length];
        (frame[0], frame[1], frame[2], frame[3], frame[4], frame[5]) = ((byte)(0x40 | (spacecraft >> 2)), (byte)((spacecraft << 6) | channel), (byte)(count >> 16), (byte)(count >> 8), (byte)count, (byte)signal);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(length - 2), (ushort)Crc.Crc16CcittFalse.Compute(frame.AsSpan(0, length - 2)));
        return frame;
    }

    private sealed class Ignore : ITransferFrameSink
    {
        public void OnPacket(VirtualChannelAccount channel, ReadOnlySpan<byte> packet)
        {
        }
    }

    private sealed class Recorder : ITransferFrameSink
    {
        public List<byte[]> Packets { get; } = [];

        public List<int> Gaps { get; } = [];

        public List<(int Channel, int Count)> Bits { get; } = [];

        public List<int> Data { get; } = [];

        public void OnPacket(VirtualChannelAccount channel, ReadOnlySpan<byte> packet) => Packets.Add(packet.ToArray());

        public void OnGap(VirtualChannelAccount channel, int framesLost) => Gaps.Add(framesLost);

        public void OnBitstream(VirtualChannelAccount channel, ReadOnlySpan<byte> packedBits, int bits) => Bits.Add((channel.VirtualChannelId, bits));

        public void OnAccessData(VirtualChannelAccount channel, ReadOnlySpan<byte> data) => Data.Add(data.Length);
    }
}
