using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using GroundTerminal.Http;
using GroundTerminal.Live;
using GroundTerminal.Orbits;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal point</c>, <c>park</c>, <c>stop</c>, <c>stow</c>, <c>unstow</c> and <c>clear-fault</c>: orders to the antenna of a running station, whose motion authority alone moves it.</summary>
public static class AntennaCommands
{
    public const string PointExamples =
        """
        Examples:
          groundterminal point 180 30
          groundterminal point 95.5 10 --station http://10.0.0.7:8080
        """;

    public const string StowExamples =
        """
        Examples:
          groundterminal stow "storm until Sunday"
        """;

    private const double ThereDegrees = 1;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500), Longest = TimeSpan.FromMinutes(10);
    private static readonly Option<string> Station = StationClient.Address();
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Returns at once instead of showing how it turns." };

    public static Command CreatePoint()
    {
        var azimuth = new Argument<string>("AZ") { Description = "Azimuth, degrees from north over east." };
        var elevation = new Argument<string>("EL") { Description = "Elevation, degrees." };
        var command = new Command("point", "Turns the antenna of a running station; Ctrl-C stops it.") { azimuth, elevation, Station, NoWait };
        command.SetAction((result, _) =>
        {
            var (az, el) = (OrbitArguments.Number("AZ", result.GetRequiredValue(azimuth), -360, 720), OrbitArguments.Number("EL", result.GetRequiredValue(elevation), -90, 180));
            string json = JsonSerializer.Serialize(new PointRequest(az, el), HttpJson.Default.PointRequest);
            return OrderAsync(result, "point", json, a => a.AzimuthDegrees is { } nowAz && a.ElevationDegrees is { } nowEl && IsThere(az, el, nowAz, nowEl));
        });
        return command;
    }

    public static Command CreatePark()
    {
        var command = new Command("park", "Turns the antenna of a running station to its parking place; Ctrl-C stops it.") { Station, NoWait };
        command.SetAction((result, _) => OrderAsync(result, "park", "{}", null));
        return command;
    }

    public static Command CreateStow()
    {
        var reason = new Argument<string?>("REASON") { Description = "What other orders are refused with.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("stow", "Turns the antenna of a running station to its stow place, ending a pass; until unstow, contacts and orders do not move it. Ctrl-C stops it.") { reason, Station, NoWait };
        command.SetAction((result, _) => OrderAsync(result, "stow", JsonSerializer.Serialize(new StowRequest(result.GetValue(reason)), HttpJson.Default.StowRequest), null));
        return command;
    }

    public static Command CreateStop() => CreateAtOnce("stop", "Stops the antenna of a running station at once; it stays stopped until the next order or contact.");

    public static Command CreateUnstow() => CreateAtOnce("unstow", "Lets contacts and orders move a stowed antenna again; it stays where it is until then.");

    public static Command CreateClearFault() => CreateAtOnce("clear-fault", "Forgets a stall or a runaway of the antenna: it follows the present pass again.");

    private static Command CreateAtOnce(string order, string description)
    {
        var command = new Command(order, description) { Station };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = StationClient.Open(result.GetRequiredValue(Station));
            Show(await client.PostAsync($"/api/v1/antenna/{order}", "{}", HttpJson.Default.AntennaReport, cancellation).ConfigureAwait(false));
            return ExitCode.Done;
        });
        return command;
    }

    private static bool IsThere(double azimuth, double elevation, double nowAzimuth, double nowElevation)
    {
        // Over the top, the other azimuth is the same direction.
        var (az, el) = elevation > 90 ? (azimuth + 180, 180 - elevation) : (azimuth, elevation);
        return Math.Abs(el - nowElevation) < ThereDegrees && Math.Abs(Math.IEEERemainder(az - nowAzimuth, 360)) * Math.Cos(el * Math.PI / 180) < ThereDegrees;
    }

    private static async Task<int> OrderAsync(ParseResult result, string order, string json, Func<AntennaReport, bool>? isThere)
    {
        using var stopped = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel), terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var client = StationClient.Open(result.GetRequiredValue(Station));
        var report = await client.PostAsync($"/api/v1/antenna/{order}", json, HttpJson.Default.AntennaReport, CancellationToken.None).ConfigureAwait(false);
        try
        {
            var until = DateTime.UtcNow + Longest;
            var last = (report.MechanicalAzimuthDegrees, report.MechanicalElevationDegrees);
            for (var still = 0; !result.GetValue(NoWait) && DateTime.UtcNow < until;)
            {
                await Task.Delay(Look, stopped.Token).ConfigureAwait(false);
                report = await client.GetAsync("/api/v1/antenna", HttpJson.Default.AntennaReport, stopped.Token).ConfigureAwait(false);
                Show(report);
                var now = (report.MechanicalAzimuthDegrees, report.MechanicalElevationDegrees);
                still = now == last ? still + 1 : 0;
                last = now;
                if (isThere?.Invoke(report) ?? (still >= 3))
                    return ExitCode.Done;
                if (report.Mode is nameof(MotionMode.Stopped) or nameof(MotionMode.Fault) || still >= 20)
                {
                    Console.Error.WriteLine(report.Fault.Length > 0 ? report.Fault : "it was stopped");
                    return ExitCode.Failed;
                }
            }
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Show(await client.PostAsync("/api/v1/antenna/stop", "{}", HttpJson.Default.AntennaReport, CancellationToken.None).ConfigureAwait(false));
            return ExitCode.Done;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            stopped.Cancel();
        }
    }

    private static void Show(AntennaReport report) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.AzimuthDegrees:0.0} {report.ElevationDegrees:0.0} {report.Mode} {report.Fault}").TrimEnd());
}
