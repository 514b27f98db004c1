using GroundTerminal.Coding.Protocols;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Protocols;

public class CspHeaderTests
{
    // The first bytes of frames of real recordings (and three words), with what the peer's csp parser (gr-satellites, telemetry/csp.py) makes of them.
    [Theory]
    [InlineData("8292a500", 2, 1, 9, 10, 37, 0, "")] // 1KUNS-PF
    [InlineData("82a58201", 2, 1, 10, 22, 2, 0, "crc")] // AISAT
    [InlineData("83d78001", 2, 1, 29, 30, 0, 0, "crc")] // AISTECHSAT-3
    [InlineData("c2aa3a00", 3, 1, 10, 40, 58, 0, "")] // AU02
    [InlineData("88a4a310", 2, 4, 10, 18, 35, 0, "fragmentation")] // D-SAT
    [InlineData("42a64000", 1, 1, 10, 25, 0, 0, "")] // Luojia-1
    [InlineData("caa7c000", 3, 5, 10, 31, 0, 0, "")] // OPS-SAT
    [InlineData("428d0903", 1, 1, 8, 52, 9, 0, "rdp crc")] // SpooQy-1
    [InlineData("84920800", 2, 2, 9, 8, 8, 0, "")] // KS-1Q
    [InlineData("b8643c00", 2, 28, 6, 16, 60, 0, "")] // BY70-1
    [InlineData("12345678", 0, 9, 3, 17, 22, 3, "fragmentation hmac")]
    [InlineData("edcba987", 3, 22, 28, 46, 41, 4, "xtea rdp crc")]
    [InlineData("ffffffff", 3, 31, 31, 63, 63, 7, "fragmentation hmac xtea rdp crc")]
    public void Headers_are_read_as_the_peer_reads_them(string packet, int priority, int source, int destination, int destinationPort, int sourcePort, int reserved, string flags)
    {
        Assert.True(CspHeader.TryParse(Convert.FromHexString(packet), out var header));
        Assert.Equal(
            (priority, source, destination, destinationPort, sourcePort, reserved),
            (header.Priority, header.Source, header.Destination, header.DestinationPort, header.SourcePort, header.Reserved));
        (bool Set, string Name)[] all = [(header.Fragmentation, "fragmentation"), (header.Hmac, "hmac"), (header.Xtea, "xtea"), (header.Rdp, "rdp"), (header.Crc32, "crc")];
        Assert.Equal(flags, string.Join(' ', all.Where(f => f.Set).Select(f => f.Name)));
    }

    [SkippableTheory]
    [InlineData("aisat.wav", 1, 10)]
    [InlineData("ca03_9k6.wav", 1, 10)]
    [InlineData("aistechsat3.wav", 1, 29)]
    [InlineData("luojia-1.wav", 1, 10)]
    [InlineData("vzlusat2.wav", 1, 26)]
    public void Every_frame_of_a_recording_comes_from_one_place(string recording, int source, int destination)
    {
        Skip.IfNot(SharedRecordings.Exist, "../shared/recordings is not on this machine");
        Assert.All(SharedRecordings.Frames(recording), frame =>
        {
            Assert.True(CspHeader.TryParse(frame, out var header));
            Assert.True(header.IsPlausible);
            Assert.Equal((source, destination), (header.Source, header.Destination));
        });
    }

    [Theory]
    [InlineData("82a580")]
    [InlineData("")]
    public void Three_bytes_are_no_header(string packet) => Assert.False(CspHeader.TryParse(Convert.FromHexString(packet), out _));

    [Theory]
    [InlineData("00000000", false)]
    [InlineData("12345678", false)]
    [InlineData("82a58201", true)]
    public void Plausible_is_what_a_station_sends(string packet, bool expected)
    {
        Assert.True(CspHeader.TryParse(Convert.FromHexString(packet), out var header));
        Assert.Equal(expected, header.IsPlausible);
    }

    // libcsp 2.0, docs/protocolstack and csp_id.c: shifts 46 (priority), 32 (destination), 18 (source), 12, 6 and 0, written out by hand:
    // 10 00000000000101 10000000000001 001010 100101 000001.
    [Fact]
    public void Version_2_has_fourteen_bits_of_address()
    {
        const string bits = "10" + "00000000000101" + "10000000000001" + "001010" + "100101" + "000001";
        var packet = Convert.ToUInt64(bits, 2).ToString("x12");
        Assert.True(Csp2Header.TryParse(Convert.FromHexString(packet), out var header));
        Assert.Equal((2, 5, 8193, 10, 37), (header.Priority, header.Destination, header.Source, header.DestinationPort, header.SourcePort));
        Assert.True(header is { Crc32: true, Rdp: false, Hmac: false, Reserved: 0, IsPlausible: true });
        Assert.False(Csp2Header.TryParse(Convert.FromHexString(packet)[..5], out _));
    }
}
