using GroundTerminal.Coding.Protocols;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Protocols;

public class SpacePacketTests
{
    [Fact]
    public void Fields_stand_where_the_standard_puts_them()
    {
        // CCSDS 133.0-B-2, figure 4-2, written out by hand.
        const string bits = "000" + "0" + "1" + "01010101010" + "11" + "00000000000111" + "0000000000001001";
        Assert.True(SpacePacketHeader.TryParse(Convert.FromHexString(Convert.ToUInt64(bits, 2).ToString("x12")), out var header));
        Assert.Equal((0, 0x2AA, 3, 7, 10, 16), (header.Version, header.Apid, header.SequenceFlags, header.SequenceCount, header.DataLength, header.PacketLength));
        Assert.True(header is { IsTelecommand: false, HasSecondaryHeader: true, IsIdle: false, IsPlausible: true });
        Assert.False(SpacePacketHeader.TryParse(new byte[5], out _));
        Assert.True(SpacePacketHeader.TryParse(Convert.FromHexString("07ffc0000000"), out var idle) && idle is { IsIdle: true, PacketLength: 7 });
    }

    // The counts of MANIFEST.md.
    [SkippableTheory]
    [InlineData("viirs_merge1.dat", "800:102 801:93 826:5")]
    [InlineData("viirs_merged_out.pds", "800:119 801:119 826:6")]
    [InlineData("J01_G011_LZ_2021-04-09T00-00-00Z_V01.DAT1", "11:7200")]
    [InlineData("sciData_2023_052_14_45_05", "1424:78")]
    [InlineData("CYGNSS_F7_L0_2022_086_10_15_V01_F__first101pkts.tlm", "384:4 386:4 391:1 392:4 393:40 394:39 1313:9")]
    [InlineData("ecm_raw2.bin", "1216:944 1217:4 1219:22 1223:22 1227:22 1232:16")]
    [InlineData("hs_apid010.tlm", "10:3513")]
    public void Files_of_packets_are_counted(string name, string expected)
    {
        Skip.IfNot(Directory.Exists(RepositoryFiles.Shared("testdata/packets")), "../shared/testdata is not on this machine");
        var (bytes, at, counts) = (File.ReadAllBytes(RepositoryFiles.Shared("testdata/packets/" + name)), 0, new SortedDictionary<int, int>());
        while (SpacePacketHeader.TryParse(bytes.AsSpan(at), out var header))
        {
            Assert.True(header.IsPlausible);
            counts[header.Apid] = counts.GetValueOrDefault(header.Apid) + 1;
            at += header.PacketLength;
        }
        Assert.Equal(bytes.Length, at);
        Assert.Equal(expected, string.Join(' ', counts.Select(c => $"{c.Key}:{c.Value}")));
    }

    // CCSDS 133.1-B-3 §4.1.2: 111, protocol, length of length, then the length in its place.
    [Theory]
    [InlineData("e0", 0, 1, 1)]
    [InlineData("e905", 2, 2, 5)]
    [InlineData("fe00043d", 7, 4, 0x43D)]
    [InlineData("e300120000000454", 0, 8, 0x454)]
    public void Encapsulation_headers_have_four_lengths(string packet, int protocol, int headerLength, long packetLength)
    {
        Assert.True(EncapsulationHeader.TryParse(Convert.FromHexString(packet), out var header));
        Assert.Equal((protocol, headerLength, packetLength), (header.ProtocolId, header.HeaderLength, header.PacketLength));
        Assert.Equal(headerLength > 1, !EncapsulationHeader.TryParse(Convert.FromHexString(packet)[..^1], out _) && headerLength > 1);
        Assert.False(EncapsulationHeader.TryParse([0x08, 0, 0, 0], out _));
    }
}
