using System.CommandLine;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Emulation;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal emulate radio</c>: an emulated sky for any SDR program.</summary>
internal static class EmulateRadioCommand
{
    private static readonly Argument<string?> ConfigurationFile = new("CONFIG") { Description = "A configuration whose radio is emulated; without it, the one that ships: four satellites.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string> Protocol = new("--protocol") { Description = string.Join("; ", RadioServerCatalog.All.Select(d => $"{d.Name}: {d.Standard}")), HelpName = "NAME", Required = true };

    private static readonly Option<string?> Listen = new("--listen")
    {
        Description = $"Where it is reached; {string.Join(", ", RadioServerCatalog.All.Select(d => $"{d.DefaultListen} for {d.Name}"))} by default.",
        HelpName = "PLACE",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Writes a JSON object a line." };

    public static Command Create()
    {
        var radio = new Command("radio", "Satellites over noise, served in the protocol of a radio: at any frequency and rate that a program sets.")
        {
            ConfigurationFile, Protocol, Listen, Json,
        };
        radio.SetAction((result, _) => RunAsync(result));
        return radio;
    }

    private static Task<int> RunAsync(ParseResult result)
    {
        string name = result.GetValue(Protocol)!;
        RadioServerDescriptor protocol = RadioServerCatalog.Find(name)
            ?? throw new InputException($"--protocol: '{name}'; expected {string.Join(", ", RadioServerCatalog.All.Select(d => d.Name))}");
        StationConfiguration configuration = ConfigurationReader.Load(result.GetValue(ConfigurationFile)).Configuration;
        if (configuration.Radio is not EmulatedRadioConfiguration)
            throw new InputException("radio.kind: no emulated sky to serve; expected emulated, with transmitters");
        return new EmulatedRadioRun(protocol, configuration, result.GetValue(Listen) ?? protocol.DefaultListen, result.GetValue(Json), Console.Out).RunAsync();
    }
}
