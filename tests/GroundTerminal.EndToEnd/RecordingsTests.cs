using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary>The published program on real recordings: every frame that the peer decoded is there, byte for byte.</summary>
public class RecordingsTests
{
    private const string Absent = "(no recordings)";

    public static IEnumerable<object[]> Recordings =>
        ManifestEntry.Read() is { Count: > 0 } entries ? entries.Select(e => new object[] { e.Recording }) : [[Absent]];

    [SkippableTheory]
    [MemberData(nameof(Recordings))]
    public void No_frame_of_the_peer_is_missed(string recording)
    {
        Skip.If(recording == Absent, $"{Repository.Recordings} is not there");
        Skip.IfNot(File.Exists(Repository.Program), "artifacts/groundterminal is not there: make publish");
        var entry = ManifestEntry.Read().Single(e => e.Recording == recording);
        var child = ChildProcess.Run(Repository.Program, ["decode", Path.Combine(Repository.Recordings, recording), "--satellite", $"{entry.Norad}", "--json"], oneCore: false);
        var ours = DecodedFrames.Payloads(child.Output);
        // Without a check some of the peer's frames are noise: the last two of its hundred in lilacsat1.wav come after the signal's end.
        Assert.InRange(DecodedFrames.Missing(entry.PeerFrames, ours, entry.HasCheck), 0, entry.HasCheck ? 0 : entry.PeerFrames.Count / 50);
        Assert.Equal(ours.Count > 0 ? 0 : 1, child.ExitCode);
    }
}
