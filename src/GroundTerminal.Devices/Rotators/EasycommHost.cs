using System.Globalization;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Drives a rotator that speaks EasyComm II or III.</summary>
/// <param name="version">2 or 3; III adds speeds, status and error registers.</param>
/// <remarks>
/// C. Jackson G7UPN, "EASYCOMM II Standard", and A. Schultze, "EASYCOMM III Standard" (easycomm.txt of the WiSP programs, as shipped with Hamlib):
/// a command is two letters and its value, commands are separated by space, CR or LF; a reply echoes the command;
/// degrees have one decimal; speeds are whole millidegrees a second. PARK is no part of the standard, Hamlib and the SatNOGS controllers speak it. Resolution 0.1°.
/// </remarks>
public sealed class EasycommHost(int version) : IRotatorHost
{
    private readonly EasycommTokens _tokens = new();
    private double? _azimuth, _elevation;
    private bool _azimuthWasRefused;

    /// <inheritdoc/>
    public bool TryWrite(RotatorCommand command, out byte[] bytes, out string refusal) => RotatorText.Give(Compose(command), out bytes, out refusal);

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorReply> replies)
    {
        foreach (var b in bytes)
        {
            if (_tokens.Add(b) is { } token && Take(token) is { } reply)
                replies.Add(reply);
            if ((_azimuth is not null && _elevation is not null) || (EasycommTokens.EndsLine(b) && (_azimuth ?? _elevation) is not null))
                replies.Add(TakePosition());
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _tokens.Clear();
        _azimuth = _elevation = null;
        _azimuthWasRefused = false;
    }

    private (string Text, string Refusal) Compose(RotatorCommand command) => command switch
    {
        RotatorCommand.SetPosition(var a, var e) => RotatorText.Unless(RotatorAngles.Check(a, e), $"AZ{RotatorAngles.Text(a, 1)} EL{RotatorAngles.Text(e, 1)}\n"),
        RotatorCommand.SetAzimuth(var a) => RotatorText.Unless(RotatorAngles.Check(a, null), $"AZ{RotatorAngles.Text(a, 1)}\n"),
        RotatorCommand.SetElevation(var e) => RotatorText.Unless(RotatorAngles.Check(null, e), $"EL{RotatorAngles.Text(e, 1)}\n"),
        RotatorCommand.Stop(var axes) => (Axes(axes, "SA", "SE"), ""),
        RotatorCommand.AskPosition(var axes) => (Axes(axes, "AZ", "EL"), ""),
        RotatorCommand.Park => ("PARK\n", ""),
        RotatorCommand.AskInfo => ("VE\n", ""),
        RotatorCommand.Move(var direction, null, null) => (Invariant($"M{"UDLR"[(int)direction]}\n"), ""),
        RotatorCommand.Move(var direction, >= 0 and <= 1000 and var speed, null) when version >= 3 =>
            (Invariant($"V{"UDLR"[(int)direction]}{RotatorAngles.Text(speed * 1000, 0)}\n"), ""),
        RotatorCommand.AskStatus when version >= 3 => ("GS\n", ""),
        RotatorCommand.AskErrors when version >= 3 => ("GE\n", ""),
        _ => RotatorText.Lacks(Invariant($"EasyComm {version}"), command),
    };

    private static string Axes(RotatorAxes axes, string azimuth, string elevation) => axes switch
    {
        RotatorAxes.Azimuth => azimuth + "\n",
        RotatorAxes.Elevation => elevation + "\n",
        _ => $"{azimuth} {elevation}\n",
    };

    private RotatorReply.Position TakePosition()
    {
        var position = new RotatorReply.Position(_azimuth, _elevation);
        _azimuth = _elevation = null;
        return position;
    }

    private RotatorReply? Take((string Name, string Value) token) => token switch
    {
        (_, "") => null, // an echo of what was asked, or a device without an answer
        ("AZ", var value) => Azimuth(value),
        ("EL", var value) => Elevation(value),
        ("AL", var text) => new RotatorReply.Error(RotatorLines.Shown(text)),
        ("VE", var text) => new RotatorReply.Info(RotatorLines.Shown(text)),
        ("GS", var bits) when version >= 3 => Bits(token, b => new RotatorReply.Status((EasycommStatus)b), bits),
        ("GE", var bits) when version >= 3 => Bits(token, b => new RotatorReply.Errors((EasycommErrors)b), bits),
        _ => null,
    };

    private RotatorReply.Refused? Azimuth(string text)
    {
        var (value, reason) = RotatorAngles.Read(text, RotatorAxes.Azimuth);
        _azimuthWasRefused = reason.Length > 0;
        _azimuth = _azimuthWasRefused ? null : value;
        return _azimuthWasRefused ? new RotatorReply.Refused($"'AZ{RotatorLines.Shown(text)}': {reason}") : null;
    }

    /// <summary>Where the azimuth before it was refused, the elevation is not believed either.</summary>
    private RotatorReply.Refused? Elevation(string text)
    {
        var (value, reason) = RotatorAngles.Read(text, RotatorAxes.Elevation);
        var good = reason.Length == 0 && !_azimuthWasRefused;
        _elevation = good ? value : null;
        if (!good)
            _azimuth = null;
        _azimuthWasRefused = false;
        return reason.Length == 0 ? null : new RotatorReply.Refused($"'EL{RotatorLines.Shown(text)}': {reason}");
    }

    private static RotatorReply Bits((string Name, string Value) token, Func<int, RotatorReply> make, string bits) =>
        int.TryParse(bits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? make(value)
            : new RotatorReply.Refused($"'{token.Name}{RotatorLines.Shown(token.Value)}': expected a number");
}
