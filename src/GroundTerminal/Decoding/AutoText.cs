using System.Globalization;
using System.Text;

namespace GroundTerminal.Decoding;

/// <summary>What <c>--auto</c> found, for people.</summary>
public static class AutoText
{
    private const int MostSatellites = 8;

    /// <summary>Some lines.</summary>
    public static string Of(AutoReport report)
    {
        var text = new StringBuilder();
        if (report.Findings.Count == 0)
            text.Append(CultureInfo.InvariantCulture, $"{report.Recording}: nothing found in {report.SecondsSearched:0.0} s\n");
        foreach (var finding in report.Findings)
            Append(text, report, finding);
        return text.ToString();
    }

    private static void Append(StringBuilder text, AutoReport report, AutoFinding finding)
    {
        text.Append(Word(finding.Confidence)).Append(": ").Append(finding.Hypothesis).Append(", ");
        text.Append(finding.Framing is { } framing
            ? FormattableString.Invariant($"{framing}: {finding.Frames} frame{(finding.Frames == 1 ? "" : "s")}")
            : "no framing that is built reads it");
        text.Append(CultureInfo.InvariantCulture, $"; Es/N0 {finding.EsN0Db:0.0} dB");
        if (finding.FrequencyHz is { } hz)
            text.Append(CultureInfo.InvariantCulture, $", carrier at {hz:0} Hz");
        if (finding.FrequencyHz is { } offset && report.CenterFrequencyHz is { } center)
            text.Append(CultureInfo.InvariantCulture, $" ({(center + offset) / 1e6:0.00000} MHz)");
        text.Append(CultureInfo.InvariantCulture, $", {finding.MeasuredBaudRate:0.0} Bd measured\n");
        if (finding.Framing is not null)
            text.Append("    by hand: ").Append(report.Command(finding)).Append('\n');
        Satellites(text, finding);
    }

    private static void Satellites(StringBuilder text, AutoFinding finding)
    {
        if (finding.Framing is null)
            return;
        var names = finding.Transmitters.Select(t => t.Satellite.Name).Distinct().ToArray();
        text.Append("    in the catalogue: ");
        if (names.Length == 0)
            text.Append("no such transmitter\n");
        else
            text.Append(string.Join(", ", names.Take(MostSatellites))).Append(names.Length > MostSatellites ? $" and {names.Length - MostSatellites} more\n" : "\n");
    }

    /// <summary>The confidence in words.</summary>
    public static string Word(AutoConfidence confidence) => confidence switch
    {
        AutoConfidence.Certain => "certain",
        AutoConfidence.Likely => "likely",
        _ => "signal",
    };
}
