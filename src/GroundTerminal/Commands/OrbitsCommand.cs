using System.CommandLine;
using System.Globalization;
using System.Text;
using GroundTerminal.Devices.OrbitSources;
using GroundTerminal.Orbits;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal orbits</c>: how old and how good orbit data are.</summary>
public static class OrbitsCommand
{
    public const string Examples = """
        Examples:
          groundterminal orbits --orbit amateur.tle
          groundterminal orbits --orbit own.oem --orbit amateur.tle --limit-days 14 --json
        """;

    /// <summary>The pointing error is given for a satellite so far away: a low one well above the horizon.</summary>
    private const double RangeKm = 1000;

    public static Command Create()
    {
        var files = new Option<string[]>("--orbit") { Description = "File or directory with orbit data; the first outranks the second, and so on.", HelpName = "FILE", Required = true };
        var at = new Option<string?>("--time") { Description = "Time, UTC; now where it is not given.", HelpName = "TIME" };
        var warning = Days("--warning-days", "Older data are stale.", OrbitAges.Default.Warning);
        var limit = Days("--limit-days", "Older data are expired: they are not used.", OrbitAges.Default.Limit);
        var asJson = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command("orbits", "Lists satellites with the source, age and expected error of their orbits.") { files, at, warning, limit, asJson };
        command.SetAction(async (result, cancellation) =>
        {
            var time = OrbitArguments.Time("--time", result.GetValue(at), TimeProvider.System.GetUtcNow());
            var ages = new OrbitAges(Age("--warning-days", result.GetRequiredValue(warning)), Age("--limit-days", result.GetRequiredValue(limit)));
            var paths = result.GetRequiredValue(files);
            var clock = new FixedTime(time);
            var book = new OrbitBook(new OrbitBookOptions { Sources = [.. paths.Distinct().Select((p, i) => OrbitSourceFactory.ForPath(p, paths.Length - i, null, TimeSpan.Zero, clock))], Ages = ages }, clock);
            await book.RefreshAsync(cancellation);
            return Write(book, time, result.GetValue(asJson));
        });
        return command;
    }

    private static int Write(OrbitBook book, DateTimeOffset now, bool asJson)
    {
        foreach (var source in book.Sources.Where(s => s.Problem.Length > 0))
            Console.Error.WriteLine($"{source.Name}: {source.Problem}");
        var (entries, output) = (book.Current.Entries, new StringBuilder());
        if (!asJson && entries.Count > 0)
            output.AppendLine("norad      satellite                 epoch (UTC)          age/days  error/km  at 1000 km  state    source");
        foreach (var entry in entries)
            output.AppendLine(asJson ? Json(entry, now) : Text(entry, now));
        Console.Out.Write(output);
        return entries.Count > 0 ? ExitCode.Done : book.Sources.Any(s => s.Problem.Length > 0) ? ExitCode.BadInput : ExitCode.Nothing;
    }

    private static string Json(OrbitEntry entry, DateTimeOffset now) => JsonLines.Of(json =>
    {
        json.Satellite(entry.Orbit);
        json.WriteString("source", entry.Source);
        json.Time("epoch", entry.Epoch);
        json.WriteNumber("ageDays", Math.Round(entry.Age(now).TotalDays, 4));
        json.Number("expectedErrorKm", entry.ExpectedErrorKm(now), 2);
        json.Number("expectedErrorDegreesAt1000Km", entry.ExpectedErrorDegrees(now, RangeKm), 3);
        json.WriteString("state", entry.State(now).ToString().ToLowerInvariant());
    });

    private static string Text(OrbitEntry entry, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(entry.CatalogNumber > 0 ? entry.CatalogNumber : ""),-9}  {OrbitFile.NameOf(entry.Orbit),-24}  {entry.Epoch.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {entry.Age(now).TotalDays,8:0.0}  {entry.ExpectedErrorKm(now),8:0.0}  {entry.ExpectedErrorDegrees(now, RangeKm),9:0.00}°  {entry.State(now).ToString().ToLowerInvariant(),-7}  {entry.Source}");

    private static Option<string> Days(string name, string description, TimeSpan usual) =>
        new(name) { Description = description, HelpName = "DAYS", DefaultValueFactory = _ => usual.TotalDays.ToString(CultureInfo.InvariantCulture) };

    private static TimeSpan Age(string option, string text) => TimeSpan.FromDays(OrbitArguments.Number(option, text, 0, 36500));

    private sealed class FixedTime(DateTimeOffset time) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => time;
    }
}
