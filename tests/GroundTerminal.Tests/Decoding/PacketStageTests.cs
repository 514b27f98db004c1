using System.Text;
using System.Text.Json;
using GroundTerminal.Coding.Files;
using GroundTerminal.Decoding;
using GroundTerminal.Satellites;
using GroundTerminal.Station.Frames;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Decoding;

public class PacketStageTests
{
    [SkippableFact]
    public void Packets_appear_on_the_frame_that_ends_them()
    {
        Skip.IfNot(SharedRecordings.Exist, "../shared/recordings is not on this machine");
        var (satellite, stage) = Stage("BY70-1");
        var lines = SharedRecordings.Frames("by701.wav").Select(f => stage.Process(Of(satellite, f))).ToList();
        Assert.All(lines, d => Assert.Equal(87, Assert.Single(d.Packets!).Length));
        Assert.All(lines, d => Assert.Empty(d.Files));
        var file = Assert.Single(stage.Flush());
        Assert.Equal(("18.jpg", 15048, false), (file.Name, file.Bytes.Length, file.Complete));
    }

    [Fact]
    public void Transmitters_keep_their_streams_apart()
    {
        var satellite = SatelliteCatalog.LoadBuiltIn().Get("LilacSat-2");
        var stage = new PacketStage(satellite.Name, satellite.Transmitters.Select(t => (t.Name, t.Transport)));
        var with = satellite.Transmitters.Where(t => t.Transport.Length > 0).Select(t => t.Name).ToArray();
        Assert.Equal(3, with.Length);
        Frame From(int transmitter, string payload) => Of(satellite, Convert.FromHexString(payload)) with { Transmitter = with[transmitter] };
        Assert.Empty(stage.Process(From(0, "c00102")).Packets!);
        Assert.Empty(stage.Process(From(1, "c00a0b")).Packets!);
        Assert.Equal([1, 2, 3], Assert.Single(stage.Process(From(0, "03c0")).Packets!));
        Assert.Equal([10, 11, 12], Assert.Single(stage.Process(From(1, "0cc0")).Packets!));
    }

    [Fact]
    public void Without_transport_and_files_a_frame_is_a_frame()
    {
        var (satellite, stage) = Stage("KOYO");
        var decoded = stage.Process(Of(satellite, [1, 2, 3]));
        Assert.Null(decoded.Packets);
        Assert.Empty(decoded.Files);
        Assert.Empty(stage.Flush());
        Assert.Null(new PacketStage(null, []).Process(Of(satellite, [1])).Packets);
    }

    [Fact]
    public void Files_come_only_of_the_transmitter_that_carries_them()
    {
        var (satellite, stage) = Stage("Swiatowid");
        stage.Process(Of(satellite, new byte[48]) with { Framing = "AX.25" });
        Assert.Empty(stage.Flush());
        stage.Process(Of(satellite, new byte[48]) with { Framing = "Swiatowid" });
        Assert.Single(stage.Flush());
    }

    [Fact]
    public void Packets_and_files_are_written()
    {
        var frame = Of(SatelliteCatalog.LoadBuiltIn().Get("BY70-1"), [0xC0, 1, 2]);
        var decoded = new DecodedFrame(frame, [[1, 2], [0xAB]], [new ReceivedFile("18.jpg", [1, 0, 0, 4], Complete: false, [new FileGap(1, 2)])]);
        var json = JsonDocument.Parse(Written(s => new JsonFrameWriter(s, 48000), decoded)).RootElement;
        Assert.Equal("c00102", json.GetProperty("payload").GetString());
        Assert.Equal(["0102", "ab"], json.GetProperty("packets").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal("""[{"name":"18.jpg","length":4,"complete":false,"gaps":[{"start":1,"length":2}]}]""", json.GetProperty("files").GetRawText());
        var text = Written(s => new TextFrameWriter(s, 48000), decoded);
        Assert.Contains("    packet 2 bytes  0102\n    packet 1 bytes  ab\n    file 18.jpg  4 bytes  2 bytes missing in 1 places\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\nfile 18.jpg  4 bytes  2 bytes missing in 1 places\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_written_into_the_directory()
    {
        var directory = Directory.CreateTempSubdirectory("files").FullName;
        try
        {
            using (var writer = new DirectoryFrameWriter(directory))
            {
                var file = new ReceivedFile("../0.jpg", [1, 2], Complete: true, []);
                writer.Write(new DecodedFrame(Of(SatelliteCatalog.LoadBuiltIn().Get("BY70-1"), [9]), null, [file]));
                writer.WriteRest([file with { Bytes = [3] }, file with { Name = "spectrum_start_1" }]);
            }
            Assert.Equal(
                ["file_0-2.jpg", "file_0.jpg", "file_spectrum_start_1"],
                Directory.GetFiles(directory).Select(Path.GetFileName).Where(n => n!.StartsWith("file_", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.Equal([3], File.ReadAllBytes(Path.Combine(directory, "file_0-2.jpg")));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Theory]
    [InlineData("AX100 ASM+Golay", "8292a50010b2", """{"csp":{"priority":2,"source":1,"destination":9,"sourcePort":37,"destinationPort":10,"flags":[]}}""")]
    [InlineData("CCSDS Reed-Solomon", "001917431ffe0807e0190000000000", """{"tm":{"spacecraftId":1,"virtualChannelId":4,"masterChannelFrameCount":23,"virtualChannelFrameCount":67,"operationalControl":true,"secondaryHeader":false,"synchronization":false,"firstHeaderPointer":null},"idle":true}""")]
    [InlineData("CCSDS Reed-Solomon", "001817431800082ac007000001ff", """{"tm":{"spacecraftId":1,"virtualChannelId":4,"masterChannelFrameCount":23,"virtualChannelFrameCount":67,"operationalControl":false,"secondaryHeader":false,"synchronization":false,"firstHeaderPointer":0},"spacePackets":[{"apid":42,"type":"telemetry","secondaryHeader":true,"sequence":"unsegmented","sequenceCount":7,"length":7,"idle":false}]}""")]
    [InlineData("CCSDS Reed-Solomon", "675099a1b2c3800007ff", """{"aos":{"spacecraftId":157,"virtualChannelId":16,"virtualChannelFrameCount":10068402,"replay":true,"firstHeaderPointer":null}}""")]
    public void Json_names_what_is_inside(string framing, string payload, string expected)
    {
        var frame = Of(SatelliteCatalog.LoadBuiltIn().Get("BY70-1"), Convert.FromHexString(payload)) with { Framing = framing };
        var json = Written(s => new JsonFrameWriter(s, 48000), new DecodedFrame(frame)).TrimEnd();
        Assert.EndsWith($"\"payload\":\"{payload}\",{expected[1..]}", json, StringComparison.Ordinal);
    }

    private static (GroundTerminal.Station.Spacecraft Satellite, PacketStage Stage) Stage(string name)
    {
        var satellite = SatelliteCatalog.LoadBuiltIn().Get(name);
        return (satellite, new PacketStage(satellite.Name, satellite.Transmitters.Select(t => (t.Name, t.Transport))));
    }

    private static Frame Of(GroundTerminal.Station.Spacecraft satellite, byte[] payload) => new()
    {
        Payload = payload,
        Sample = 0,
        SnrDb = 10,
        FrequencyOffsetHz = 0,
        TimingOffsetPpm = 0,
        Inverted = false,
        CorrectedBits = 0,
        HeaderPlausible = true,
        Satellite = satellite.Name,
        Transmitter = satellite.Transmitters[0].Name,
        Framing = satellite.Transmitters[0].Framing,
    };

    private static string Written(Func<Stream, IFrameWriter> create, DecodedFrame decoded)
    {
        using var stream = new MemoryStream();
        using (var writer = create(stream))
        {
            writer.Write(decoded);
            writer.WriteRest(decoded.Files);
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
