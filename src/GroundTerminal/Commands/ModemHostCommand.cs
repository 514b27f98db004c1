using System.CommandLine;
using GroundTerminal.Devices.PluginModems;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal modem-host</c>: the process that a station runs a modem library in.</summary>
public static class ModemHostCommand
{
    public static Command Create()
    {
        var library = new Argument<string>("LIB") { Description = "The shared library." };
        var channel = new Option<string>("--channel") { Description = "Name of the channel.", DefaultValueFactory = _ => "" };
        var options = new Option<string>("--options") { Description = "What the library is told.", DefaultValueFactory = _ => "" };
        var sampleRate = new Option<string>("--sample-rate") { Description = "Of the samples, Hz.", HelpName = "HZ", Required = true };
        var center = new Option<string>("--center-frequency") { Description = "Radio frequency at 0 Hz of them, Hz.", HelpName = "HZ", DefaultValueFactory = _ => "0" };
        var command = new Command("modem-host", "Runs a modem library for a station, which starts this by itself; samples and frames go through pipes.") { library, channel, options, sampleRate, center };
        command.SetAction(result => PluginHost.Run(new PluginOptions
        {
            Channel = result.GetRequiredValue(channel),
            Library = result.GetRequiredValue(library),
            Options = result.GetRequiredValue(options),
            SampleRateHz = OrbitArguments.Number("--sample-rate", result.GetRequiredValue(sampleRate), 1, 1e9),
            CenterFrequencyHz = OrbitArguments.Number("--center-frequency", result.GetRequiredValue(center), 0, 1e12),
        }) ? ExitCode.Done : ExitCode.Failed);
        return command;
    }
}
