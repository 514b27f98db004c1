using System.Globalization;
using System.Text;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Answers as a Yaesu GS-232A or GS-232B.</summary>
/// <remarks>
/// Yaesu, GS-232A Computer Control Interface, "General Operation" (p. 15): upper and lower case are alike, a CR is returned after every command, CR and LF
/// where it returned data, <c>?&gt;</c> for what is invalid; "Elevation Control Commands" (p. 18). An empty line is not answered.
/// Timed sequences, calibration and settings (T, N, O, F, P, Z, H) are not spoken: <c>?&gt;</c>.
/// </remarks>
public sealed class Gs232Device(Gs232Model model) : IRotatorDevice
{
    private readonly RotatorLines _lines = new("\r\n");

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorRequest> requests)
    {
        foreach (var b in bytes)
        {
            if (_lines.Add(b) is { } line)
                requests.Add(new RotatorRequest(Command(line.ToUpperInvariant())));
        }
    }

    /// <inheritdoc/>
    public byte[] Answer(RotatorRequest request, RotatorReply reply) => Encoding.ASCII.GetBytes((request.Command, reply) switch
    {
        (RotatorCommand.Invalid, _) or (_, RotatorReply.Error or RotatorReply.Refused) => "?>\r\n",
        (RotatorCommand.AskPosition(var axes), RotatorReply.Position position) => Text(position, axes),
        _ => "\r",
    });

    /// <inheritdoc/>
    public void Reset() => _lines.Clear();

    private string Text(RotatorReply.Position position, RotatorAxes axes)
    {
        var azimuth = axes.HasFlag(RotatorAxes.Azimuth) ? Text("AZ=", position.AzimuthDegrees, 450) : "";
        var elevation = axes.HasFlag(RotatorAxes.Elevation) ? Text("EL=", position.ElevationDegrees, 180) : "";
        var between = model == Gs232Model.B && axes == RotatorAxes.Both ? "  " : "";
        return azimuth + between + elevation + "\r\n";
    }

    private string Text(string name, double? degrees, double maximum) =>
        (model == Gs232Model.B ? name : "+0") + RotatorAngles.Text(RotatorAngles.Hold(degrees, 0, maximum), 0).PadLeft(3, '0');

    private static RotatorCommand Command(string line) => line.TrimEnd(' ') switch
    {
        "C2" => new RotatorCommand.AskPosition(),
        "C" => new RotatorCommand.AskPosition(RotatorAxes.Azimuth),
        "B" => new RotatorCommand.AskPosition(RotatorAxes.Elevation),
        "S" => new RotatorCommand.Stop(),
        "A" => new RotatorCommand.Stop(RotatorAxes.Azimuth),
        "E" => new RotatorCommand.Stop(RotatorAxes.Elevation),
        "U" or "D" or "L" or "R" => new RotatorCommand.Move((RotatorDirection)"UDLR".IndexOf(line[0], StringComparison.Ordinal)),
        ['X', >= '1' and <= '4'] => new RotatorCommand.SetSpeed(line[1] - '0'),
        ['M', .. var azimuth] when Angles(azimuth) is [var a] => Checked(new RotatorCommand.SetAzimuth(a), a, null),
        ['W', .. var pair] when Angles(pair) is [var a, var e] => Checked(new RotatorCommand.SetPosition(a, e), a, e),
        _ => new RotatorCommand.Invalid($"'{RotatorLines.Shown(line)}'; not a command of GS-232"),
    };

    private static RotatorCommand Checked(RotatorCommand command, double azimuth, double? elevation)
    {
        var reason = RotatorAngles.Check(azimuth, 0, 450, elevation, 0, 180);
        return reason.Length == 0 ? command : new RotatorCommand.Invalid(reason);
    }

    /// <returns>Angles of three digits each, with a space between; empty where they are not that.</returns>
    private static double[] Angles(string text)
    {
        var parts = text.Split(' ');
        var good = parts.All(p => p.Length == 3 && p.All(char.IsAsciiDigit));
        return good ? [.. parts.Select(p => double.Parse(p, CultureInfo.InvariantCulture))] : [];
    }
}
