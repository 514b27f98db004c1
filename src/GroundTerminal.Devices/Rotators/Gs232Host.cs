using System.Globalization;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Drives a Yaesu GS-232A or GS-232B; the replies of either are understood.</summary>
/// <remarks>
/// Yaesu, GS-232A Computer Control Interface, "General Operation" (p. 15), "Elevation Control Commands" (p. 18): commands end in CR,
/// angles are three digits counted from the most counter-clockwise azimuth and from the horizon, azimuth 000–450, elevation 000–180; an error is <c>?&gt;</c>. C2 is answered by <c>+0aaa+0eee</c>,
/// on a GS-232B by <c>AZ=aaa  EL=eee</c> (as Hamlib 4.5.4's models 601 and 603 take them).
/// Resolution 1°. There is no checksum: only a whole line of the right shape, noise at its front apart, is a position.
/// </remarks>
public sealed class Gs232Host : IRotatorHost
{
    private readonly RotatorLines _lines = new("\r\n");

    /// <inheritdoc/>
    public bool TryWrite(RotatorCommand command, out byte[] bytes, out string refusal) => RotatorText.Give(Compose(command), out bytes, out refusal);

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorReply> replies)
    {
        foreach (var b in bytes)
        {
            if (_lines.Add(b) is { } line && Reply(line) is { } reply)
                replies.Add(reply);
        }
    }

    /// <inheritdoc/>
    public void Reset() => _lines.Clear();

    private static (string Text, string Refusal) Compose(RotatorCommand command) => command switch
    {
        RotatorCommand.SetPosition(var a, var e) => RotatorText.Unless(Check(a, e), Invariant($"W{Digits(a)} {Digits(e)}\r")),
        RotatorCommand.SetAzimuth(var a) => RotatorText.Unless(Check(a, null), Invariant($"M{Digits(a)}\r")),
        RotatorCommand.Stop(RotatorAxes.Azimuth) => ("A\r", ""),
        RotatorCommand.Stop(RotatorAxes.Elevation) => ("E\r", ""),
        RotatorCommand.Stop => ("S\r", ""),
        RotatorCommand.AskPosition(RotatorAxes.Both) => ("C2\r", ""),
        RotatorCommand.AskPosition => ("", "GS-232A's replies of one axis do not say which; ask for both"),
        RotatorCommand.Move(var direction, null, null) => (Invariant($"{"UDLR"[(int)direction]}\r"), ""),
        RotatorCommand.SetSpeed(var step) => RotatorText.Unless(step is >= 1 and <= 4 ? "" : Invariant($"speed {step}; expected 1 to 4"), Invariant($"X{step}\r")),
        _ => RotatorText.Lacks("GS-232", command),
    };

    private static string Check(double azimuth, double? elevation) => RotatorAngles.Check(azimuth, 0, 450, elevation, 0, 180);

    private static string Digits(double degrees) => RotatorAngles.Text(degrees, 0).PadLeft(3, '0');

    private static RotatorReply? Reply(string line)
    {
        var text = line.AsSpan().TrimEnd(' ');
        if (text.EndsWith("?>"))
            return new RotatorReply.Error("?>");
        if (Named(text) is { } named && (named.AzimuthDegrees is not null || !text.Contains("AZ=", StringComparison.Ordinal)))
            return Checked(named, line);
        if (Signed(text) is { } signed)
            return Checked(signed, line);
        var shaped = text.IndexOfAny("+=") >= 0 && text.IndexOf('\uFFFD') < 0;
        return shaped ? new RotatorReply.Refused($"'{RotatorLines.Shown(line)}'; expected +0aaa+0eee or AZ=aaa  EL=eee") : null;
    }

    private static RotatorReply Checked(RotatorReply.Position position, string line)
    {
        var reason = RotatorAngles.Check(position.AzimuthDegrees, position.ElevationDegrees);
        return reason.Length == 0 ? position : new RotatorReply.Refused($"'{RotatorLines.Shown(line)}': {reason}");
    }

    /// <summary>+0aaa+0eee at the end of the line (GS-232A).</summary>
    private static RotatorReply.Position? Signed(ReadOnlySpan<char> text)
    {
        if (text.Length < 10)
            return null;
        text = text[^10..];
        return text.StartsWith("+0") && text[5..].StartsWith("+0") && Number(text[2..5]) is { } a && Number(text[7..]) is { } e
            ? new RotatorReply.Position(a, e)
            : null;
    }

    /// <summary>AZ=aaa  EL=eee at the end of the line, or one of the two alone (GS-232B).</summary>
    private static RotatorReply.Position? Named(ReadOnlySpan<char> text)
    {
        var elevation = Ending(text, "EL=");
        var rest = elevation is null ? text : text[..^6].TrimEnd(' ');
        var azimuth = Ending(rest, "AZ=");
        return azimuth is null && elevation is null ? null : new RotatorReply.Position(azimuth, elevation);
    }

    private static double? Ending(ReadOnlySpan<char> text, string name) =>
        text.Length >= 6 && text[^6..].StartsWith(name) ? Number(text[^3..]) : null;

    private static double? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
