using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Yaml;

namespace GroundTerminal.Configuration;

/// <summary>Reads and checks the configuration file.</summary>
public sealed class ConfigurationReader
{
    private const string DefaultResource = "default.yaml";

    private ConfigurationReader(StationConfiguration configuration, IReadOnlyList<ConfigurationValue> values)
    {
        Configuration = configuration;
        Values = values;
    }

    /// <summary>The configuration.</summary>
    public StationConfiguration Configuration { get; }

    /// <summary>Every value with its origin, in the order of the schema.</summary>
    public IReadOnlyList<ConfigurationValue> Values { get; }

    /// <summary>Reads a file; null means the configuration that ships with the program.</summary>
    /// <exception cref="ConfigurationException">The file is refused; all that is wrong is in it.</exception>
    public static ConfigurationReader Load(string? path)
    {
        try
        {
            return path is null
                ? Read(YamlReader.AsMapping(YamlReader.Parse(DefaultText(), DefaultResource), DefaultResource), DefaultResource, "")
                : Read(YamlReader.ReadFile(path), path, Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");
        }
        catch (InputException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="ConfigurationException">It is refused.</exception>
    public static ConfigurationReader Parse(string text, string file)
    {
        try
        {
            return Read(YamlReader.AsMapping(YamlReader.Parse(text, file), file), file, "");
        }
        catch (InputException e)
        {
            throw new ConfigurationException([e.Message]);
        }
    }

    /// <summary>The configuration that ships, as text.</summary>
    public static string DefaultText()
    {
        using var stream = typeof(ConfigurationReader).Assembly.GetManifestResourceStream(DefaultResource) ?? throw new InvalidOperationException($"The program lacks its {DefaultResource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static ConfigurationReader Read(YamlMapping document, string file, string directory)
    {
        var binder = new SectionBinder(file);
        var root = binder.Bind(document, ConfigurationSchema.Root, "", 1);
        ConfigurationChecks.Run(root, binder);
        if (binder.Problems.Count > 0)
        {
            // A stable sort: problems of one line stay in the order they were found in.
            var sorted = binder.Problems.OrderBy(p => p.Line).Select(p => $"{file}:{p.Line}: {p.Path}: {p.Message}");
            throw new ConfigurationException([.. sorted]);
        }
        return new ConfigurationReader(Station(root, directory), binder.Values);
    }

    private static StationConfiguration Station(BoundSection root, string directory) => new()
    {
        StationName = root.Section("station").Text("name"),
        Site = TrackingReader.Site(root.Section("station")),
        Horizon = TrackingReader.Horizon(root.Section("station")),
        Radio = Radio(root.Section("radio"), directory),
        Satellites = [.. root.List("satellites").Select(TrackingReader.Satellite)],
        Orbits = TrackingReader.Orbits(root.Section("orbits"), root, directory),
        Clock = TrackingReader.Clock(root.Section("clock")),
        Rotator = TrackingReader.Rotator(root.Section("rotator"), TrackingReader.Horizon(root.Section("station"))),
        Tracking = TrackingReader.Tracking(root.Section("tracking")),
        Channels = [.. root.List("channels").Select(c => Channel(c, root, directory))],
        DifiBands = DifiReader.Bands(root),
        LoopThreads = (int?)root.Section("loop").TryNumber("threads"),
        StorePath = root.Section("store").Text("path"),
        ContactsPath = root.Section("store").Text("contacts"),
        FilesDirectory = root.Section("files").TryText("directory"),
        Recorder = RecorderSchema.Read(root.Section("recorder")),
        KissServer = root.Section("kiss-server").Endpoint("listen"),
        Transmit = TransmitReader.Read(root.Section("transmit"), directory),
        RotctldServer = root.Section("rotctld-server").Endpoint("listen"),
        RigctldServer = root.Section("rigctld-server").Endpoint("listen"),
        Http = root.Section("http").Endpoint("listen"),
        LogFormat = root.Section("log").Text("format") switch { "json" => LogFormat.Json, "text" => LogFormat.Text, _ => LogFormat.Auto },
    };

    private static RadioConfiguration Radio(BoundSection radio, string directory) => RadioCatalog.Find(radio.Text("kind")) is { } kind ? RadioReader.Device(radio, kind)
        : radio.Text("kind") == "file" ? new FileRadioConfiguration
        {
            Path = Path.Combine(directory, radio.Text("path")),
            Format = radio.TryText("format"),
            SampleRateHz = radio.TryNumber("sample-rate"),
            CenterFrequencyHz = radio.TryNumber("center-frequency"),
            Pace = radio.Text("pace") switch { "fast" => null, "realtime" => 1, _ => radio.Number("pace") },
            Loop = radio.Flag("loop"),
        }
        : new EmulatedRadioConfiguration
        {
            SampleRateHz = radio.Number("sample-rate"),
            CenterFrequencyHz = radio.Number("center-frequency"),
            NoiseDensityDbfsPerHz = radio.Number("noise-density"),
            Seed = (long)radio.Number("seed"),
            OrbitErrorKm = radio.Number("orbit-error"),
            StartsNow = radio.Text("start") == "now",
            Transmitters = [.. radio.List("transmitters").Select(Transmitter)],
        };

    private static EmulatedTransmitterConfiguration Transmitter(BoundSection transmitter) => new()
    {
        Name = transmitter.Text("name"),
        FrequencyHz = transmitter.Number("frequency"),
        Signal = SignalSchema.Read(transmitter),
        LevelDbHz = transmitter.Number("level"),
        FrameIntervalSeconds = transmitter.Number("frame-interval"),
        Continuous = transmitter.Flag("continuous"),
        Source = transmitter.Text("source"),
        Destination = transmitter.Text("destination"),
        Payload = transmitter.Text("payload"),
        Orbit = transmitter.TryText("orbit"),
        Pass = Pass(transmitter.Section("pass")),
    };

    private static PassConfiguration Pass(BoundSection pass) => new()
    {
        AltitudeKm = pass.Number("altitude"),
        MaxElevationDegrees = pass.Number("max-elevation"),
        TimeScale = pass.Number("time-scale"),
        StartFraction = pass.Number("start"),
    };

    private static ChannelConfiguration Channel(BoundSection channel, BoundSection root, string directory) => new()
    {
        Name = channel.Text("name"),
        Satellite = channel.Text("satellite"),
        FrequencyHz = channel.Number("frequency"),
        Signal = SignalSchema.Read(channel),
        Transport = channel.Text("transport") is "none" ? "" : channel.Text("transport"),
        Modem = ModemSchema.Read(channel.Section("modem"), directory),
        SearchBandwidthHz = ConfigurationChecks.SearchBandwidth(channel, root),
        VirtualRf = DifiReader.VirtualRf(channel),
    };
}
