using System.Text.Json;

namespace GroundTerminal.Benchmarks;

/// <summary>One recording and the frames that the peer got out of it.</summary>
internal sealed record ManifestEntry(string Recording, int Norad, string Modulation, double BaudRate, string Framing, IReadOnlyList<string> PeerFrames)
{
    /// <summary>The recordings whose framing is built; empty where the shared recordings are absent.</summary>
    public static IReadOnlyList<ManifestEntry> Read()
    {
        var file = Path.Combine(Repository.Recordings, "manifest.json");
        if (!File.Exists(file))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Where(HasTransmitter).Select(Parse).Where(e => e.Framing is "AX.25" or "AX.25 G3RUH")];
    }

    private static bool HasTransmitter(JsonElement entry) => entry.GetProperty("transmitter").ValueKind == JsonValueKind.Object;

    private static ManifestEntry Parse(JsonElement entry)
    {
        var transmitter = entry.GetProperty("transmitter");
        return new ManifestEntry(
            entry.GetProperty("recording").GetString()!,
            entry.GetProperty("norad").GetInt32(),
            transmitter.GetProperty("modulation").GetString()!,
            transmitter.GetProperty("baudrate").GetDouble(),
            transmitter.GetProperty("framing").GetString()!,
            [.. entry.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("payload").GetString()!)]);
    }
}
