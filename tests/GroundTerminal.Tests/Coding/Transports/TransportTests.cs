using System.Numerics;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Transports;

public class TransportTests
{
    private static readonly string[] Packets = ["01c002db03", "c0c0db", "00", "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"];

    [Theory]
    [InlineData("KISS")]
    [InlineData("KISS no control byte")]
    [InlineData("KISS KS-1Q")]
    [InlineData("TM KISS")]
    [InlineData("TM short KISS")]
    public void Packets_run_on_from_frame_to_frame(string name)
    {
        var stream = Stream(withCommand: name is "KISS" or "KISS KS-1Q");
        for (var cut = 1; cut <= stream.Length; cut++)
            Assert.Equal(Packets, Run(name, Frames(name, stream, cut)));
    }

    [Fact]
    public void Every_transport_of_the_catalogue_is_built()
    {
        Assert.Equal(TransportCatalog.All.Count, TransportCatalog.All.Select(t => t.Name).Distinct().Count());
        var names = SatelliteCatalog.LoadBuiltIn().Satellites.SelectMany(s => s.Transmitters).Select(t => t.Transport).Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["AOS", "AOS insert zone 2", "KISS KS-1Q", "KISS no control byte", "TM short KISS"], names);
        Assert.All(names, n => Assert.NotNull(TransportCatalog.Find(n)));
        Assert.Null(TransportCatalog.Find("kiss"));
    }

    [Theory]
    [InlineData("TM KISS")]
    [InlineData("TM short KISS")]
    public void A_lost_frame_never_joins_two_halves(string name)
    {
        var stream = Stream(withCommand: false);
        for (var lost = 1; lost < 8; lost++)
        {
            var frames = Frames(name, stream, 7).ToList();
            frames.RemoveAt(lost);
            var found = Run(name, frames);
            Assert.All(found, p => Assert.Contains(p, Packets));
            Assert.InRange(found.Count, 1, Packets.Length - 1);
        }
    }

    [Fact]
    public void Virtual_channels_do_not_mix()
    {
        var stream = Stream(withCommand: false);
        var (even, odd) = (Frames("TM KISS", stream, 5, channel: 0).ToList(), Frames("TM KISS", stream, 5, channel: 2).ToList());
        var found = Run("TM KISS", even.Zip(odd, (a, b) => new[] { a, b }).SelectMany(f => f));
        Assert.Equal(Packets.SelectMany(p => new[] { p, p }).Order(), found.Order());
    }

    [Fact]
    public void Idle_frames_and_control_fields_are_not_of_the_stream()
    {
        var stream = Stream(withCommand: false);
        var frames = Frames("TM KISS", stream, 9).ToList();
        for (var i = 0; i < frames.Count; i++)
            frames[i] = [frames[i][0], (byte)(frames[i][1] | 1), .. frames[i][2..], 0xC0, 0xC0, 0xC0, 0xC0];
        // Channel 7, a first header pointer of 7FE.
        frames.Insert(3, Convert.FromHexString("07be00001ffec0aaaaaac0"));
        Assert.Equal(Packets, Run("TM KISS", frames));
    }

    [Fact]
    public void Commands_to_a_tnc_are_no_packets() =>
        Assert.Equal(["54455354"], Run("KISS", [Convert.FromHexString("c0015054c0c00054455354c0c000c0")]));

    [Theory]
    [InlineData("KISS")]
    [InlineData("TM KISS")]
    [InlineData("TM short KISS")]
    public void Nothing_is_allocated_for_a_frame(string name)
    {
        var (transport, sink) = (TransportCatalog.Find(name)!.Create(), new CountingSink());
        var frames = Frames(name, Stream(withCommand: name == "KISS"), 20).ToArray();
        Assert.Equal(0, Streams.Allocated(() =>
        {
            foreach (var frame in frames)
                transport.Process(frame, sink);
        }));
        Assert.NotEqual(0, sink.Packets);
    }

    [Fact]
    public void Ten_thousand_damaged_frames_do_no_harm()
    {
        foreach (var descriptor in TransportCatalog.All.Where(t => t.Name.Contains("KISS", StringComparison.Ordinal)))
        {
            var (mutator, transport, recorder) = (new Mutator(8), descriptor.Create(), new PacketRecorder());
            var frames = Frames(descriptor.Name, Stream(withCommand: true), 20).ToArray();
            for (var i = 0; i < 10_000; i++)
                transport.Process(mutator.Mutate(frames[i % frames.Length]), recorder);
            transport.Process([], recorder);
            Assert.NotEmpty(recorder.Packets);
        }
    }

    // CSP 1.x over KISS ends each packet in a CRC-32C of the data after its header (big-endian): it passes where the packet is what the satellite made.
    [SkippableFact]
    public void Ks1q_packets_pass_the_check_of_their_maker()
    {
        Skip.IfNot(SharedRecordings.Exist, "../shared/recordings is not on this machine");
        var found = Run("KISS KS-1Q", SharedRecordings.Frames("ks_1q.wav")).Select(Convert.FromHexString).ToList();
        Assert.Equal(8, found.Count);
        Assert.All(found, p =>
        {
            Assert.Equal(Crc32C(p.AsSpan(4..^4)), BitConverter.ToUInt32([.. p[^4..].Reverse()]));
            Assert.True(CspHeader.TryParse(p, out var header) && header is { IsPlausible: true, Destination: 9, DestinationPort: 8, SourcePort: 8 });
        });
    }

    // Counted by a separate python program: 20 packets of 87 bytes; 19 of the telemetry of LilacSat-1, among noise that its unchecked frames carry.
    [SkippableTheory]
    [InlineData("by701.wav", 20, "b8643")]
    [InlineData("lilacsat1.wav", 21, "f4543")]
    public void Real_streams_without_command_byte_are_taken_apart(string recording, int expected, string beginning)
    {
        Skip.IfNot(SharedRecordings.Exist, "../shared/recordings is not on this machine");
        var found = Run("KISS no control byte", SharedRecordings.Frames(recording));
        Assert.Equal(expected, found.Count);
        Assert.StartsWith(beginning, found[0], StringComparison.Ordinal);
    }

    private static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var octet in data)
            crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }

    private static List<string> Run(string name, IEnumerable<byte[]> frames)
    {
        var (transport, recorder) = (TransportCatalog.Find(name)!.Create(), new PacketRecorder());
        foreach (var frame in frames)
            transport.Process(frame, recorder);
        return [.. recorder.Packets.Select(Convert.ToHexStringLower)];
    }

    private static byte[] Stream(bool withCommand)
    {
        var stream = new List<byte>();
        foreach (var packet in Packets)
        {
            var output = new byte[Kiss.MaxOutput(64)];
            var count = Kiss.Encode(Convert.FromHexString(packet), output);
            stream.AddRange(withCommand ? output[..count] : [output[0], .. output[2..count]]);
        }
        return [.. stream];
    }

    private static IEnumerable<byte[]> Frames(string name, byte[] stream, int cut, int channel = 1)
    {
        var parts = stream.Chunk(cut).ToArray();
        var start = 256 - (parts.Length / 2);
        for (var i = 0; i < parts.Length; i++)
        {
            byte[] identification = [0x07, (byte)(0xB0 | (channel << 1)), (byte)i, (byte)(start + i)];
            yield return name switch
            {
                "KISS KS-1Q" => [0x01, 0x00, 0x50, .. parts[i]],
                "TM KISS" => [.. identification, 0x58, 0x00, .. parts[i]],
                "TM short KISS" => [.. identification, 0xFF, .. parts[i]],
                _ => parts[i],
            };
        }
    }

    private sealed class CountingSink : IPacketSink
    {
        public int Packets { get; private set; }

        public void OnPacket(ReadOnlySpan<byte> packet) => Packets++;
    }
}
