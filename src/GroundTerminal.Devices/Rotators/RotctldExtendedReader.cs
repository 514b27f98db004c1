namespace GroundTerminal.Devices.Rotators;

/// <summary>Reads extended responses: header, "key: value" lines, RPRT.</summary>
internal sealed class RotctldExtendedReader
{
    private static readonly string[] Headers = ["get_pos:", "set_pos:", "stop:", "park:", "move:", "get_info:", "dump_state:", "reset:"];

    private readonly double?[] _limits = new double?[4];
    private string _header = "", _info = "", _wrong = "";
    private double? _azimuth, _elevation;

    public RotatorReply? Take(string line)
    {
        // Noise may stand right before the header; within an answer it spoils the line and so the answer.
        if (Header(line) is { } header)
        {
            Clear();
            _header = header;
            return null;
        }
        if (_header.Length == 0)
            return null;
        if (RotctldWords.Report(line) is not { } report)
        {
            Value(line);
            return null;
        }
        var reply = report is RotatorReply.Done ? Finish() : report;
        Clear();
        return reply;
    }

    public void Clear()
    {
        (_header, _info, _wrong) = ("", "", "");
        _azimuth = _elevation = null;
        Array.Clear(_limits);
    }

    private static string? Header(string line) =>
        line.StartsWith("Info: ", StringComparison.Ordinal) ? null : Headers.FirstOrDefault(h => line.Contains(h, StringComparison.Ordinal));

    private void Value(string line)
    {
        if (line.StartsWith("Azimuth: ", StringComparison.Ordinal))
            _azimuth = Angle(line, "Azimuth: ".Length);
        else if (line.StartsWith("Elevation: ", StringComparison.Ordinal))
            _elevation = Angle(line, "Elevation: ".Length);
        else if (line.StartsWith("Info: ", StringComparison.Ordinal))
            _info = line["Info: ".Length..];
        else if (RotctldWords.Limit(line, out var value) is var i and >= 0)
            _limits[i] = value;
    }

    private double? Angle(string line, int at)
    {
        if (RotatorAngles.TryRead(line.AsSpan(at), out var value))
            return value;
        _wrong = $"'{RotatorLines.Shown(line)}': expected degrees";
        return null;
    }

    private RotatorReply Finish() => _header switch
    {
        "get_pos:" => Position(),
        "get_info:" => new RotatorReply.Info(RotatorLines.Shown(_info)),
        "dump_state:" when _limits is [{ } a, { } b, { } c, { } d] => new RotatorReply.Limits(a, b, c, d),
        "dump_state:" => new RotatorReply.Refused("dump_state without its four limits"),
        _ => new RotatorReply.Done(),
    };

    private RotatorReply Position()
    {
        if (_wrong.Length > 0)
            return new RotatorReply.Refused(_wrong);
        if (_azimuth is null || _elevation is null)
            return new RotatorReply.Refused("get_pos without azimuth or elevation");
        var reason = RotatorAngles.Check(_azimuth, _elevation);
        return reason.Length == 0 ? new RotatorReply.Position(_azimuth, _elevation) : new RotatorReply.Refused(reason);
    }
}
