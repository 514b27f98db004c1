using System.Text.Json;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding;

public class Ax25HeaderTests
{
    // AX.25 v2.0, figures 6 and 7: WB4JFI to K8MMO, direct and through WB4JFI-5.
    private const string Example = "96709a9a9e40e0ae8468948c92613ef0";
    private const string Repeated = "96709a9a9e40e0ae8468948c9260ae8468948c926b3ef0";

    [Fact]
    public void The_example_of_the_standard_is_read()
    {
        Assert.True(Ax25Header.TryParse(Convert.FromHexString(Example), out var header));
        Assert.Equal(("K8MMO", "WB4JFI", (byte)0x3E, (byte?)0xF0, 16), (header!.Destination, header.Source, header.Control, header.Pid, header.Length));
        Assert.Empty(header.Digipeaters);
        Assert.Equal("I", header.FrameType);
    }

    [Theory]
    [InlineData(Repeated, "WB4JFI-5")]
    [InlineData("96709a9a9e40e0ae8468948c9260ae8468948c92eb3ef0", "WB4JFI-5*")]
    public void Digipeaters_are_read(string frame, string expected)
    {
        Assert.True(Ax25Header.TryParse(Convert.FromHexString(frame), out var header));
        Assert.Equal([expected], header!.Digipeaters);
    }

    [Theory]
    [InlineData(0x03, "UI", true)]
    [InlineData(0x13, "UI", true)]
    [InlineData(0x11, "RR", false)]
    [InlineData(0x3F, "SABM", false)]
    public void Only_I_and_UI_frames_have_a_protocol_identifier(byte control, string type, bool hasPid)
    {
        var frame = Convert.FromHexString(Example);
        frame[14] = control;
        Assert.True(Ax25Header.TryParse(frame, out var header));
        Assert.Equal((type, hasPid), (header!.FrameType, header.Pid is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("96709a9a9e40e0ae8468948c9261")]
    [InlineData("96709a9a9e40e0ae8468948c92603ef0")]
    [InlineData("96709a9a9e40e1ae8468948c92613ef0")]
    [InlineData("97709a9a9e40e0ae8468948c92613ef0")]
    [InlineData("40709a9a9e40e0ae8468948c92613ef0")]
    [InlineData("9640709a9a9ee0ae8468948c92613ef0")]
    public void What_is_no_header_is_refused(string frame) => Assert.False(Ax25Header.TryParse(Convert.FromHexString(frame), out _));

    [SkippableFact]
    public void Frames_of_real_satellites_are_read()
    {
        var path = RepositoryFiles.Shared("recordings/manifest.json");
        Skip.IfNot(File.Exists(path), "../shared/recordings is not on this machine");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        var (read, all) = (0, 0);
        foreach (var recording in manifest.RootElement.EnumerateArray().Where(IsAx25))
        {
            foreach (var frame in recording.GetProperty("frames").EnumerateArray())
            {
                all++;
                if (Ax25Header.TryParse(Convert.FromHexString(frame.GetProperty("payload").GetString()!), out _))
                    read++;
            }
        }
        // se01 has real frames with headers that are no call signs.
        Assert.True(all > 20 && read > all * 3 / 4, $"{read} of {all} headers read");
    }

    private static bool IsAx25(JsonElement recording) =>
        recording.GetProperty("transmitter") is { ValueKind: JsonValueKind.Object } t && t.GetProperty("framing").GetString()!.StartsWith("AX.25", StringComparison.Ordinal);
}
