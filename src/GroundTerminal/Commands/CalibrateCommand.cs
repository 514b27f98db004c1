using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Http;
using GroundTerminal.Live;
using GroundTerminal.Orbits;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal calibrate</c>: tells a running station where its beam truly is.</summary>
public static class CalibrateCommand
{
    public const string Examples =
        """
        Examples:
          groundterminal calibrate --sun                 the beam is on the Sun: its shadow, or the most noise, says so
          groundterminal calibrate --true 203.4,31.0     it is on something whose direction is known
          groundterminal calibrate --reset
        """;

    public static Command Create()
    {
        var station = StationClient.Address();
        var direction = new Option<string?>("--true") { Description = "The beam is on this direction: azimuth from north over east, elevation, degrees.", HelpName = "AZ,EL" };
        var sun = new Option<bool>("--sun") { Description = "The beam is on the Sun." };
        var moon = new Option<bool>("--moon") { Description = "The beam is on the Moon." };
        var reset = new Option<bool>("--reset") { Description = "Forgets what was found; the configured offsets count alone." };
        var command = new Command("calibrate", "Sets a running station's pointing offsets by where its antenna, standing still, truly points; the station keeps them.") { direction, sun, moon, reset, station };
        command.SetAction(async (result, cancellation) =>
        {
            CalibrateRequest?[] asked =
            [
                result.GetValue(direction) is { } text ? Direction(text) : null,
                result.GetValue(sun) ? new CalibrateRequest(Target: "sun") : null,
                result.GetValue(moon) ? new CalibrateRequest(Target: "moon") : null,
                result.GetValue(reset) ? new CalibrateRequest(Reset: true) : null,
            ];
            if (asked.OfType<CalibrateRequest>().ToArray() is not [var request])
                throw new InputException("one of --true AZ,EL, --sun, --moon and --reset is expected");
            using var client = StationClient.Open(result.GetRequiredValue(station));
            string json = JsonSerializer.Serialize(request, HttpJson.Default.CalibrateRequest);
            var report = await client.PostAsync("/api/v1/antenna/calibrate", json, HttpJson.Default.AntennaReport, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine(Text(report));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Text(AntennaReport report)
    {
        string offsets = report.Calibration is { } c
            ? string.Create(CultureInfo.InvariantCulture, $"offsets {c.AzimuthOffsetDegrees:+0.00;-0.00} azimuth, {c.ElevationOffsetDegrees:+0.00;-0.00} elevation beside those of the configuration")
            : "offsets of the configuration alone";
        return string.Create(CultureInfo.InvariantCulture, $"{offsets}; the beam is at {report.AzimuthDegrees:0.0} {report.ElevationDegrees:0.0}");
    }

    private static CalibrateRequest Direction(string text) => text.Split(',') is [var azimuth, var elevation]
        ? new CalibrateRequest(OrbitArguments.Number("--true", azimuth, -360, 720), OrbitArguments.Number("--true", elevation, -90, 90))
        : throw InputException.For("--true", $"'{text}'", "AZ,EL as 203.4,31.0");
}
