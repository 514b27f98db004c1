using System.CommandLine;
using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal difi</c>: looks into captured DIFI and VITA 49 streams.</summary>
public static class DifiCommand
{
    public const string Examples = """
        Examples:
          groundterminal difi inspect capture.pcapng
          groundterminal difi inspect capture.pcap --json
        """;

    internal const int StandardPort = 4991;
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A pcap or pcapng file.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var port = new Option<int>("--port") { Description = "UDP port whose datagrams all have to be VITA 49 packets.", DefaultValueFactory = _ => StandardPort, HelpName = "PORT" };
        var inspect = new Command("inspect", "Lists the DIFI and VITA 49 streams of a capture: ids, classes, packets, rate, bits, frequencies, times, gaps.") { file, json, port };
        inspect.SetAction(result =>
        {
            DifiInspection inspection = DifiInspector.Inspect(result.GetRequiredValue(file), result.GetValue(port));
            Console.Out.Write(result.GetValue(json) ? DifiJson.Of(inspection) + "\n" : DifiText.Of(inspection));
            return inspection.Streams.Count > 0 ? ExitCode.Done : ExitCode.Nothing;
        });
        return new Command("difi", "Looks into captured DIFI (IEEE-ISTO 4900) and VITA 49.2 streams.") { inspect };
    }
}
