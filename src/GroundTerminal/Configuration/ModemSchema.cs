using System.Net;

namespace GroundTerminal.Configuration;

/// <summary>Keys of a channel's modem, and the records made of them.</summary>
internal static class ModemSchema
{
    private static readonly Setting Kind = new("kind", SettingKind.Choice, "what demodulates the channel (docs/modem-plugin.md)") { Default = "own", Words = ["own", "plugin", "external"] };

    /// <summary>A section of a channel.</summary>
    public static Setting Section { get; } = new("modem", SettingKind.Section, "what demodulates the channel, where it is not this program; modulation, baud-rate and framing are then only what is shown")
    {
        Settings = [Kind],
        Variants = new Dictionary<string, IReadOnlyList<Setting>>
        {
            ["own"] = [Kind],
            ["plugin"] =
            [
                Kind,
                new("library", SettingKind.Text, "shared library with the functions of hw/modem-plugin/gt_modem.h, relative to this file") { Required = true },
                new("options", SettingKind.Text, "what it is told") { Default = "" },
                new("sample-rate", SettingKind.Number, "complex sample rate that it gets, Hz") { Default = "48000", Min = 1e3, Max = 20e6 },
                new("isolation", SettingKind.Choice, "whether it runs in a process of its own, or on a thread of the station's, which it then can take down") { Default = "process", Words = ["process", "thread"] },
            ],
            ["external"] =
            [
                Kind,
                new("frames", SettingKind.Text, "where its frames are listened for: 'kiss-tcp 127.0.0.1:8200', or 'udp 127.0.0.1:8200' for a frame a datagram") { Required = true },
            ],
        },
    };

    /// <summary>Null where the station's own receiver does it.</summary>
    public static ModemConfiguration? Read(BoundSection modem, string directory) => modem.Text("kind") switch
    {
        "plugin" => new PluginModemConfiguration(Path.GetFullPath(Path.Combine(directory, modem.Text("library"))), modem.Text("options"), modem.Number("sample-rate"), modem.Text("isolation") == "process"),
        "external" => Frames(modem.Text("frames")),
        _ => null,
    };

    /// <summary>What does not fit.</summary>
    public static void Check(BoundSection modem, SectionBinder binder)
    {
        if (modem.TryText("frames") is { } frames && Frames(frames) is null)
            binder.Problem(modem.LineOf("frames"), modem.Path + ".frames", $"'{frames}' does not fit; give 'kiss-tcp 127.0.0.1:8200' or 'udp 127.0.0.1:8200'");
    }

    private static ExternalModemConfiguration? Frames(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["kiss-tcp" or "udp", var address] && address.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(address, out IPEndPoint? endpoint)
            ? new ExternalModemConfiguration(text.StartsWith("udp", StringComparison.Ordinal), endpoint)
            : null;
}
