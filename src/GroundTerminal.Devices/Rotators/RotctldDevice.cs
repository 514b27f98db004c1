using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Answers as Hamlib's rotctld, plain and extended.</summary>
/// <remarks>
/// Hamlib, rotctld(1), "PROTOCOL" and "COMMANDS", version 4.5: short commands and \long ones, several on a line; '+' before one asks for an extended response on
/// lines, ';', '|' or ',' for one with that separator. dump_state as protocol version 1. Unlike Hamlib, an unknown command is answered (RPRT −1), not met with silence.
/// </remarks>
public sealed class RotctldDevice : IRotatorDevice
{
    private readonly RotatorLines _lines = new("\r\n");

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorRequest> requests)
    {
        foreach (var b in bytes)
        {
            if (_lines.Add(b) is { } line && !line.StartsWith('#'))
                Take(line, requests);
        }
    }

    /// <inheritdoc/>
    public byte[] Answer(RotatorRequest request, RotatorReply reply)
    {
        if (request.Command is RotatorCommand.Quit)
            return [];
        var text = Text(request, reply);
        if (request.Header is [var separator, .. var echo])
            text = echo + (separator == '+' ? text : text.TrimEnd('\n').Replace('\n', separator) + "\n");
        return Encoding.ASCII.GetBytes(text);
    }

    /// <inheritdoc/>
    public void Reset() => _lines.Clear();

    private static string Text(RotatorRequest request, RotatorReply reply)
    {
        var extended = request.Header.Length > 0;
        var (azimuth, elevation, end) = extended ? ("Azimuth: ", "Elevation: ", "RPRT 0\n") : ("", "", "");
        return (request.Command, reply) switch
        {
            (RotatorCommand.Invalid, _) => Error(RotctldWords.InvalidParameter),
            (RotatorCommand.AskPosition, RotatorReply.Position(var a, var e)) => $"{azimuth}{Angle(a, -180, 540)}\n{elevation}{Angle(e, -90, 190)}\n{end}",
            (RotatorCommand.AskInfo, RotatorReply.Info(var text)) => $"{(extended ? "Info: " : "")}{text.ReplaceLineEndings(" ")}\n{end}",
            (RotatorCommand.AskLimits, RotatorReply.Limits limits) => State(limits, extended) + end,
            (RotatorCommand.AskPosition or RotatorCommand.AskInfo or RotatorCommand.AskLimits, _) => Error(RotctldWords.InputOutput),
            (_, RotatorReply.Error or RotatorReply.Refused) => Error(RotctldWords.Rejected),
            _ => "RPRT 0\n",
        };
    }

    private static string Error(int code) => Invariant($"RPRT -{code}\n");

    private static string Angle(double? degrees, double minimum, double maximum) => RotatorAngles.Text(RotatorAngles.Hold(degrees, minimum, maximum), 2);

    private static string State(RotatorReply.Limits limits, bool extended)
    {
        var (a, b, c, d) = (limits.MinimumAzimuthDegrees, limits.MaximumAzimuthDegrees, limits.MinimumElevationDegrees, limits.MaximumElevationDegrees);
        var (top, keys) = extended
            ? ("rotctld Protocol Ver: 1\nRotor Model: 1\n", RotctldWords.ExtendedLimits)
            : ("1\n1\n", RotctldWords.PlainLimits);
        var south = extended ? "South Zero: 0" : "south_zero=0";
        return Invariant($"{top}{keys[0]}{a:F6}\n{keys[1]}{b:F6}\n{keys[2]}{c:F6}\n{keys[3]}{d:F6}\n{south}\nrot_type=AzEl\ndone\n");
    }

    private static void Take(string line, ICollection<RotatorRequest> requests)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length;)
        {
            var (separator, word) = words[at][0] is '+' or ';' or '|' or ',' ? (words[at][..1], words[at][1..]) : ("", words[at]);
            var (name, arguments) = Name(word);
            var given = words[(at + 1)..Math.Min(words.Length, at + 1 + arguments)];
            at += 1 + given.Length;
            var newline = separator == "+" ? "\n" : separator;
            var header = separator.Length == 0 ? "" : $"{separator}{name}:{(given.Length > 0 ? " " : "")}{string.Join(' ', given)}{newline}";
            var command = given.Length == arguments ? Command(name, given) : new RotatorCommand.Invalid(Invariant($"{name}: expected {arguments} arguments"));
            requests.Add(new RotatorRequest(command, header));
            if (command is RotatorCommand.Invalid)
                return; // what follows may be its arguments
        }
    }

    private static (string Name, int Arguments) Name(string word) => word switch
    {
        "p" or "\\get_pos" => ("get_pos", 0),
        "P" or "\\set_pos" => ("set_pos", 2),
        "S" or "\\stop" => ("stop", 0),
        "K" or "\\park" => ("park", 0),
        "M" or "\\move" => ("move", 2),
        "_" or "\\get_info" => ("get_info", 0),
        "\\dump_state" => ("dump_state", 0),
        "q" or "Q" or "\\quit" => ("quit", 0),
        _ => (word, 0),
    };

    private static RotatorCommand Command(string name, string[] given) => name switch
    {
        "get_pos" => new RotatorCommand.AskPosition(),
        "set_pos" => Position(given[0], given[1]),
        "stop" => new RotatorCommand.Stop(),
        "park" => new RotatorCommand.Park(),
        "move" => Move(given[0], given[1]),
        "get_info" => new RotatorCommand.AskInfo(),
        "dump_state" => new RotatorCommand.AskLimits(),
        "quit" => new RotatorCommand.Quit(),
        _ => new RotatorCommand.Invalid($"'{RotatorLines.Shown(name)}'; not a command that is known here"),
    };

    private static RotatorCommand Position(string azimuth, string elevation)
    {
        if (!RotatorAngles.TryRead(azimuth, out var a) || !RotatorAngles.TryRead(elevation, out var e))
            return new RotatorCommand.Invalid("angles are not numbers");
        var reason = RotatorAngles.Check(a, e);
        return reason.Length == 0 ? new RotatorCommand.SetPosition(a, e) : new RotatorCommand.Invalid(reason);
    }

    private static RotatorCommand Move(string direction, string speed)
    {
        var good = int.TryParse(speed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent) && percent is -1 or (>= 1 and <= 100);
        return good && RotctldWords.Direction(direction) is { } way
            ? new RotatorCommand.Move(way, Percent: percent == -1 ? null : percent)
            : new RotatorCommand.Invalid("move: expected a direction (2, 4, 8, 16) and a speed (1 to 100, or -1)");
    }
}
