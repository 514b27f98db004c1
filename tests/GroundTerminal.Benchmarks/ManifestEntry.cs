using System.Globalization;
using System.Text.Json;

namespace GroundTerminal.Benchmarks;

/// <summary>One recording and the frames that the peer got out of it.</summary>
internal sealed record ManifestEntry(
    string Recording, int Norad, string Modulation, double BaudRate, double? DeviationHz, double? AudioCarrierHz, string Framing, IReadOnlyList<string> PeerFrames)
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

    /// <summary>The one transmitter as a SatYAML file, which both programs read.</summary>
    public string ToSatYaml() => string.Create(CultureInfo.InvariantCulture, $"""
        name: {Path.GetFileNameWithoutExtension(Recording)}
        norad: {Norad}
        data:
          &tlm Telemetry:
            telemetry: ax25
        transmitters:
          downlink:
            frequency: 437.0e+6
            modulation: {Modulation}
            baudrate: {BaudRate}
        {(DeviationHz is { } deviation ? $"    deviation: {deviation}" : "")}
        {(AudioCarrierHz is { } carrier ? $"    af_carrier: {carrier}" : "")}
            framing: {Framing}
            data:
            - *tlm

        """);

    private static double? Optional(JsonElement transmitter, string key) => transmitter.TryGetProperty(key, out var value) ? value.GetDouble() : null;

    private static bool HasTransmitter(JsonElement entry) => entry.GetProperty("transmitter").ValueKind == JsonValueKind.Object;

    private static ManifestEntry Parse(JsonElement entry)
    {
        var transmitter = entry.GetProperty("transmitter");
        return new ManifestEntry(
            entry.GetProperty("recording").GetString()!,
            entry.GetProperty("norad").GetInt32(),
            transmitter.GetProperty("modulation").GetString()!,
            transmitter.GetProperty("baudrate").GetDouble(),
            Optional(transmitter, "deviation"),
            Optional(transmitter, "af_carrier"),
            transmitter.GetProperty("framing").GetString()!,
            [.. entry.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("payload").GetString()!)]);
    }
}
