using System.Text;
using System.Text.Json;
using GroundTerminal.Decoding;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Tests.Decoding;

public class FrameWriterTests
{
    // The frame of AX.25 v2.0, figure 6, made a UI frame, with text.
    private static readonly Frame Example = new()
    {
        Payload = Convert.FromHexString("96709a9a9e40e0ae8468948c926103f0c0db6869"),
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Sample = 24000,
        SnrDb = 12.345,
        FrequencyOffsetHz = -1234.56,
        TimingOffsetPpm = 7.89,
        Inverted = true,
        CorrectedBits = 1,
        HeaderPlausible = true,
        Satellite = "TEST-1",
        Transmitter = "9k6 \"FSK\"",
        Framing = "AX.25 G3RUH",
    };

    [Fact]
    public void Json_has_every_documented_key_and_one_line()
    {
        var text = Written(s => new JsonFrameWriter(s, 48000), Example);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
        var json = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            ["satellite", "transmitter", "framing", "time", "sample", "seconds", "snrDb", "frequencyOffsetHz", "timingOffsetPpm", "inverted", "correctedBits", "headerPlausible", "checked", "length", "payload", "ax25"],
            json.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("TEST-1", "9k6 \"FSK\"", "2026-01-02T03:04:05.678000Z"), (json.GetProperty("satellite").GetString(), json.GetProperty("transmitter").GetString(), json.GetProperty("time").GetString()));
        Assert.Equal((24000, 0.5, -1234.6, 20), (json.GetProperty("sample").GetInt64(), json.GetProperty("seconds").GetDouble(), json.GetProperty("frequencyOffsetHz").GetDouble(), json.GetProperty("length").GetInt32()));
        Assert.Equal("96709a9a9e40e0ae8468948c926103f0c0db6869", json.GetProperty("payload").GetString());
        var ax25 = json.GetProperty("ax25");
        Assert.Equal(("WB4JFI", "K8MMO", "UI", 0xF0), (ax25.GetProperty("source").GetString(), ax25.GetProperty("destination").GetString(), ax25.GetProperty("type").GetString(), ax25.GetProperty("pid").GetInt32()));
    }

    [Fact]
    public void Json_says_null_of_what_is_not_known()
    {
        var text = Written(s => new JsonFrameWriter(s, 48000), Example with { Time = null, Satellite = "", SnrDb = double.NaN, FrequencyOffsetHz = -0.0, Payload = [1, 2, 3] });
        var json = JsonDocument.Parse(text).RootElement;
        Assert.All(["time", "satellite", "snrDb"], key => Assert.Equal(JsonValueKind.Null, json.GetProperty(key).ValueKind));
        Assert.Contains("\"frequencyOffsetHz\":0,", text, StringComparison.Ordinal);
        Assert.False(json.TryGetProperty("ax25", out _));
    }

    [Fact]
    public void Text_shows_what_is_known_and_a_dump()
    {
        var lines = Written(s => new TextFrameWriter(s, 48000), Example).Split('\n');
        Assert.Equal("2026-01-02 03:04:05.678Z  9k6 \"FSK\"  20 bytes  SNR 12.3 dB  -1235 Hz  1 bits corrected", lines[0]);
        Assert.Equal("    WB4JFI > K8MMO  UI PID F0", lines[1]);
        Assert.Equal("    0000  96 70 9a 9a 9e 40 e0 ae 84 68 94 8c 92 61 03 f0  .p...@...h...a..", lines[2]);
        Assert.Equal("    0010  c0 db 68 69                                      ..hi", lines[3]);
        Assert.StartsWith("0.500 s", Written(s => new TextFrameWriter(s, 48000), Example with { Time = null }), StringComparison.Ordinal);
        Assert.Contains("no plausible AX.25 header", Written(s => new TextFrameWriter(s, 48000), Example with { HeaderPlausible = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void Kiss_is_as_the_peer_writes_it()
    {
        using var stream = new MemoryStream();
        using (var writer = new KissFrameWriter(stream))
            writer.Write(Example);
        Assert.Equal("c00096709a9a9e40e0ae8468948c926103f0dbdcdbdd6869c0", Convert.ToHexStringLower(stream.ToArray()));
    }

    [Fact]
    public void A_directory_gets_one_file_a_frame()
    {
        var directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var writer = new DirectoryFrameWriter(directory))
            {
                writer.Write(Example);
                writer.Write(Example with { Time = null });
            }
            Assert.Equal(["000001_20260102T030405.678Z_9k6--FSK-.bin", "000002_sample24000_9k6--FSK-.bin"], Directory.GetFiles(directory).Select(Path.GetFileName).Order());
            Assert.Equal(Example.Payload, File.ReadAllBytes(Directory.GetFiles(directory)[0]));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Written(Func<Stream, IFrameWriter> create, Frame frame)
    {
        using var stream = new MemoryStream();
        using (var writer = create(stream))
            writer.Write(frame);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
