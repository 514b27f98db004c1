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
        """;

    private const double Degree = Math.PI / 180;

    public static Command Create()
    {
        var arguments = new OrbitArguments();
        var from = new Option<string?>("--from") { Description = "Beginning, UTC; now where it is not given.", HelpName = "TIME" };
        var hours = new Option<string>("--hours") { Description = "How far to look ahead.", HelpName = "HOURS", DefaultValueFactory = _ => "24" };
        var least = new Option<string>("--min-elevation") { Description = "Passes count from this elevation on, degrees.", HelpName = "DEGREES", DefaultValueFactory = _ => "0" };
        var command = arguments.AddTo(new Command("passes", "Lists when satellites rise, culminate and set over a site."));
        command.Add(from);
        command.Add(hours);
        command.Add(least);
        command.SetAction(result =>
        {
            var (satellites, site) = (arguments.Satellites(result), arguments.Place(result));
            var start = OrbitArguments.Time("--from", result.GetValue(from), TimeProvider.System.GetUtcNow());
            var end = start.AddHours(OrbitArguments.Number("--hours", result.GetRequiredValue(hours), 0, 24 * 366));
            var elevation = OrbitArguments.Number("--min-elevation", result.GetRequiredValue(least), -90, 90) * Degree;
            var passes = satellites.AsParallel().AsOrdered().SelectMany(s => new PassPredictor(s, site, elevation).Find(start, end).Select(p => (s.Elements, Pass: p))).OrderBy(p => p.Pass.Rise ?? start).ToList();
            return Write(passes, arguments.IsJson(result));
        });
        return command;
    }

    private static int Write(List<(MeanElements Elements, Pass Pass)> passes, bool asJson)
    {
        var output = new StringBuilder();
        if (!asJson && passes.Count > 0)
            output.AppendLine("rise (UTC)               azimuth  culmination   azimuth  elevation  set           azimuth  duration  satellite");
        foreach (var (elements, pass) in passes)
            output.AppendLine(asJson ? Json(elements, pass) : Text(elements, pass));
        Console.Out.Write(output);
        if (passes.Count == 0)
            Console.Error.WriteLine("no pass in this time");
        return passes.Count > 0 ? ExitCode.Done : ExitCode.Nothing;
    }

    private static string Json(MeanElements elements, Pass pass) => JsonLines.Of(json =>
    {
        json.WriteString("satellite", OrbitFile.NameOf(elements));
        json.WriteNumber("catalogNumber", elements.CatalogNumber);
        json.Time("rise", pass.Rise);
        json.Time("culmination", pass.Culmination);
        json.Time("set", pass.Set);
        json.WriteNumber("maxElevationDegrees", Degrees(pass.AtCulmination.ElevationRadians));
        json.WriteNumber("riseAzimuthDegrees", Degrees(pass.AtRise.AzimuthRadians));
        json.WriteNumber("culminationAzimuthDegrees", Degrees(pass.AtCulmination.AzimuthRadians));
        json.WriteNumber("setAzimuthDegrees", Degrees(pass.AtSet.AzimuthRadians));
    });

    private static string Text(MeanElements elements, Pass pass)
    {
        var duration = pass.Set - pass.Rise;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Time(pass.Rise, "yyyy-MM-dd HH:mm:ss"),-23}  {Degrees(pass.AtRise.AzimuthRadians),6:0.0}°  {Time(pass.Culmination, "HH:mm:ss"),-12} {Degrees(pass.AtCulmination.AzimuthRadians),7:0.0}° {Degrees(pass.AtCulmination.ElevationRadians),9:0.0}°  {Time(pass.Set, "HH:mm:ss"),-12} {Degrees(pass.AtSet.AzimuthRadians),7:0.0}°  {(duration is { } d ? $"{(int)d.TotalMinutes}:{d.Seconds:00}" : ""),8}  {OrbitFile.NameOf(elements)}");
    }

    private static string Time(DateTimeOffset? time, string format) => time?.UtcDateTime.ToString(format, CultureInfo.InvariantCulture) ?? "always";

    private static double Degrees(double radians) => Math.Round(radians / Degree, 6);
}
