using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Tests.Coding.Protocols;

public class TransferFrameHeaderTests
{
    [Fact]
    public void Tm_fields_stand_where_the_standard_puts_them()
    {
        // CCSDS 132.0-B-3, figure 4-2, written out by hand.
        const string bits = "00" + "0101010101" + "110" + "1" + "00000111" + "11110000" + "1" + "0" + "0" + "11" + "00000010101";
        var bytes = Convert.FromHexString(Convert.ToUInt64(bits, 2).ToString("x12"));
        Assert.True(TmPrimaryHeader.TryParse(bytes, out var header));
        Assert.Equal((0, 0x155, 6, 7, 240, 21), (header.Version, header.SpacecraftId, header.VirtualChannelId, header.MasterChannelFrameCount, header.VirtualChannelFrameCount, header.FirstHeader));
        Assert.True(header is { HasOperationalControl: true, HasSecondaryHeader: true, Synchronization: false, PacketOrder: false, SegmentLengthId: 3, IsOnlyIdle: false });
        Assert.True(header.IsPlausible(100));
        Assert.False(header.IsPlausible(27));
        Assert.False(TmPrimaryHeader.TryParse(bytes.AsSpan(0, 5), out _));
    }

    // The headers: flags of the control field (low bit of the second byte) and of the secondary header (high bit of the fifth); its first octet says its length less one.
    [Theory]
    [InlineData("000000001800" + "0102030405", "0102030405")]
    [InlineData("000100001800" + "0102030405" + "deadbeef", "0102030405")]
    [InlineData("000000009800" + "02aabb" + "0102030405", "0102030405")]
    [InlineData("000100009800" + "02aabb" + "0102030405" + "deadbeef", "0102030405")]
    [InlineData("000000009800" + "3f", "")]
    [InlineData("000000009800", "")]
    [InlineData("000100001800" + "dead", "")]
    public void The_data_field_lies_between_the_headers_and_the_control_field(string frame, string expected)
    {
        Assert.True(TmPrimaryHeader.TryParse(Convert.FromHexString(frame), out var header));
        Assert.Equal(expected, Convert.ToHexStringLower(header.DataField(Convert.FromHexString(frame))));
    }

    [SkippableFact]
    public void Every_tm_frame_of_the_file_is_of_spacecraft_123()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var expected = 0;
        foreach (var frame in TransferFrameFiles.Hex("dumpFile_tm_1.hex", skip: 4, take: 4 + 1115))
        {
            Assert.True(TmPrimaryHeader.TryParse(frame, out var header));
            Assert.True(header.IsPlausible(frame.Length));
            Assert.Equal((123, expected++ % 256), (header.SpacecraftId, header.MasterChannelFrameCount));
            Assert.Equal(header.VirtualChannelId == 7, header.IsOnlyIdle);
        }
        Assert.Equal(152, expected);
    }

    // The counters of MANIFEST.md, and of the dldecode report beside the file.
    [SkippableTheory]
    [InlineData("snpp_7cadus_2vcids.dat", 16, "9847470 9847471 9847472")]
    [InlineData("snpp_7cadus_2vcids.dat", 6, "6820673 6820674 6820675 6820676")]
    public void Suomi_npp_counts_its_frames(string file, int channel, string counts)
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var headers = TransferFrameFiles.Cadus(file).Select(f => AosPrimaryHeader.TryParse(f, out var header) ? header : default).ToList();
        Assert.All(headers, h => Assert.True(h is { Version: 1, SpacecraftId: 157, IsPlausible: true, IsOnlyIdle: false, Replay: true }));
        Assert.Equal(counts, string.Join(' ', headers.Where(h => h.VirtualChannelId == channel).Select(h => h.VirtualChannelFrameCount)));
    }

    [SkippableFact]
    public void Idle_aos_frames_are_on_channel_63()
    {
        Skip.IfNot(TransferFrameFiles.Exist, "../shared/testdata is not on this machine");
        var frames = TransferFrameFiles.Hex("dumpFile_aos_1.hex", skip: 4, take: 4 + 892);
        Assert.All(frames, f => Assert.Equal(f[8] == 0x55 && f[9] == 0x55, AosPrimaryHeader.TryParse(f, out var header) && header.IsOnlyIdle));
        Assert.Contains(frames, f => f[8] == 0x55);
    }

    [Fact]
    public void Aos_fields_stand_where_the_standard_puts_them()
    {
        const string bits = "01" + "10101010" + "001011" + "000000010000001000000011" + "1" + "1" + "00" + "1001";
        Assert.True(AosPrimaryHeader.TryParse(Convert.FromHexString(Convert.ToUInt64(bits, 2).ToString("x12")), out var header));
        Assert.Equal((1, 0xAA, 11, 0x010203, 9), (header.Version, header.SpacecraftId, header.VirtualChannelId, header.VirtualChannelFrameCount, header.CountCycle));
        Assert.True(header is { Replay: true, CountCycleInUse: true, IsPlausible: true });
        Assert.False(AosPrimaryHeader.TryParse(new byte[5], out _));
    }

    [Fact]
    public void The_short_header_is_five_bytes()
    {
        const string bits = "01" + "0101010101" + "110" + "1" + "00000111" + "11110000" + "00010101";
        Assert.True(TmShortHeader.TryParse(Convert.FromHexString(Convert.ToUInt64(bits, 2).ToString("x10")), out var header));
        Assert.Equal((1, 0x155, 6, true, 7, 240, 21), (header.Version, header.SpacecraftId, header.VirtualChannelId, header.OperationalControlFlag, header.MasterChannelFrameCount, header.VirtualChannelFrameCount, header.FirstHeader));
        Assert.False(TmShortHeader.TryParse(new byte[4], out _));
    }
}
