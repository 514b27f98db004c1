using System.CommandLine;
using System.Globalization;
using System.Text;
using GroundTerminal.Satellites;
using GroundTerminal.Station;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal satellites</c>: lists the catalogue.</summary>
public static class SatellitesCommand
{
    public static Command Create()
    {
        var text = new Argument<string?>("TEXT") { Description = "Part of a name or NORAD number.", Arity = ArgumentArity.ZeroOrOne };
        var unsupported = new Option<bool>("--unsupported") { Description = "Only transmitters that cannot be received yet." };
        var satyaml = new Option<string?>("--satyaml") { Description = "SatYAML file or directory instead of the built-in catalogue.", HelpName = "FILE|DIR" };
        var command = new Command("satellites", "Lists satellites and their transmitters.") { text, unsupported, satyaml };
        command.SetAction(result =>
        {
            var catalog = result.GetValue(satyaml) is { } path ? SatYaml.Load(path) : SatelliteCatalog.LoadBuiltIn();
            return List(catalog, result.GetValue(text) ?? "", result.GetValue(unsupported));
        });
        return command;
    }

    private static int List(SatelliteCatalog catalog, string text, bool unsupportedOnly)
    {
        var output = new StringBuilder();
        foreach (var satellite in catalog.Search(text))
            Append(output, satellite, unsupportedOnly);
        if (output.Length == 0)
        {
            if (unsupportedOnly && catalog.Search(text).Any())
                return ExitCode.Done;
            Console.Error.WriteLine($"no satellite has '{text}' in its name or number");
            return ExitCode.Nothing;
        }
        Console.Out.Write(output);
        return ExitCode.Done;
    }

    private static void Append(StringBuilder output, Spacecraft satellite, bool unsupportedOnly)
    {
        var titled = false;
        foreach (var transmitter in satellite.Transmitters)
        {
            var reason = TransmitterSupport.WhyNot(transmitter);
            if (unsupportedOnly && reason is null)
                continue;
            if (!titled)
                output.Append(CultureInfo.InvariantCulture, $"{satellite.Norad,6}  {satellite.Name}").Append(satellite.AlternativeNames.Count == 0 ? "" : $" ({string.Join(", ", satellite.AlternativeNames)})").AppendLine();
            titled = true;
            output.Append(CultureInfo.InvariantCulture, $"        {transmitter.Name,-34} {transmitter.FrequencyHz / 1e6,10:0.0000} MHz  {transmitter.Modulation,-16} {transmitter.BaudRate,7:0.##} Bd  {transmitter.Framing}")
                .AppendLine(reason is null ? "" : $"  [{reason}]");
        }
    }
}
