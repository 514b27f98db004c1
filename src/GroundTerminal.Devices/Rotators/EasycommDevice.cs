using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Answers as a rotator that speaks EasyComm II or III.</summary>
/// <param name="version">2 or 3; III adds speeds, status and error registers.</param>
/// <remarks>
/// C. Jackson G7UPN, "EASYCOMM II Standard", and A. Schultze, "EASYCOMM III Standard" (easycomm.txt). Only questions are answered, on a line of their own;
/// an error is told as AL. Words of no meaning for a rotator (UP, DN, UM, DM, AO, LO, ST …) are passed over, as the standard allows.
/// </remarks>
public sealed class EasycommDevice(int version) : IRotatorDevice
{
    private readonly EasycommTokens _tokens = new();
    private double? _azimuth, _elevation;
    private RotatorAxes _asked, _stopped;
    private string _wrong = "";

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorRequest> requests)
    {
        foreach (var b in bytes)
        {
            if (_tokens.Add(b) is { } token && Take(token) is { } command)
                requests.Add(new RotatorRequest(command));
            if (IsWhole() || EasycommTokens.EndsLine(b))
                Flush(requests);
        }
    }

    /// <inheritdoc/>
    public byte[] Answer(RotatorRequest request, RotatorReply reply) => Encoding.ASCII.GetBytes((request.Command, reply) switch
    {
        (RotatorCommand.Invalid(var reason), _) => $"AL{Word(reason)}\n",
        (_, RotatorReply.Error(var text)) => $"AL{Word(text)}\n",
        (RotatorCommand.AskPosition(var axes), RotatorReply.Position position) => Text(position, axes) + "\n",
        (RotatorCommand.AskInfo, RotatorReply.Info(var text)) => $"VE{Word(text)}\n",
        (RotatorCommand.AskStatus, RotatorReply.Status(var bits)) => Invariant($"GS{(int)bits}\n"),
        (RotatorCommand.AskErrors, RotatorReply.Errors(var bits)) => Invariant($"GE{(int)bits}\n"),
        _ => "",
    });

    /// <inheritdoc/>
    public void Reset()
    {
        _tokens.Clear();
        (_azimuth, _elevation, _asked, _stopped, _wrong) = (null, null, RotatorAxes.None, RotatorAxes.None, "");
    }

    private static string Word(string text) => text.Replace(' ', '_').ReplaceLineEndings("_");

    private static string Text(RotatorReply.Position position, RotatorAxes axes)
    {
        var azimuth = axes.HasFlag(RotatorAxes.Azimuth) ? "AZ" + RotatorAngles.Text(RotatorAngles.Hold(position.AzimuthDegrees, -180, 540), 1) : "";
        var elevation = axes.HasFlag(RotatorAxes.Elevation) ? "EL" + RotatorAngles.Text(RotatorAngles.Hold(position.ElevationDegrees, -90, 190), 1) : "";
        return axes == RotatorAxes.Both ? $"{azimuth} {elevation}" : azimuth + elevation;
    }

    private bool IsWhole() => (_azimuth is not null && _elevation is not null) || _asked == RotatorAxes.Both || _stopped == RotatorAxes.Both;

    /// <summary>Stop goes first: it is obeyed, and what stands beside it on the line comes after.</summary>
    private void Flush(ICollection<RotatorRequest> requests)
    {
        if (_stopped != RotatorAxes.None)
            requests.Add(new RotatorRequest(new RotatorCommand.Stop(_stopped)));
        if (_wrong.Length > 0)
            requests.Add(new RotatorRequest(new RotatorCommand.Invalid(_wrong)));
        else if (Target() is { } target)
            requests.Add(new RotatorRequest(target));
        if (_asked != RotatorAxes.None)
            requests.Add(new RotatorRequest(new RotatorCommand.AskPosition(_asked)));
        (_azimuth, _elevation, _asked, _stopped, _wrong) = (null, null, RotatorAxes.None, RotatorAxes.None, "");
    }

    private RotatorCommand? Target() => (_azimuth, _elevation) switch
    {
        ({ } a, { } e) => new RotatorCommand.SetPosition(a, e),
        ({ } a, null) => new RotatorCommand.SetAzimuth(a),
        (null, { } e) => new RotatorCommand.SetElevation(e),
        _ => null,
    };

    private RotatorCommand? Take((string Name, string Value) token)
    {
        switch (token)
        {
            case ("AZ", ""): _asked |= RotatorAxes.Azimuth; return null;
            case ("EL", ""): _asked |= RotatorAxes.Elevation; return null;
            case ("AZ", var value): _azimuth = Angle(token.Name, value, RotatorAxes.Azimuth); return null;
            case ("EL", var value): _elevation = Angle(token.Name, value, RotatorAxes.Elevation); return null;
            case ("SA", ""): _stopped |= RotatorAxes.Azimuth; return null;
            case ("SE", ""): _stopped |= RotatorAxes.Elevation; return null;
            default: return Other(token);
        }
    }

    private RotatorCommand? Other((string Name, string Value) token) => token switch
    {
        ("PARK", _) => new RotatorCommand.Park(),
        ("VE", "") => new RotatorCommand.AskInfo(),
        (['M', var way], "") => new RotatorCommand.Move(Direction(way)),
        ("GS", "") when version >= 3 => new RotatorCommand.AskStatus(),
        ("GE", "") when version >= 3 => new RotatorCommand.AskErrors(),
        (['V', 'U' or 'D' or 'L' or 'R'], var speed) when version >= 3 => Move(token.Name[1], speed),
        _ => null,
    };

    private static RotatorCommand Move(char way, string millidegrees) =>
        int.TryParse(millidegrees, NumberStyles.None, CultureInfo.InvariantCulture, out var speed)
            ? new RotatorCommand.Move(Direction(way), speed / 1000.0)
            : new RotatorCommand.Invalid($"V{way}{RotatorLines.Shown(millidegrees)}: expected millidegrees a second");

    private static RotatorDirection Direction(char way) => (RotatorDirection)"UDLR".IndexOf(way, StringComparison.Ordinal);

    private double? Angle(string name, string text, RotatorAxes axis)
    {
        var (value, reason) = RotatorAngles.Read(text, axis);
        if (reason.Length == 0)
            return value;
        _wrong = $"{name}{RotatorLines.Shown(text)}: {reason}";
        return null;
    }
}
