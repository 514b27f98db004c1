using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary><c>decode --auto</c> on real recordings: modulation, symbol rate and framing are found without a word about the satellite, and the frames are those that the peer decodes when it is told.</summary>
public sealed class AutoRecordingsTests : IDisposable
{
    private const string Absent = "(no recordings)";
    private readonly string _report = Path.GetTempFileName();

    public static IEnumerable<object[]> Recordings =>
        ManifestEntry.Read() is { Count: > 0 } entries ? entries.Select(e => new object[] { e.Recording }) : [[Absent]];

    public void Dispose() => File.Delete(_report);

    [SkippableTheory]
    [MemberData(nameof(Recordings))]
    public void What_it_is_is_found(string recording)
    {
        Skip.If(recording == Absent, $"{Repository.Recordings} is not there");
        Skip.IfNot(File.Exists(Repository.Program), "artifacts/groundterminal is not there: make publish");
        var entry = ManifestEntry.Read().Single(e => e.Recording == recording);
        var child = ChildProcess.Run(Repository.Program, ["decode", Path.Combine(Repository.Recordings, recording), "--auto", "--json", "--auto-report", _report], oneCore: false);
        Assert.Equal(0, child.ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllBytes(_report));
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToArray();
        var finding = Assert.Single(findings, f => f.GetProperty("framing").GetString() == entry.Framing);
        Assert.Equal(entry.Modulation, finding.GetProperty("modulation").GetString());
        Assert.InRange(finding.GetProperty("baudRate").GetDouble() / entry.BaudRate, 0.991, 1.009);
        Assert.Contains(finding.GetProperty("confidence").GetString(), (string[])["certain", "likely"]);
        Assert.Contains(finding.GetProperty("transmitters").EnumerateArray(), t => t.GetProperty("norad").GetInt32() == entry.Norad);
        AssertByHandIsTheSame(finding, DecodedFrames.Payloads(child.Output), findings.Length);
    }

    /// <summary>The command that it names decodes the same frames.</summary>
    private static void AssertByHandIsTheSame(JsonElement finding, IReadOnlyList<string> frames, int findings)
    {
        if (findings > 1)
            return; // the merger drops what two receivers both found
        var words = Words(finding.GetProperty("command").GetString()!);
        var child = ChildProcess.Run(Repository.Program, [.. words.Skip(1), "--json"], oneCore: false);
        Assert.Equal(DecodedFrames.Payloads(child.Output), frames);
    }

    /// <summary>Words of a command in which only single quotes are special.</summary>
    private static IEnumerable<string> Words(string command)
    {
        var parts = command.Split('\'');
        for (var i = 0; i < parts.Length; i++)
        {
            foreach (var word in i % 2 == 1 ? [parts[i]] : parts[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return word;
        }
    }
}
