using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary>The published program on another project's recordings, held against the frames that project decodes (its JSON's rawData).</summary>
public class AmateurRecordingsTests
{
    [SkippableTheory]
    [InlineData("alsat1n.wav", "Alsat1nBeacon.json", "FSK", "9600", "AX.25 G3RUH")]
    [InlineData("delfic3.wav", "DelfiC3PayloadBeacon.json", "BPSK", "1200", "AX.25")]
    public void The_other_decoders_frame_is_among_ours(string recording, string answer, string modulation, string baudRate, string framing)
    {
        var folder = Path.Combine(Repository.Shared, "testdata", "amateur");
        Skip.IfNot(Directory.Exists(folder), $"{folder} is not there");
        Skip.IfNot(File.Exists(Repository.Program), "artifacts/groundterminal is not there: make publish");
        var child = ChildProcess.Run(
            Repository.Program,
            ["decode", Path.Combine(folder, recording), "--modulation", modulation, "--baud-rate", baudRate, "--framing", framing, "--json"],
            oneCore: false);
        Assert.Contains(RawData(Path.Combine(folder, answer)), DecodedFrames.Payloads(child.Output));
    }

    private static string RawData(string path)
    {
        using var answer = JsonDocument.Parse(File.ReadAllText(path));
        return Convert.ToHexStringLower([.. answer.RootElement.GetProperty("rawData").EnumerateArray().Select(octet => unchecked((byte)octet.GetInt32()))]);
    }
}
