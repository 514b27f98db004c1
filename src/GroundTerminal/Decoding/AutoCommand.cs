using System.Globalization;
using System.Text;
using GroundTerminal.Devices;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>A finding as a command line.</summary>
public static class AutoCommand
{
    /// <summary>The command that decodes the finding without searching.</summary>
    public static string Of(DecodeOptions options, AutoFinding finding)
    {
        var text = new StringBuilder("groundterminal decode ").Append(Quote(options.Input));
        Input(text, options.InputOptions);
        Append(text, "--modulation", finding.Hypothesis.Modulation);
        Append(text, "--baud-rate", finding.Hypothesis.BaudRate);
        Append(text, "--deviation", finding.Hypothesis.DeviationHz);
        Append(text, "--audio-carrier", finding.Hypothesis.AudioCarrierHz);
        Append(text, "--framing", finding.Framing!.Choice.Name);
        foreach (var (key, value) in finding.Framing.Options)
            Append(text, "--framing-option", $"{key}={value}");
        Append(text, "--offset", finding.OffsetHz);
        Append(text, "--bandwidth", finding.BandwidthHz);
        if (options.FlipBits > 0)
            Append(text, "--flip-bits", options.FlipBits);
        return text.ToString();
    }

    private static void Input(StringBuilder text, SampleFileOptions input)
    {
        Append(text, "--format", input.Format?.ToString());
        Append(text, "--sample-rate", input.SampleRateHz);
        Append(text, "--center-frequency", input.CenterFrequencyHz);
        Append(text, "--start-time", input.StartTime?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        if (input.Kind is { } kind)
            text.Append(kind == SampleKind.Iq ? " --iq" : " --audio");
    }

    private static void Append(StringBuilder text, string option, double? value) => Append(text, option, value?.ToString("0.###", CultureInfo.InvariantCulture));

    private static void Append(StringBuilder text, string option, string? value)
    {
        if (value is not null)
            text.Append(' ').Append(option).Append(' ').Append(Quote(value));
    }

    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./+:,@%".Contains(c, StringComparison.Ordinal)) ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
