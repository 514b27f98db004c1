using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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
            var result = Create().Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Action is ParseErrorAction)
                return RefuseUsage(result);
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is InputException or ConfigurationException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
    }

    private static RootCommand Create()
    {
        var root = new RootCommand("A satellite ground station in one process.")
        {
            DecodeCommand.Create(),
            SatellitesCommand.Create(),
            RunCommand.Create(),
            ConfigCommand.Create(),
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help })
                option.Action = new HelpWithExamples(help);
        }
        return root;
    }

    private static int RefuseUsage(ParseResult result)
    {
        foreach (var error in result.Errors)
            Console.Error.WriteLine(error.Message);
        var path = result.CommandResult.Command is RootCommand ? "groundterminal" : "groundterminal " + result.CommandResult.Command.Name;
        if (result.CommandResult.Parent is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } parent)
            path = $"groundterminal {parent.Command.Name} {result.CommandResult.Command.Name}";
        Console.Error.WriteLine($"see {path} --help");
        return ExitCode.BadInput;
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command.Name == "decode")
                parseResult.InvocationConfiguration.Output.WriteLine(DecodeCommand.Examples);
            return code;
        }
    }
}
