using System.CommandLine;
using System.Globalization;
using System.Text;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal passes</c>: when satellites are above a site's horizon.</summary>
public static class PassesCommand
{
    public const string Examples = """
        Examples:
          groundterminal passes --orbit amateur.tle --site 48.1,11.6,500 --satellite "AO-73"
          groundterminal passes --orbit amateur.tle --site 48.1,11.6,500 --from 2026-11-21T18:00Z --hours 6 --min-elevation 10 --json
          groundterminal passes --orbit amateur.tle --site 48.1,11.6,500 --horizon-mask hills.txt --sun-warning 3
        """;

    private const double Degree = Math.PI / 180;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var from = new Option<string?>("--from") { Description = "Beginning, UTC; now where it is not given.", HelpName = "TIME" };
        var hours = new Option<string>("--hours") { Description = "How far to look ahead.", HelpName = "HOURS", DefaultValueFactory = _ => "24" };
        var least = new Option<string>("--min-elevation") { Description = "Passes count from this elevation on, degrees.", HelpName = "DEGREES", DefaultValueFactory = _ => "0" };
        var mask = new Option<string?>("--horizon-mask") { Description = "File with what hides the sky: lines with azimuth and elevation in degrees, straight between them.", HelpName = "FILE" };
        var sun = new Option<string>("--sun-warning") { Description = "Passes whose satellite comes so near to the Sun are marked, degrees.", HelpName = "DEGREES", DefaultValueFactory = _ => "5" };
        var command = arguments.AddTo(new Command("passes", "Lists when satellites rise, culminate and set over a site."));
        foreach (var option in (Option[])[from, hours, least, mask, sun])
            command.Add(option);
        command.SetAction(result =>
        {
            var (satellites, site) = (arguments.Satellites(result), arguments.Place(result));
            var start = OrbitArguments.Time("--from", result.GetValue(from), TimeProvider.System.GetUtcNow());
            var end = start.AddHours(OrbitArguments.Number("--hours", result.GetRequiredValue(hours), 0, 24 * 366));
            var elevation = OrbitArguments.Number("--min-elevation", result.GetRequiredValue(least), -90, 90) * Degree;
            var warning = OrbitArguments.Number("--sun-warning", result.GetRequiredValue(sun), 0, 180) * Degree;
            var horizon = result.GetValue(mask) is { } file ? HorizonMaskFile.Load(file) : null;
            var view = new SkyView(site);
            var passes = satellites.AsParallel().AsOrdered()
                .SelectMany(s => new PassPredictor(s, site, elevation, horizon).Find(start, end).Select(p => new Line(s, p, SunSeparation.Of(view, s, p)))).OrderBy(p => p.Pass.Rise ?? start).ToList();
            return Write(passes, warning, arguments.IsJson(result));
        });
        return command;
    }

    private static int Write(List<Line> passes, double warning, bool asJson)
    {
        var output = new StringBuilder();
        if (!asJson && passes.Count > 0)
            output.AppendLine("rise (UTC)               azimuth  culmination   azimuth  elevation  set           azimuth  duration  satellite");
        foreach (var pass in passes)
            output.AppendLine(asJson ? Json(pass) : Text(pass, warning));
        Console.Out.Write(output);
        if (passes.Count == 0)
            Console.Error.WriteLine("no pass in this time");
        return passes.Count > 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    private static string Json(Line line) => JsonLines.Of(json =>
    {
        var pass = line.Pass;
        json.Satellite(line.Orbit);
        json.Time("rise", pass.Rise);
        json.Time("culmination", pass.Culmination);
        json.Time("set", pass.Set);
        json.WriteNumber("maxElevationDegrees", Degrees(pass.AtCulmination.ElevationRadians));
        json.WriteNumber("riseAzimuthDegrees", Degrees(pass.AtRise.AzimuthRadians));
        json.WriteNumber("culminationAzimuthDegrees", Degrees(pass.AtCulmination.AzimuthRadians));
        json.WriteNumber("setAzimuthDegrees", Degrees(pass.AtSet.AzimuthRadians));
        json.WriteNumber("sunSeparationDegrees", Math.Round(line.Sun.Radians / Degree, 3));
    });

    private static string Text(Line line, double warning)
    {
        var pass = line.Pass;
        var sun = line.Sun.Radians < warning ? string.Create(CultureInfo.InvariantCulture, $"  {line.Sun.Radians / Degree:0.0}° from the Sun at {Time(line.Sun.Time, "HH:mm:ss")}") : "";
        var duration = pass.Set - pass.Rise;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time(pass.Rise, "yyyy-MM-dd HH:mm:ss"),-23}  {Degrees(pass.AtRise.AzimuthRadians),6:0.0}°  {Time(pass.Culmination, "HH:mm:ss"),-12} {Degrees(pass.AtCulmination.AzimuthRadians),7:0.0}° {Degrees(pass.AtCulmination.ElevationRadians),9:0.0}°  {Time(pass.Set, "HH:mm:ss"),-12} {Degrees(pass.AtSet.AzimuthRadians),7:0.0}°  {(duration is { } d ? $"{(int)d.TotalMinutes}:{d.Seconds:00}" : ""),8}  {OrbitFile.NameOf(line.Orbit)}{sun}");
    }

    private static string Time(DateTimeOffset? time, string format) => time?.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) ?? "always";

    private static double Degrees(double radians) => Math.Round(radians / Degree, 6);

    private sealed record Line(IOrbit Orbit, Pass Pass, SunSeparation Sun);
}
