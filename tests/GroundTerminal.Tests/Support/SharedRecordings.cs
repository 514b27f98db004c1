using System.Text.Json;

namespace GroundTerminal.Tests.Support;

/// <summary>What the peer decoded of the shared recordings, from their manifest.</summary>
internal static class SharedRecordings
{
    /// <summary>Whether they are on this machine.</summary>
    public static bool Exist => File.Exists(RepositoryFiles.Shared("recordings/manifest.json"));

    /// <summary>The peer's frames of a recording, in order.</summary>
    public static byte[][] Frames(string recording)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Shared("recordings/manifest.json")));
        var entry = manifest.RootElement.EnumerateArray().Single(r => r.GetProperty("recording").GetString() == recording);
        return [.. entry.GetProperty("frames").EnumerateArray().Select(f => Convert.FromHexString(f.GetProperty("payload").GetString()!))];
    }
}
