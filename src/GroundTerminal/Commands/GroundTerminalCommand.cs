using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;

namespace GroundTerminal.Commands;

/// <summary>The command line: one file a command beside this one.</summary>
public static class GroundTerminalCommand
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args)
    {
        try
        {
            // No response files: a recording may be called @x.
            if (args.Length == 0)
                args = ["--help"];
            var result = Create(args[0], args.Any(AsksForHelp)).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Action is ParseErrorAction)
                return RefuseUsage(result);
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is InputException or ConfigurationException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
        catch (IOException e)
        {
            // What a command reads and writes by itself it also checks by itself: this is standard output on a full disk.
            Console.Error.WriteLine($"the output cannot be written: {e.Message}");
            return ExitCode.BadInput;
        }
    }

    private static readonly (string Name, Func<Command> Create, string? Examples)[] Commands =
    [
        ("decode", DecodeCommand.Create, DecodeCommand.Examples),
        ("satellites", SatellitesCommand.Create, null),
        ("passes", PassesCommand.Create, PassesCommand.Examples),
        ("look", LookCommand.Create, LookCommand.Examples),
        ("propagate", PropagateCommand.Create, PropagateCommand.Examples),
        ("sun", SunCommand.Create, SunCommand.Examples),
        ("orbits", OrbitsCommand.Create, OrbitsCommand.Examples),
        ("run", RunCommand.Create, null),
        ("contacts", ContactCommands.CreateContacts, ContactCommands.ContactsExamples),
        ("track", ContactCommands.CreateTrack, ContactCommands.TrackExamples),
        ("point", AntennaCommands.CreatePoint, AntennaCommands.PointExamples),
        ("park", AntennaCommands.CreatePark, null),
        ("stop", AntennaCommands.CreateStop, null),
        ("stow", AntennaCommands.CreateStow, AntennaCommands.StowExamples),
        ("unstow", AntennaCommands.CreateUnstow, null),
        ("clear-fault", AntennaCommands.CreateClearFault, null),
        ("calibrate", CalibrateCommand.Create, CalibrateCommand.Examples),
        ("transmit", TransmitCommands.Create, TransmitCommands.Examples),
        ("modem-host", ModemHostCommand.Create, null),
        ("emulate", EmulateCommand.Create, EmulateCommand.Examples),
        ("difi", DifiCommand.Create, DifiCommand.Examples),
        ("radio", RadioCommand.Create, RadioCommand.Examples),
        ("config", ConfigCommand.Create, null),
    ];

    /// <summary>Help and version come with a root command; they are left out where nobody asks, for their texts cost a sixth of the program's start. So do the other commands where one is named.</summary>
    private static Command Create(string first, bool asksForHelp)
    {
        const string Description = "A satellite ground station in one process.";
        var root = asksForHelp ? new RootCommand(Description) : new Command("groundterminal", Description);
        var named = Array.FindIndex(Commands, c => c.Name == first);
        Command[] commands = named >= 0 ? [Commands[named].Create()] : [.. Commands.Select(c => c.Create())];
        foreach (var command in commands)
            root.Add(command);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new HelpWithExamples(help);
        }
        return root;
    }

    private static bool AsksForHelp(string arg) => arg is "--help" or "-h" or "-?" or "/h" or "/?" or "--version" || arg.StartsWith("[suggest", StringComparison.Ordinal);

    private static int RefuseUsage(ParseResult result)
    {
        foreach (var error in result.Errors)
            Console.Error.WriteLine(error.Message);
        var path = result.CommandResult.Command.Name;
        for (var parent = result.CommandResult.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            path = $"{parent.Command.Name} {path}";
        Console.Error.WriteLine($"see {path} --help");
        return ExitCode.BadInput;
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            // A command of a command shares the examples of its parent.
            for (SymbolResult? at = parseResult.CommandResult; at is CommandResult { Command.Name: var name }; at = at.Parent)
            {
                if (Array.Find(Commands, c => c.Name == name).Examples is { } examples)
                    parseResult.InvocationConfiguration.Output.WriteLine(examples);
            }
            return code;
        }
    }
}
