using System.Text.Json;
using GroundTerminal.Live;
using GroundTerminal.Tests.Station.Frames;

namespace GroundTerminal.Tests.Live;

public class RunDisplayTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public void The_table_is_drawn_again_in_its_place_and_no_line_is_wider_than_the_terminal()
    {
        using (var table = new LiveTable(_output, () => 60))
        {
            table.ShowStart(StatusSamples.Make(), "http://127.0.0.1:8080/");
            _output.GetStringBuilder().Clear();
            table.ShowFrame(FrameReport.Of(FrameSamples.Make(1)), null, null);
            table.ShowStatus(StatusSamples.Make());
        }
        string drawn = _output.ToString();
        Assert.Matches("^\u001b\\[\\d+A", drawn);
        Assert.EndsWith("\u001b[?25h", drawn);
        Assert.All(drawn.Split('\n'), line => Assert.InRange(WithoutControls(line).Length, 0, 59));
    }

    [Fact]
    public void The_table_goes_up_exactly_as_many_lines_as_it_drew()
    {
        using var table = new LiveTable(_output, () => 100);
        table.ShowStatus(StatusSamples.Make());
        int lines = _output.ToString().Count(c => c == '\n');
        _output.GetStringBuilder().Clear();
        table.ShowStatus(StatusSamples.Make());
        Assert.StartsWith($"\u001b[{lines}A", _output.ToString());
    }

    [Fact]
    public void The_JSON_log_is_one_object_a_line()
    {
        using var log = new JsonLog(_output, TimeProvider.System);
        log.ShowStart(StatusSamples.Make(), null);
        log.ShowFrame(FrameReport.Of(FrameSamples.Make(1) with { SnrDb = double.NaN }), null, null);
        log.ShowStatus(StatusSamples.Make());
        log.ShowEnd(StatusSamples.Make(), []);
        JsonElement[] lines = [.. _output.ToString().TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(["start", "frame", "status", "end"], lines.Select(l => l.GetProperty("event").GetString()));
        Assert.Equal("0100c0db", lines[1].GetProperty("frame").GetProperty("payload").GetString());
    }

    [Fact]
    public void The_text_log_says_what_was_received_and_ends_with_the_store()
    {
        using var log = new TextLog(_output);
        log.ShowFrame(FrameReport.Of(FrameSamples.Make(1)), ["c0ffee"], [new SavedFile("X", "1.jpg", 5, true, "/f/file_1.jpg", null)]);
        log.ShowEnd(StatusSamples.Make(), []);
        string text = _output.ToString();
        Assert.Contains("ch 1", text);
        Assert.Contains("12.5 dB", text);
        Assert.Contains("implausible header", text);
        Assert.Contains("7 frames in /frames.db", text);
        Assert.Contains("packet c0ffee", text);
        Assert.Contains("file 1.jpg of X  5 bytes  complete  /f/file_1.jpg", text);
    }

    private static string WithoutControls(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9?]*[a-zA-Z]", "");
}
