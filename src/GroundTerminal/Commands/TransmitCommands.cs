using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Http;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Commands;

/// <summary><c>groundterminal transmit arm</c>, <c>disarm</c>, <c>status</c> and <c>send</c>: the transmitter of a running station.</summary>
public static class TransmitCommands
{
    public const string Examples =
        """
        Examples:
          groundterminal transmit arm --for 10min
          groundterminal transmit send --channel telecommand --hex 82a0a4a64040e0
          groundterminal transmit send --channel telecommand --file frame.bin
          groundterminal transmit disarm
        """;

    private static readonly Option<string> Station = StationClient.Address();

    public static Command Create() => new("transmit", "Arms, disarms, shows and uses the transmitter of a running station.") { CreateArm(), CreateDisarm(), CreateStatus(), CreateSend() };

    private static Command CreateArm()
    {
        var time = new Option<string>("--for") { Description = "For how long: 90s, 10min, 1h.", HelpName = "TIME", Required = true };
        var command = new Command("arm", "Lets the station transmit for a while, within its configuration's limits.") { time, Station };
        command.SetAction(async (result, cancellation) =>
        {
            string json = JsonSerializer.Serialize(new ArmRequest(Seconds(result.GetRequiredValue(time))), HttpJson.Default.ArmRequest);
            return await OrderAsync(result, "arm", json, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static Command CreateDisarm()
    {
        var command = new Command("disarm", "Inhibits the transmitter at once.") { Station };
        command.SetAction((result, cancellation) => OrderAsync(result, "disarm", "{}", cancellation));
        return command;
    }

    private static Command CreateStatus()
    {
        var command = new Command("status", "Shows whether the transmitter is armed, why it is inhibited, and what was sent and refused.") { Station };
        command.SetAction(async (result, cancellation) =>
        {
            using var client = StationClient.Open(result.GetRequiredValue(Station));
            Show(await client.GetAsync("/api/v1/transmit", HttpJson.Default.TransmitStatus, cancellation).ConfigureAwait(false));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command CreateSend()
    {
        var channel = new Option<string>("--channel") { Description = "The uplink.", HelpName = "NAME", Required = true };
        var hex = new Option<string?>("--hex") { Description = "The frame without its check, hexadecimal.", HelpName = "BYTES" };
        var file = new Option<string?>("--file") { Description = "File that holds the frame without its check.", HelpName = "FILE" };
        var command = new Command("send", "Sends one frame, and waits until it is sent or refused.") { channel, hex, file, Station };
        command.SetAction(async (result, cancellation) =>
        {
            var request = new SendRequest(result.GetRequiredValue(channel), Frame(result.GetValue(hex), result.GetValue(file)));
            using var client = StationClient.Open(result.GetRequiredValue(Station));
            SendAnswer answer = await client.PostAsync("/api/v1/transmit/send", JsonSerializer.Serialize(request, HttpJson.Default.SendRequest), HttpJson.Default.SendAnswer, cancellation).ConfigureAwait(false);
            Console.Out.WriteLine(answer.Sent ? $"frame {answer.Number} was sent" : $"frame {answer.Number} waits; groundterminal transmit status shows what becomes of it");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> OrderAsync(ParseResult result, string order, string json, CancellationToken cancellation)
    {
        using var client = StationClient.Open(result.GetRequiredValue(Station));
        Show(await client.PostAsync($"/api/v1/transmit/{order}", json, HttpJson.Default.TransmitStatus, cancellation).ConfigureAwait(false));
        return ExitCode.Done;
    }

    private static void Show(TransmitStatus s)
    {
        Write($"{(s.ArmedUntil is { } until ? $"armed until {until:yyyy-MM-dd HH:mm:ss}Z" : $"inhibited: {s.Inhibited}")}{(s.Keyed ? ", keyed" : "")}");
        Write($"{s.FramesQueued} frames wait, {s.FramesSent} sent, {s.FramesRefused} refused; {s.SecondsOnAir:0.0} s on the air, keyed {100 * s.Share:0.0} % of the last window");
        foreach (TransmitChannelStatus channel in s.Channels)
            Write($"{channel.Name}: {channel.FrequencyHz / 1e6:0.0000} MHz, {channel.Modulation} {channel.BaudRate} baud, {channel.Framing}: {channel.Refusal ?? "may send"}");
        foreach (TransmitOutcome frame in s.Last)
            Write($"{frame.Time:HH:mm:ss}  frame {frame.Number}  {frame.Channel}  {frame.Length} bytes  {(frame.Refused.Length == 0 ? "sent" : "refused: " + frame.Refused)}");
    }

    private static void Write(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Frame(string? hex, string? file)
    {
        if (hex is null == file is null)
            throw new InputException("one of --hex and --file is expected");
        try
        {
            return file is null ? Convert.ToHexStringLower(Convert.FromHexString(hex!)) : Convert.ToHexStringLower(File.ReadAllBytes(file));
        }
        catch (FormatException e)
        {
            throw new InputException($"--hex: '{hex}'; expected two hexadecimal digits a byte", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--file: {e.Message}", e);
        }
    }

    private static double Seconds(string text)
    {
        foreach (var (unit, seconds) in new[] { ("min", 60.0), ("h", 3600), ("s", 1) })
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number > 0)
                return number * seconds;
        }
        throw InputException.For("--for", $"'{text}'", "a time as 90s, 10min or 1h");
    }
}
