using System.Globalization;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Configuration;

/// <summary>Reads what configures a radio device.</summary>
internal static class RadioReader
{
    public static DeviceRadioConfiguration Device(BoundSection radio, RadioDescriptor kind) => new(kind, radio.Text("device"), new RadioSettings
    {
        SampleRateHz = radio.Number("sample-rate"),
        CenterFrequencyHz = radio.Number("center-frequency"),
        GainDb = radio.TryNumber("gain"),
        StageGainsDb = (Pairs(radio.Text("stage-gains")) ?? []).ToDictionary(p => p.Key, p => Decibels(p.Value) ?? 0),
        CorrectionPpm = radio.Number("correction"),
        BandwidthHz = radio.TryNumber("bandwidth"),
        Antenna = radio.TryText("antenna"),
        Channel = (int)radio.Number("channel"),
        BiasTee = radio.Flag("bias-tee"),
        Others = Pairs(radio.Text("settings")) ?? [],
    });

    /// <summary>What of a device's keys makes no sense.</summary>
    public static void Check(BoundSection radio, SectionBinder binder)
    {
        if (RadioCatalog.Find(radio.Text("kind")) is null)
            return;
        if (Pairs(radio.Text("stage-gains")) is not { } gains || gains.Values.Any(v => Decibels(v) is null))
            binder.Problem(radio.LineOf("stage-gains"), radio.Path + ".stage-gains", $"'{radio.Text("stage-gains")}' does not fit; give names and dB as 'LNA=10, VGA=20'");
        if (Pairs(radio.Text("settings")) is null)
            binder.Problem(radio.LineOf("settings"), radio.Path + ".settings", $"'{radio.Text("settings")}' does not fit; give names and values as 'name=value, name=value'");
    }

    private static double? Decibels(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static Dictionary<string, string>? Pairs(string text)
    {
        var pairs = new Dictionary<string, string>();
        foreach (string pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
                return null;
            pairs[pair[..at].Trim()] = pair[(at + 1)..].Trim();
        }
        return pairs;
    }
}
