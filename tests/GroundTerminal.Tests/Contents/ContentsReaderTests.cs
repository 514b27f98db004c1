using GroundTerminal.Contents;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contents;

public class ContentsReaderTests
{
    // First bytes of frames of real recordings; addresses as the peer's csp parser gives them (AAUSAT-4: its parser of that satellite, which reverses the header).
    [Theory]
    [InlineData("AX100 ASM+Golay", "8292a50010b2", "CSP 1:37 > 9:10  priority 2")]
    [InlineData("AX100 Reed Solomon", "8aa8c1010001", "CSP 5:1 > 10:35  priority 2 crc32, CRC-32C wrong")] // cut off
    [InlineData("AX100 ASM+Golay", "8292a50010b29999986567666607030005f368b210000065650a300000590303020266be0923", "CSP 1:37 > 9:10  priority 2, CRC-32C right")]
    [InlineData("U482C", "88a4a3100100", "CSP 4:35 > 10:18  priority 2 fragmentation")]
    [InlineData("OPS-SAT", "caa7c0000122", "CSP 5:0 > 10:31  priority 3")]
    [InlineData("AAUSAT-4", "005600b19248", "CSP 4:49 > 9:10  priority 1")]
    [InlineData("AX.25 G3RUH", "96709a9a9e40e0ae8468948c926103f0c0", "WB4JFI > K8MMO  UI PID F0")]
    [InlineData("UA01", "a2a6a8404040fca284aa8260626103f00802", "QBUA01 > QST-14  UI PID F0")]
    [InlineData("CCSDS Reed-Solomon", "001917431ffe0807e019", "TM spacecraft 1 channel 4 frame 67 of 23  idle")]
    [InlineData("CCSDS Reed-Solomon", "675099a1b2c38000", "AOS spacecraft 157 channel 16 frame 10068402  replay")]
    [InlineData("CCSDS Concatenated", "c0b8643c001200000000", "")] // a KISS stream
    [InlineData("CCSDS Concatenated", "010050c00084920800", "")] // KS-1Q's header before one
    [InlineData("AX100 ASM+Golay", "123456", "")]
    [InlineData("AAUSAT-4", "0056", "")]
    [InlineData("Mobitex", "8292a50010b2", "")]
    [InlineData("no such framing", "8292a50010b2", "")]
    public void Headers_are_told_by_name(string framing, string frame, string expected) =>
        Assert.Equal(expected.Length == 0 ? [] : [expected], ContentsText.Lines(ContentsReader.Read(framing, Convert.FromHexString(frame))));

    [Fact]
    public void Every_framing_of_the_table_is_in_the_catalogue()
    {
        var known = SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters).Select(t => t.Framing).ToHashSet();
        Assert.All(known.Where(k => k.StartsWith("AX.25", StringComparison.Ordinal)), k => Assert.Equal(CarriedProtocol.Ax25, FramingProtocols.Of(k)));
        Assert.All(known.Where(k => k.StartsWith("CCSDS", StringComparison.Ordinal)), k => Assert.Equal(CarriedProtocol.TransferFrame, FramingProtocols.Of(k)));
        Assert.Equal(CarriedProtocol.None, FramingProtocols.Of(""));
    }

    // Frame 11 of dumpFile_tm_1.hex has its first header at byte 5 of its data field; its packets of APID 54 run through the file without a gap.
    [SkippableFact]
    public void Packets_that_begin_in_a_frame_are_listed()
    {
        Skip.IfNot(Directory.Exists(RepositoryFiles.Shared("testdata/ccsds")), "../shared/testdata is not on this machine");
        var frames = File.ReadLines(RepositoryFiles.Shared("testdata/ccsds/dumpFile_tm_1.hex")).Select(l => Convert.FromHexString(l)[4..1119]).ToList();
        var contents = frames.Select(f => ContentsReader.Read("CCSDS Reed-Solomon", f)).ToList();
        Assert.All(contents, c => Assert.Equal((123, c.Idle), (c.Tm!.SpacecraftId, c.Tm.VirtualChannelId == 7)));
        Assert.Equal(30, contents.Count(c => c.Idle));
        Assert.Equal(0, contents[0].Tm!.FirstHeaderPointer);
        // 613 packets end in the file, and one more begins (VirtualChannelReceiverDemuxTest counts those that end).
        Assert.InRange(contents.Sum(c => c.SpacePackets?.Count ?? 0), 613, 614);
    }

    [Fact]
    public void Random_frames_do_no_harm()
    {
        var random = new Random(9);
        string[] framings = ["AX.25", "U482C", "AAUSAT-4", "CCSDS Reed-Solomon", "CCSDS Concatenated"];
        var told = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var frame = new byte[random.Next(40)];
            random.NextBytes(frame);
            told += ContentsText.Lines(ContentsReader.Read(framings[i % framings.Length], frame)).Count();
        }
        Assert.InRange(told, 500, 10_000);
    }
}
