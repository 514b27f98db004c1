using System.Globalization;

namespace GroundTerminal.Devices.Rigs;

/// <summary>An answer of rigctld: values with their names, or a code.</summary>
/// <param name="Code">0, or minus Hamlib's error number.</param>
/// <param name="Values">Names, which extended responses show, and values.</param>
internal sealed record RigctldAnswer(int Code, params (string Name, string Value)[] Values)
{
    public const int InvalidParameter = -1, Rejected = -9, NotAvailable = -11;

    public static RigctldAnswer Done { get; } = new(0);

    public static RigctldAnswer Of(string name, string value) => new(0, (name, value));

    public static string Whole(double value) => Math.Round(value, MidpointRounding.AwayFromZero).ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>As it goes on the wire.</summary>
    /// <param name="separator">'+', ';', '|' or ',' where an extended response was asked for; '\0' for a plain one.</param>
    /// <param name="echo">The command's long name with its arguments.</param>
    public string Text(char separator, string echo)
    {
        var report = string.Create(CultureInfo.InvariantCulture, $"RPRT {Code}\n");
        if (separator == '\0')
            return Values.Length == 0 ? report : string.Concat(Values.Select(v => v.Value + "\n"));
        var end = separator == '+' ? '\n' : separator;
        return echo + end + string.Concat(Values.Select(v => (v.Name.Length > 0 ? v.Name + ": " : "") + v.Value.Replace('\n', end) + end)) + report;
    }
}
