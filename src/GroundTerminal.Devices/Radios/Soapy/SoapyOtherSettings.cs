using System.Globalization;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>Settings by the device's own names: the bias tee, which each driver calls otherwise, clock and time source, and what else there is.</summary>
internal sealed class SoapyOtherSettings
{
    /// <summary>What begins so is an argument of the stream, as <c>stream:bufflen</c>.</summary>
    public const string StreamPrefix = "stream:";
    private const string ClockSource = "clock-source", TimeSource = "time-source";
    private readonly SoapyChannel _channel;
    private readonly RadioSettings _settings;
    private readonly SoapyArgument[] _ofDevice, _ofChannel;

    public SoapyOtherSettings(SoapyChannel channel, RadioSettings settings) =>
        (_channel, _settings, _ofDevice, _ofChannel) = (channel, settings, channel.Handle.Settings(), channel.Settings());

    /// <exception cref="RadioException">The device has no such setting, or not with that value.</exception>
    public void Apply()
    {
        SetBiasTee();
        foreach (var (key, value) in _settings.Others.Where(o => !o.Key.StartsWith(StreamPrefix, StringComparison.Ordinal)))
            Set(key, value);
    }

    /// <summary>Off too: a device may have been left with it on.</summary>
    private void SetBiasTee()
    {
        // rtlsdr and airspy: biastee; hackrf: bias_tx; sdrplay: biasT_ctrl; bladerf: biastee_rx.
        SoapyArgument[] candidates = [.. _ofChannel.Concat(_ofDevice).Where(a => a.Key.StartsWith("bias", StringComparison.OrdinalIgnoreCase))];
        string other = _channel.Direction == SoapyLibrary.Receive ? "_tx" : "_rx";
        SoapyArgument? bias = candidates.FirstOrDefault(a => !a.Key.EndsWith(other, StringComparison.OrdinalIgnoreCase)) ?? candidates.FirstOrDefault();
        if (bias is null && _settings.BiasTee)
            throw SoapyFailure.Setting("bias-tee", $"the device has none; its settings are {Names()}");
        if (bias is not null && !_settings.Others.ContainsKey(bias.Key))
            Write(bias, "bias-tee", _settings.BiasTee ? "true" : "false");
    }

    private void Set(string key, string value)
    {
        if (key == ClockSource)
            Choose(key, value, _channel.Handle.ClockSources(), _channel.Handle.SetClockSource);
        else if (key == TimeSource)
            Choose(key, value, _channel.Handle.TimeSources(), _channel.Handle.SetTimeSource);
        else if (_ofChannel.Concat(_ofDevice).FirstOrDefault(a => a.Key == key) is { } about)
            Write(about, "settings", value);
        else
            throw SoapyFailure.Setting("settings", $"the device has no {key}; it has {Names()}");
    }

    private static void Choose(string key, string value, string[] names, Func<string, int> set)
    {
        if (!names.Contains(value))
            throw SoapyFailure.Setting("settings", names.Length == 0 ? $"the device has no choice of {key}" : $"{key}={value} is none of {string.Join(", ", names)}");
        SoapyFailure.Check(set(value), "settings", $"{key}={value}");
    }

    private void Write(SoapyArgument about, string configured, string value)
    {
        if (about.Options.Count > 0 && !about.Options.Contains(value))
            throw SoapyFailure.Setting(configured, $"{about.Key}={value} is none of {string.Join(", ", about.Options)}");
        if (about.IsNumber && about.Range.Minimum < about.Range.Maximum && !(double.TryParse(value, CultureInfo.InvariantCulture, out double number) && about.Range.Contains(number)))
            throw SoapyFailure.Setting(configured, string.Create(CultureInfo.InvariantCulture, $"{about.Key}={value} is impossible; the device has {about.Range.Minimum} to {about.Range.Maximum} {about.Units}").TrimEnd());
        int status = _ofChannel.Contains(about) ? _channel.Write(about.Key, value) : _channel.Handle.Write(about.Key, value);
        SoapyFailure.Check(status, configured, $"{about.Key}={value}");
    }

    private string Names()
    {
        string[] names = [.. _ofChannel.Concat(_ofDevice).Select(a => a.Key).Distinct()];
        return names.Length == 0 ? "no settings" : string.Join(", ", names);
    }
}
