using System.CommandLine;
using System.Globalization;
using GroundTerminal.Devices;
using GroundTerminal.Orbit;

namespace GroundTerminal.Orbits;

/// <summary>What the commands on orbits have in common, and how their values are read.</summary>
public sealed class OrbitArguments
{
    private const double Degree = Math.PI / 180;
    private readonly Option<string> _orbit = new("--orbit") { Description = "File with orbit data: TLE, OMM as JSON, CSV, XML or KVN, or OEM as XML or KVN; - for standard input.", HelpName = "FILE", Required = true };
    private readonly Option<string?> _satellite = new("--satellite", "-s") { Description = "Catalogue number or part of a name; without it, all in the file.", HelpName = "NAME|NORAD" };

    /// <summary>Latitude and longitude in degrees, altitude in metres.</summary>
    public Option<string> Site { get; } = new("--site") { Description = "Latitude and longitude in degrees (north and east above 0), altitude in metres: 48.1,11.6,500.", HelpName = "LAT,LON,ALT_M", Required = true };

    /// <summary>Asks for JSON.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line." };

    /// <summary>Adds the options to a command.</summary>
    public Command AddTo(Command command, bool withSite = true)
    {
        command.Add(_orbit);
        command.Add(_satellite);
        if (withSite)
            command.Add(Site);
        command.Add(Json);
        return command;
    }

    /// <summary>The satellites asked for.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public IReadOnlyList<IOrbit> Satellites(ParseResult result) => OrbitFile.Load(result.GetRequiredValue(_orbit), result.GetValue(_satellite));

    /// <summary>Whether JSON is asked for.</summary>
    public bool IsJson(ParseResult result) => result.GetValue(Json);

    /// <summary>The site.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public Site Place(ParseResult result) => Place(result.GetRequiredValue(Site));

    /// <summary>A site, as <see cref="Site"/> has it.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static Site Place(string text)
    {
        var parts = text.Split(',');
        var numbers = new double[3];
        var good = parts.Length is 2 or 3;
        for (var i = 0; good && i < parts.Length; i++)
            good = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
        if (!good || Math.Abs(numbers[0]) > 90 || Math.Abs(numbers[1]) > 360 || numbers[2] is < -12e3 or > 100e3)
            throw InputException.For("--site", $"'{text}'", "latitude −90 to 90 and longitude −180 to 360 in degrees and altitude in metres, as in 48.1,11.6,500");
        return new Site(numbers[0] * Degree, numbers[1] * Degree, numbers[2] / 1000);
    }

    /// <summary>A time in UTC.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static DateTimeOffset Time(string option, string? text, DateTimeOffset otherwise) =>
        text is null or "now" ? otherwise
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw InputException.For(option, $"'{text}'", "a time in UTC, as in 2026-11-21T18:00:00Z");

    /// <summary>A number within a range.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static double Number(string option, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw InputException.For(option, $"'{text}'", string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
}
