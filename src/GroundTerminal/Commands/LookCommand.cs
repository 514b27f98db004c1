using System.CommandLine;
using System.Globalization;
using System.Text;
using GroundTerminal.Devices;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal look</c>: where satellites are in a site's sky.</summary>
public static class LookCommand
{
    public const string Examples = """
        Examples:
          groundterminal look --orbit amateur.tle --site 48.1,11.6,500 --satellite AO-73 --frequency 145.935e6
          groundterminal look --orbit amateur.tle --site 48.1,11.6,500 --time 2026-11-21T18:00:00Z --json
          groundterminal look --orbit probe.oem --site 48.1,11.6,500 --uplink-frequency 2056e6 --turn-around 240/221
        """;

    private const double Degree = Math.PI / 180;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var at = new Option<string?>("--time") { Description = "Time, UTC; now where it is not given.", HelpName = "TIME" };
        var frequency = new Option<string?>("--frequency") { Description = "Downlink frequency for the Doppler shift, Hz.", HelpName = "HZ" };
        var uplink = new Option<string?>("--uplink-frequency") { Description = "Uplink frequency for the Doppler shift at the satellite, Hz.", HelpName = "HZ" };
        var turnAround = new Option<string?>("--turn-around") { Description = "Downlink over uplink frequency of a coherent transponder, as 240/221: the two-way Doppler shift is given too.", HelpName = "RATIO" };
        var refraction = new Option<bool>("--refraction") { Description = "Elevation as the air's bending shows it (1010 hPa, 10 °C)." };
        var lightTime = new Option<bool>("--light-time") { Description = "Where the satellite was when the signal left it." };
        var command = arguments.AddTo(new Command("look", "Says where satellites are seen from a site, how far and how fast."));
        foreach (var option in (Option[])[at, frequency, uplink, turnAround, refraction, lightTime])
            command.Add(option);
        command.SetAction(result =>
        {
            var time = OrbitArguments.Time("--time", result.GetValue(at), TimeProvider.System.GetUtcNow());
            var link = Link.Of(result.GetValue(frequency), result.GetValue(uplink), result.GetValue(turnAround));
            var (satellites, view) = (arguments.Satellites(result), new SkyView(arguments.Place(result)));
            return Write(satellites, view, time, link, result.GetValue(refraction), result.GetValue(lightTime), arguments.IsJson(result));
        });
        return command;
    }

    private static int Write(IReadOnlyList<IOrbit> satellites, SkyView view, DateTimeOffset time, Link link, bool refraction, bool lightTime, bool asJson)
    {
        var output = new StringBuilder();
        foreach (var satellite in satellites)
        {
            if (!view.TryLook(satellite, time, out var look, lightTime))
            {
                Console.Error.WriteLine($"{OrbitFile.NameOf(satellite)}: no position at {JsonLines.Text(time)}: {satellite.WhyNot(time)}");
                continue;
            }
            look = refraction ? look with { ElevationRadians = look.RefractedElevationRadians } : look;
            output.AppendLine(asJson ? Json(satellite, time, look, link) : Text(satellite, look, link));
        }
        Console.Out.Write(output);
        return output.Length == 0 ? ExitCode.Nothing : ExitCode.Done;
    }

    private static string Json(IOrbit satellite, DateTimeOffset time, LookAngles look, Link link) => JsonLines.Of(json =>
    {
        json.Satellite(satellite);
        json.Time("time", time);
        json.Direction(look.AzimuthRadians, look.ElevationRadians);
        json.WriteNumber("rangeKm", Math.Round(look.RangeKm, 6));
        json.WriteNumber("rangeRateKmPerS", Math.Round(look.RangeRateKmPerS, 9));
        foreach (var (key, _, hz) in link.Values(look.RangeRateKmPerS))
            json.WriteNumber(key, Math.Round(hz, 3));
    });

    private static string Text(IOrbit satellite, LookAngles look, Link link)
    {
        var shifts = string.Concat(link.Values(look.RangeRateKmPerS).Select(v => string.Create(CultureInfo.InvariantCulture, $"  {v.Title} {v.Hz,9:0.0} Hz")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"azimuth {look.AzimuthRadians / Degree,7:0.00}°  elevation {look.ElevationRadians / Degree,6:0.00}°  range {look.RangeKm,9:0.0} km  {look.RangeRateKmPerS,7:0.000} km/s{shifts}  {OrbitFile.NameOf(satellite)}");
    }

    /// <summary>Frequencies asked for, and what motion does to them.</summary>
    private sealed record Link(double? DownlinkHz, double? UplinkHz, Transponder? Transponder)
    {
        public static Link Of(string? downlink, string? uplink, string? turnAround)
        {
            if (turnAround is not null && uplink is null)
                throw InputException.For($"--turn-around {turnAround}", "no uplink frequency", "--uplink-frequency HZ");
            return new Link(Hz("--frequency", downlink), Hz("--uplink-frequency", uplink), turnAround is null ? null : Transponder.Coherent(Ratio(turnAround)));
        }

        public IEnumerable<(string Key, string Title, double Hz)> Values(double rangeRate)
        {
            if (DownlinkHz is { } down)
                yield return ("dopplerHz", "Doppler", Propagation.DopplerShiftHz(down, rangeRate));
            if (UplinkHz is not { } up)
                yield break;
            yield return ("uplinkDopplerHz", "uplink", Propagation.DopplerShiftHz(up, rangeRate));
            yield return ("uplinkToSendHz", "send", Propagation.UplinkHz(up, rangeRate));
            if (Transponder is { } transponder)
                yield return ("twoWayDopplerHz", "two-way", transponder.TwoWayDopplerHz(up, rangeRate));
        }

        private static double? Hz(string option, string? text) => text is null ? null : OrbitArguments.Number(option, text, 1, 1e12);

        private static double Ratio(string text)
        {
            var parts = text.Split('/', 2);
            var ratio = OrbitArguments.Number("--turn-around", parts[0], 1e-6, 1e6);
            return parts.Length == 1 ? ratio : ratio / OrbitArguments.Number("--turn-around", parts[1], 1e-6, 1e6);
        }
    }
}
