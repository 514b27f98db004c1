using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Configuration;

/// <summary>Makes the transmitter's record from its checked section.</summary>
internal static class TransmitReader
{
    private const double LeastSamplesPerSymbol = 4;

    /// <summary>Null where there is no uplink.</summary>
    /// <param name="transmit">The section.</param>
    /// <param name="directory">What the file is relative to.</param>
    public static TransmitConfiguration? Read(BoundSection transmit, string directory)
    {
        TransmitChannel[] channels = [.. transmit.List("channels").Select(Channel)];
        return channels.Length == 0 ? null : new TransmitConfiguration
        {
            Enabled = transmit.Flag("enabled"),
            Path = transmit.Text("radio") == "file" ? Path.Combine(directory, transmit.Text("path")) : null,
            Settings = new RadioSettings
            {
                SampleRateHz = transmit.Number("sample-rate"),
                CenterFrequencyHz = transmit.TryNumber("center-frequency") ?? channels[0].FrequencyHz,
                GainDb = transmit.Number("gain"),
                Antenna = transmit.TryText("antenna"),
            },
            Limits = Limits(transmit),
            Ptt = transmit.TryText("ptt") is { } line ? GpioLineSpec.Parse(line) : null,
            Listen = transmit.Endpoint("listen"),
            Channels = channels,
        };
    }

    /// <summary>What does not fit together.</summary>
    public static void Check(BoundSection root, SectionBinder binder)
    {
        BoundSection transmit = root.Section("transmit");
        IReadOnlyList<BoundSection> channels = transmit.List("channels");
        if (transmit.Flag("enabled") && channels.Count == 0)
            binder.Problem(transmit.LineOf("enabled"), transmit.Path + ".enabled", "there is nothing to transmit on; give channels");
        if (transmit.Number("gain") > transmit.Number("max-gain"))
            Refuse("gain", FormattableString.Invariant($"{transmit.Number("gain")} dB are more than max-gain, {transmit.Number("max-gain")} dB; give less, or raise that"));
        if (transmit.Number("level") > transmit.Number("max-level"))
            Refuse("level", FormattableString.Invariant($"{transmit.Number("level")} dB are more than max-level, {transmit.Number("max-level")} dB; give less, or raise that"));
        if (transmit.TryText("ptt") is { } line && GpioLineSpec.TryParse(line, out string wrong) is null)
            Refuse("ptt", wrong);
        foreach (BoundSection channel in channels)
            CheckChannel(channel, transmit, root, binder);

        void Refuse(string key, string message) => binder.Problem(transmit.LineOf(key), $"{transmit.Path}.{key}", message);
    }

    private static void CheckChannel(BoundSection channel, BoundSection transmit, BoundSection root, SectionBinder binder)
    {
        SignalSchema.Check(channel, binder);
        string satellite = channel.Text("satellite");
        if (channel.Text("contact") == "required" && !root.List("satellites").Any(s => s.Text("name") == satellite))
            Refuse("satellite", $"'{satellite}' is not among the satellites, so that there is no contact with it; give one of them, or contact: none");
        (string framing, double baud) = (SignalSchema.Read(channel).Framing, SignalSchema.Read(channel).BaudRate);
        if (FramingCatalog.Find(framing) is { CreateFramer: null })
            Refuse("framing", $"{framing} can be received only; give one that has an encoder");
        double rate = transmit.Number("sample-rate");
        if (baud * LeastSamplesPerSymbol > rate)
            Refuse("baud-rate", FormattableString.Invariant($"{baud} baud need a sample rate of {baud * LeastSamplesPerSymbol} Hz; raise transmit.sample-rate, which is {rate}"));
        double center = transmit.TryNumber("center-frequency") ?? transmit.List("channels")[0].Number("frequency");
        if (Math.Abs(channel.Number("frequency") - center) + baud > rate / 2)
            Refuse("frequency", FormattableString.Invariant($"lies outside the transmitter's band, {center - (rate / 2):0} to {center + (rate / 2):0} Hz; change transmit.center-frequency or transmit.sample-rate"));

        void Refuse(string key, string message) => binder.Problem(channel.LineOf(key), $"{channel.Path}.{key}", message);
    }

    private static TransmitChannel Channel(BoundSection channel) => new()
    {
        Name = channel.Text("name"),
        Satellite = channel.Text("satellite"),
        FrequencyHz = channel.Number("frequency"),
        Signal = SignalSchema.Read(channel),
        Preamble = Seconds(channel, "preamble"),
        NeedsContact = channel.Text("contact") == "required",
        LeastElevationDegrees = channel.Number("min-elevation"),
    };

    private static TransmitLimits Limits(BoundSection transmit) => new()
    {
        LevelDbfs = transmit.Number("level"),
        MaxLevelDbfs = transmit.Number("max-level"),
        Lead = Seconds(transmit, "lead"),
        Tail = Seconds(transmit, "tail"),
        LongestBurst = Seconds(transmit, "max-burst"),
        Window = Seconds(transmit, "window"),
        MostShare = transmit.Number("max-share"),
        CoolDown = Seconds(transmit, "cool-down"),
        LongestWait = Seconds(transmit, "max-wait"),
        LongestArming = Seconds(transmit, "max-arm"),
        QueueLength = (int)transmit.Number("queue"),
    };

    private static TimeSpan Seconds(BoundSection section, string key) => TimeSpan.FromSeconds(section.Number(key));
}
