using System.Globalization;
using System.Text.Json;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Benchmarks;

/// <summary>One recording and the frames that the peer got out of it.</summary>
internal sealed record ManifestEntry(
    string Recording, int Norad, string Modulation, double BaudRate, double? DeviationHz, double? AudioCarrierHz, string Framing,
    IReadOnlyDictionary<string, string> Options, bool HasCheck, IReadOnlyList<string> PeerFrames)
{
    private static readonly string[] OptionKeys = ["frame size", "RS basis", "RS interleaving", "RS parity", "code rate", "precoding", "interleaver", "convolutional", "scrambler", "callsign"];


    /// <summary>The recordings whose framing is built; empty where the shared recordings are absent.</summary>
    public static IReadOnlyList<ManifestEntry> Read()
    {
        var file = Path.Combine(Repository.Recordings, "manifest.json");
        if (!File.Exists(file))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Where(HasTransmitter).Select(Parse).Where(e => FramingCatalog.Find(e.Framing) is not null)];
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
        {string.Join('\n', Options.Select(o => $"    {o.Key}: {o.Value}"))}
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
            OptionKeys.Where(k => transmitter.TryGetProperty(k.Replace(' ', '_'), out _)).ToDictionary(k => k, k => transmitter.GetProperty(k.Replace(' ', '_')).ToString()),
            entry.GetProperty("frame_check").GetString() != "none",
            [.. entry.GetProperty("frames").EnumerateArray().Select(f => f.GetProperty("payload").GetString()!)]);
    }
}
