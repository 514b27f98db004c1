using System.CommandLine;
using System.Globalization;
using System.Text;
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
        """;

    private const double Degree = Math.PI / 180;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var at = new Option<string?>("--time") { Description = "Time, UTC; now where it is not given.", HelpName = "TIME" };
        var frequency = new Option<string?>("--frequency") { Description = "Downlink frequency for the Doppler shift, Hz.", HelpName = "HZ" };
        var refraction = new Option<bool>("--refraction") { Description = "Elevation as the air's bending shows it (1010 hPa, 10 °C)." };
        var command = arguments.AddTo(new Command("look", "Says where satellites are seen from a site, how far and how fast."));
        command.Add(at);
        command.Add(frequency);
        command.Add(refraction);
        command.SetAction(result =>
        {
            var (satellites, view) = (arguments.Satellites(result), new SkyView(arguments.Place(result)));
            var time = OrbitArguments.Time("--time", result.GetValue(at), TimeProvider.System.GetUtcNow());
            double? hz = result.GetValue(frequency) is { } text ? OrbitArguments.Number("--frequency", text, 1, 1e12) : null;
            var output = new StringBuilder();
            var failed = false;
            foreach (var satellite in satellites)
            {
                var error = view.Look(satellite, time, out var look);
                if (error != Sgp4Error.None)
                {
                    Console.Error.WriteLine($"{OrbitFile.NameOf(satellite.Elements)}: no position at {JsonLines.Text(time)}: {PropagateCommand.Reason(error)}");
                    failed = true;
                    continue;
                }
                var elevation = result.GetValue(refraction) ? look.RefractedElevationRadians : look.ElevationRadians;
                output.AppendLine(arguments.IsJson(result) ? Json(satellite.Elements, time, look, elevation, hz) : Text(satellite.Elements, look, elevation, hz));
            }
            Console.Out.Write(output);
            return failed && output.Length == 0 ? ExitCode.Nothing : ExitCode.Done;
        });
        return command;
    }

    private static string Json(MeanElements elements, DateTimeOffset time, LookAngles look, double elevation, double? hz) => JsonLines.Of(json =>
    {
        json.WriteString("satellite", OrbitFile.NameOf(elements));
        json.WriteNumber("catalogNumber", elements.CatalogNumber);
        json.Time("time", time);
        json.WriteNumber("azimuthDegrees", Math.Round(look.AzimuthRadians / Degree, 6));
        json.WriteNumber("elevationDegrees", Math.Round(elevation / Degree, 6));
        json.WriteNumber("rangeKm", Math.Round(look.RangeKm, 6));
        json.WriteNumber("rangeRateKmPerS", Math.Round(look.RangeRateKmPerS, 9));
        if (hz is { } frequency)
            json.WriteNumber("dopplerHz", Math.Round(Propagation.DopplerShiftHz(frequency, look.RangeRateKmPerS), 3));
    });

    private static string Text(MeanElements elements, LookAngles look, double elevation, double? hz) => string.Create(
        CultureInfo.InvariantCulture,
        $"azimuth {look.AzimuthRadians / Degree,7:0.00}°  elevation {elevation / Degree,6:0.00}°  range {look.RangeKm,9:0.0} km  {look.RangeRateKmPerS,7:0.000} km/s{(hz is { } f ? $"  Doppler {Propagation.DopplerShiftHz(f, look.RangeRateKmPerS),9:0.0} Hz" : "")}  {OrbitFile.NameOf(elements)}");
}
