using System.Globalization;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Words that both ends of rotctld's protocol use.</summary>
internal static class RotctldWords
{
    private static readonly string[] Errors =
    [
        "no error", "invalid parameter", "invalid configuration", "out of memory", "function not implemented", "communication timed out", "input/output error",
        "internal error", "protocol error", "command rejected by the rotator", "argument truncated", "function not available",
    ];

    /// <summary>Keys of dump_state: least and greatest azimuth, least and greatest elevation.</summary>
    public static readonly string[] PlainLimits = ["min_az=", "max_az=", "min_el=", "max_el="], ExtendedLimits =
        ["Minimum Azimuth: ", "Maximum Azimuth: ", "Minimum Elevation: ", "Maximum Elevation: "];

    public const int InvalidParameter = 1, InputOutput = 6, Rejected = 9;

    /// <summary>Direction of the move command: rotctl(1), move: 2 up, 4 down, 8 left, 16 right.</summary>
    public static int Bit(RotatorDirection direction) => 2 << (int)direction;

    public static RotatorDirection? Direction(string bit) => bit switch
    {
        "2" or "UP" => RotatorDirection.Up,
        "4" or "DOWN" => RotatorDirection.Down,
        "8" or "LEFT" or "CCW" => RotatorDirection.Left,
        "16" or "RIGHT" or "CW" => RotatorDirection.Right,
        _ => null,
    };

    /// <returns>Done or the error of a line "RPRT n"; null where the line is not that.</returns>
    public static RotatorReply? Report(string line)
    {
        if (!line.StartsWith("RPRT ", StringComparison.Ordinal)
            || !int.TryParse(line.AsSpan(5), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code))
            return null;
        if (code == 0)
            return new RotatorReply.Done();
        var known = code < 0 && code > -Errors.Length ? Errors[-code] : "unknown error";
        return new RotatorReply.Error($"RPRT {code.ToString(CultureInfo.InvariantCulture)}: {known}");
    }

    /// <summary>A limit of dump_state in either form.</summary>
    /// <returns>Which of the four keys it has, −1 where it is none.</returns>
    public static int Limit(string line, out double value)
    {
        value = 0;
        for (var i = 0; i < PlainLimits.Length; i++)
        {
            var key = line.StartsWith(PlainLimits[i], StringComparison.Ordinal) ? PlainLimits[i] : ExtendedLimits[i];
            if (line.StartsWith(key, StringComparison.Ordinal) && RotatorAngles.TryRead(line.AsSpan(key.Length), out value))
                return i;
        }
        return -1;
    }
}
