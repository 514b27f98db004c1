using GroundTerminal.Coding.Transports;
using GroundTerminal.Devices.Radios;

namespace GroundTerminal.Configuration;

/// <summary>All keys of the configuration file.</summary>
public static class ConfigurationSchema
{
    private static readonly Setting Frequency = new("frequency", SettingKind.Number, "carrier frequency as transmitted, before Doppler, Hz") { Required = true, Min = 0, Max = 100e9 };
    private static readonly Setting[] Pass =
    [
        new("altitude", SettingKind.Number, "height of the circular orbit, km") { Default = "500", Min = 150, Max = 40000 },
        new("max-elevation", SettingKind.Number, "highest elevation of the pass, degrees") { Default = "60", Min = 1, Max = 90 },
        new("time-scale", SettingKind.Number, "how many times faster than in nature the pass goes; Doppler keeps its size") { Default = "1", Min = 0.01, Max = 1000 },
        new("start", SettingKind.Number, "where in the pass to start: 0 rising, 1 setting") { Default = "0", Min = 0, Max = 1 },
    ];

    private static readonly Setting[] Transmitter =
    [
        new("name", SettingKind.Text, "name, unique") { Required = true },
        Frequency, .. SignalSchema.Keys,
        new("level", SettingKind.Number, "C/N0 at closest approach, dB-Hz") { Default = "60", Min = 0, Max = 150 },
        new("frame-interval", SettingKind.Number, "from the start of one frame to that of the next, s") { Default = "2", Min = 0.01, Max = 86400 },
        new("continuous", SettingKind.Flag, "sends idle symbols between frames; otherwise nothing") { Default = "true" },
        new("source", SettingKind.CallSign, "call sign that frames come from") { Default = "GT1SAT" },
        new("destination", SettingKind.CallSign, "call sign that frames go to") { Default = "GT1GND" },
        new("payload", SettingKind.Text, "text of a frame; {n} becomes its number") { Default = "GroundTerminal emulated frame {n}" },
        new("orbit", SettingKind.Text, "satellite of the orbits that ship whose path it flies; without it, the pass below again and again"),
        new("pass", SettingKind.Section, "the pass") { Settings = Pass },
    ];

    private static readonly Setting[] Channel =
    [
        new("name", SettingKind.Text, "name, unique") { Required = true },
        new("satellite", SettingKind.Text, "satellite that frames are marked with") { Default = "" },
        Frequency, .. SignalSchema.Keys,
        new("transport", SettingKind.Choice, "what carries packets over the frames") { Default = "none", Words = ["none", .. TransportCatalog.All.Select(t => t.Name)] },
        ModemSchema.Section,
        new("search-bandwidth", SettingKind.Number, "width of the band round the frequency that the carrier is searched in, Hz; auto: the Doppler of a low orbit") { Default = "auto", Min = 100, Max = 10e6, Words = ["auto"] },
        DifiSchema.VirtualRf,
    ];

    private static readonly Setting Kind = new("kind", SettingKind.Choice, "which radio") { Default = "emulated", Words = ["emulated", "file", .. RadioCatalog.All.Select(d => d.Name)] };

    private static readonly Setting[] Emulated =
    [
        Kind,
        new("sample-rate", SettingKind.Number, "complex sample rate, Hz") { Default = "250000", Min = 1e3, Max = 20e6 },
        new("center-frequency", SettingKind.Number, "radio frequency at 0 Hz of the stream, Hz") { Required = true, Min = 0, Max = 100e9 },
        new("noise-density", SettingKind.Number, "noise power in 1 Hz, dB relative to full scale") { Default = "-90", Min = -200, Max = -20 },
        new("start", SettingKind.Choice, "time of the stream where satellites fly orbits: shifted to just before a pass, or that of the machine") { Default = "pass", Words = ["pass", "now"] },
        new("orbit-error", SettingKind.Number, "how far satellites fly from where the station's orbit data have them, along their track, km; some ahead, some behind") { Default = "0", Min = 0, Max = 1000 },
        new("seed", SettingKind.Whole, "seed of all randomness") { Default = "1", Min = 0, Max = 9e15 },
        new("transmitters", SettingKind.List, "what transmits") { Settings = Transmitter },
    ];

    private static readonly Setting[] File =
    [
        Kind,
        new("path", SettingKind.Text, "recording: SigMF, WAV with I and Q, or raw samples; relative to this file") { Required = true },
        new("format", SettingKind.Text, "format of raw samples: cf32, cs16, cs8, cu8"),
        new("sample-rate", SettingKind.Number, "sample rate, Hz; without it the recording's own") { Min = 1e3, Max = 100e6 },
        new("center-frequency", SettingKind.Number, "radio frequency at 0 Hz of the stream, Hz; without it the recording's own") { Min = 0, Max = 100e9 },
        new("pace", SettingKind.Number, "how many times real time it is played at") { Default = "realtime", Min = 0.01, Max = 1e6, Words = ["realtime", "fast"] },
        new("loop", SettingKind.Flag, "starts again at its end") { Default = "false" },
    ];

    /// <summary>The keys at the top level.</summary>
    public static IReadOnlyList<Setting> Root { get; } =
    [
        new("station", SettingKind.Section, "the station") { Settings = [new("name", SettingKind.Text, "name, for people") { Default = "GroundTerminal" }, .. TrackingSchema.Place] },
        new("radio", SettingKind.Section, "the radio")
        {
            Required = true,
            Settings = [Kind],
            Variants = Radios(),
        },
        new("satellites", SettingKind.List, "what is followed; without any, all channels listen all the time") { Settings = TrackingSchema.Satellite },
        new("orbits", SettingKind.Section, "orbit data") { Settings = TrackingSchema.Orbits },
        new("clock", SettingKind.Section, "how good the clock must be") { Settings = TrackingSchema.Clock },
        new("rotator", SettingKind.Section, "what turns the antenna") { Settings = [TrackingSchema.RotatorKind], Variants = TrackingSchema.Rotators },
        new("tracking", SettingKind.Section, "how satellites are followed") { Settings = TrackingSchema.Tracking },
        new("channels", SettingKind.List, "what is received, side by side") { Required = true, Settings = Channel },
        DifiSchema.Bands,
        new("loop", SettingKind.Section, "the real-time loop")
        {
            Settings = [new("threads", SettingKind.Whole, "threads that channels are spread over; auto: one a processor for channels that are cut out of a wide stream, one for channels that get the whole stream") { Default = "auto", Min = 1, Max = 64, Words = ["auto"] }],
        },
        new("store", SettingKind.Section, "the frame store") { Settings = [new("path", SettingKind.Text, "file of the store") { Default = "frames.db" }, new("contacts", SettingKind.Text, "file of the contacts' lives") { Default = "contacts.db" }] },
        new("files", SettingKind.Section, "files that satellites send in pieces") { Settings = [new("directory", SettingKind.Text, "where they are put together; without it they are not")] },
        RecorderSchema.Section,
        new("kiss-server", SettingKind.Section, "frames as KISS over TCP") { Settings = [Listen("127.0.0.1:8100")] },
        TransmitSchema.Section(SignalSchema.Keys),
        new("rotctld-server", SettingKind.Section, "the antenna for clients of Hamlib's rotctld, such as gpredict; 4533 is usual") { Settings = [Listen("off")] },
        new("rigctld-server", SettingKind.Section, "the frequency received on for clients of Hamlib's rigctld; 4532 is usual") { Settings = [Listen("off")] },
        new("http", SettingKind.Section, "status page and interface") { Settings = [Listen("127.0.0.1:8080")] },
        new("log", SettingKind.Section, "reports on the terminal") { Settings = [new("format", SettingKind.Choice, "auto: a table on a terminal, JSON lines elsewhere") { Default = "auto", Words = ["auto", "text", "json"] }] },
    ];

    private static Dictionary<string, IReadOnlyList<Setting>> Radios()
    {
        var radios = RadioCatalog.All.ToDictionary(d => d.Name, d => RadioSchema.DeviceOf(Kind, d));
        (radios["emulated"], radios["file"]) = (Emulated, File);
        return radios;
    }

    private static Setting Listen(string address) => new("listen", SettingKind.Endpoint, "address and port to listen at") { Default = address, Words = ["off"] };
}
