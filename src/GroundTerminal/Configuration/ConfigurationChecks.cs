using GroundTerminal.Devices;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;

namespace GroundTerminal.Configuration;

/// <summary>What must fit together across keys. A value that was refused by itself is NaN here, which no check objects to.</summary>
internal static class ConfigurationChecks
{
    public static void Run(BoundSection root, SectionBinder binder)
    {
        var radio = root.Section("radio");
        FormatIsKnown(radio, binder);
        RadioReader.Check(radio, binder);
        TransmitReader.Check(root, binder);
        NamesAreUnique(root.Section("transmit").List("channels"), binder);
        TrackingFits(root, binder);
        NamesAreUnique(root.List("satellites"), binder);
        NamesAreUnique(radio.List("transmitters"), binder);
        NamesAreUnique(root.List("channels"), binder);
        foreach (var transmitter in radio.List("transmitters"))
        {
            SignalSchema.Check(transmitter, binder);
            FitsBand(transmitter, radio, 0, binder);
        }
        foreach (var channel in root.List("channels"))
        {
            SignalSchema.Check(channel, binder);
            FitsBand(channel, radio, DopplerBandwidth(channel), binder);
            ModemSchema.Check(channel.Section("modem"), binder);
        }
        DifiReader.Check(root, binder);
    }

    /// <summary>The width that a channel is searched in, Hz; where it says auto: of a satellite that is followed, ±5 ppm and 2 kHz for oscillators; else
    /// also the Doppler shift of a low orbit.</summary>
    public static double SearchBandwidth(BoundSection channel, BoundSection root) =>
        channel.TryNumber("search-bandwidth") ?? (root.List("satellites").Any(s => s.Text("name") == channel.Text("satellite"))
            ? Math.Round((channel.Number("frequency") * 2 * 5e-6) + 2000)
            : DopplerBandwidth(channel));

    /// <summary>The width that a channel's carrier is received in, Hz: the Doppler shift of a satellite in a low orbit, ±25.5 ppm (7.6 km/s), both ways, and 2 kHz
    /// for oscillators; or as the channel says.</summary>
    private static double DopplerBandwidth(BoundSection channel) => channel.TryNumber("search-bandwidth") ?? Math.Round((channel.Number("frequency") * 2 * 25.5e-6) + 2000);

    private static void TrackingFits(BoundSection root, SectionBinder binder)
    {
        var (station, rotator) = (root.Section("station"), root.Section("rotator"));
        var hasPlace = station.TryNumber("latitude") is not null && station.TryNumber("longitude") is not null;
        foreach (var source in root.Section("orbits").List("sources"))
        {
            var from = source.Text("from");
            if (from.Contains("://", StringComparison.Ordinal) && !(Uri.TryCreate(from, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
                binder.Problem(source.LineOf("from"), source.Path + ".from", $"'{from}' is no URL of http or https; give one, or a file or directory");
        }
        foreach (var satellite in root.List("satellites").Where(s => s.Text("tle-1").Length + s.Text("tle-2").Length > 0))
        {
            try
            {
                Tle.Parse(satellite.Text("name"), satellite.Text("tle-1"), satellite.Text("tle-2"));
            }
            catch (OrbitDataException e)
            {
                binder.Problem(satellite.LineOf("tle-1"), satellite.Path + ".tle-1", e.Message);
            }
        }
        if (!hasPlace && root.List("satellites").Count > 0)
            binder.Problem(station.Line, "station", "satellites are to be followed, but latitude and longitude are missing; give where the antenna is");
        if (binder.Problems.Count > 0)
            return;
        try
        {
            var made = TrackingReader.Rotator(rotator, TrackingReader.Horizon(station));
            made?.Geometry.Validate();
            foreach (var problem in made?.Gpio is { } gpio ? GpioOptionChecks.Problems(gpio) : [])
                binder.Problem(rotator.Line, $"rotator.{Kebab(problem.Key)}", problem.Message);
        }
        catch (Exception e) when (e is ArgumentException or InputException)
        {
            binder.Problem(rotator.Line, "rotator", e.Message);
        }
    }

    /// <summary>Keys of the options as they stand in the file: leastSwitch is least-switch.</summary>
    private static string Kebab(string key) => string.Concat(key.Select(c => char.IsAsciiLetterUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString()));

    private static void FormatIsKnown(BoundSection radio, SectionBinder binder)
    {
        if (radio.TryText("format") is { } format && !(SampleFormat.TryParse(format, out var parsed) && parsed.Complex))
            binder.Problem(radio.LineOf("format"), radio.Path + ".format", $"'{format}' is not a format of complex samples; give cf32, cs16, cs8 or cu8");
    }

    private static void NamesAreUnique(IReadOnlyList<BoundSection> sections, SectionBinder binder)
    {
        var lines = new Dictionary<string, int>();
        foreach (var section in sections)
        {
            if (section.TryText("name") is { } name && !lines.TryAdd(name, section.LineOf("name")))
                binder.Problem(section.LineOf("name"), section.Path + ".name", $"'{name}' is also the name on line {lines[name]}; give another");
        }
    }

    private static void FitsBand(BoundSection section, BoundSection radio, double widthHz, SectionBinder binder)
    {
        var rate = radio.Number("sample-rate");
        var signal = SignalSchema.Read(section);
        var (baud, least) = (signal.BaudRate, signal.BaudRate * signal.ReceiverOptions(rate, SampleKind.Iq).FewestSamplesPerSymbol);
        if (least > rate)
            binder.Problem(section.LineOf("baud-rate"), section.Path + ".baud-rate", FormattableString.Invariant($"{baud} baud need a sample rate of {least:0} Hz; raise radio.sample-rate, which is {rate}"));
        var center = radio.Number("center-frequency");
        if (Math.Abs(section.Number("frequency") - center) + (widthHz / 2) > rate / 2)
        {
            var band = FormattableString.Invariant($"{center - (rate / 2):0} to {center + (rate / 2):0} Hz");
            var with = widthHz > 0 ? FormattableString.Invariant($" with its search bandwidth of {widthHz:0} Hz") : "";
            binder.Problem(section.LineOf("frequency"), section.Path + ".frequency", $"lies{with} outside the radio's band; move it into {band}, or change radio.center-frequency or radio.sample-rate");
        }
    }
}
