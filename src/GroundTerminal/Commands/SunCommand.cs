using System.CommandLine;
using System.Globalization;
using System.Text;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal sun</c>: where Sun and Moon are in a site's sky.</summary>
public static class SunCommand
{
    public const string Examples = """
        Examples:
          groundterminal sun --site 48.1,11.6,500
          groundterminal sun --site 48.1,11.6,500 --time 2026-11-21T12:00:00Z --json
        """;

    private const double Degree = Math.PI / 180;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var at = new Option<string?>("--time") { Description = "Time, UTC; now where it is not given.", HelpName = "TIME" };
        var refraction = new Option<bool>("--refraction") { Description = "Elevation as the air's bending shows it (1010 hPa, 10 °C)." };
        var command = new Command("sun", "Says where Sun and Moon are seen from a site: Sun to 0.02°, Moon to 0.4°.") { arguments.Site, at, refraction, arguments.Json };
        command.SetAction(result =>
        {
            var view = new SkyView(arguments.Place(result));
            var time = OrbitArguments.Time("--time", result.GetValue(at), TimeProvider.System.GetUtcNow());
            var output = new StringBuilder();
            foreach (var (name, look) in ((string, LookAngles)[])[("Sun", view.Sun(time)), ("Moon", view.Moon(time))])
            {
                var elevation = result.GetValue(refraction) ? look.RefractedElevationRadians : look.ElevationRadians;
                output.AppendLine(arguments.IsJson(result) ? Json(name, time, look, elevation) : Text(name, look, elevation));
            }
            Console.Out.Write(output);
            return ExitCode.Done;
        });
        return command;
    }

    private static string Json(string name, DateTimeOffset time, LookAngles look, double elevation) => JsonLines.Of(json =>
    {
        json.WriteString("body", name);
        json.Time("time", time);
        json.Direction(look.AzimuthRadians, elevation);
        json.WriteNumber("rangeKm", Math.Round(look.RangeKm));
    });

    private static string Text(string name, LookAngles look, double elevation) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-4}  azimuth {look.AzimuthRadians / Degree,6:0.00}°  elevation {elevation / Degree,6:0.00}°");
}
