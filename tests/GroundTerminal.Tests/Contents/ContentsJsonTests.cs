using System.Buffers;
using System.Text;
using System.Text.Json;
using GroundTerminal.Contents;

namespace GroundTerminal.Tests.Contents;

/// <summary>Keys, types and nulls as docs/decode-json.md has them.</summary>
public class ContentsJsonTests
{
    [Fact]
    public void Every_protocol_has_its_documented_keys()
    {
        Assert.Equal(
            """{"ax25":{"source":"A","destination":"B-1","digipeaters":["C*"],"type":"RR","control":1,"pid":null}}""",
            Write(new FrameContents { Ax25 = new Ax25Report("A", "B-1", ["C*"], "RR", 1, null) }));
        Assert.Equal(
            """{"csp":{"priority":2,"source":3,"destination":4,"sourcePort":5,"destinationPort":6,"flags":["rdp","crc32"]}}""",
            Write(new FrameContents { Csp = new CspReport(2, 3, 4, 5, 6, ["rdp", "crc32"]) }));
        Assert.Equal(
            """{"tm":{"spacecraftId":1,"virtualChannelId":2,"masterChannelFrameCount":3,"virtualChannelFrameCount":4,"operationalControl":true,"secondaryHeader":false,"synchronization":true,"firstHeaderPointer":null}}""",
            Write(new FrameContents { Tm = new TmReport(1, 2, 3, 4, true, false, true, null) }));
        Assert.Equal(
            """{"aos":{"spacecraftId":1,"virtualChannelId":2,"virtualChannelFrameCount":3,"replay":true,"firstHeaderPointer":4},"spacePackets":[{"apid":2047,"type":"telemetry","secondaryHeader":false,"sequence":"unsegmented","sequenceCount":7,"length":8,"idle":true}],"idle":true}""",
            Write(new FrameContents { Aos = new AosReport(1, 2, 3, true, 4), SpacePackets = [new SpacePacketReport(2047, "telemetry", false, "unsegmented", 7, 8, true)], Idle = true }));
        Assert.Equal("{}", Write(FrameContents.None));
    }

    private static string Write(FrameContents contents)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            ContentsJson.Write(json, contents);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
