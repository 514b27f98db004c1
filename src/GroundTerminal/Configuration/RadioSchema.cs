using GroundTerminal.Devices.Radios;

namespace GroundTerminal.Configuration;

/// <summary>Keys of radio devices.</summary>
internal static class RadioSchema
{
    /// <summary>The keys of one kind of device.</summary>
    public static IReadOnlyList<Setting> DeviceOf(Setting kind, RadioDescriptor descriptor) =>
    [
        kind,
        new("device", SettingKind.Text, descriptor.DeviceHelp) { Default = "" },
        new("sample-rate", SettingKind.Number, "complex sample rate, Hz") { Required = true, Min = 1e3, Max = 100e6 },
        new("center-frequency", SettingKind.Number, "radio frequency at 0 Hz of the stream, Hz") { Required = true, Min = 0, Max = 100e9 },
        new("gain", SettingKind.Number, "overall gain, dB, or the device's own automatic gain") { Default = "auto", Min = -100, Max = 200, Words = ["auto"] },
        new("stage-gains", SettingKind.Text, "gains of single stages, dB, as 'LNA=10, VGA=20'") { Default = "" },
        new("correction", SettingKind.Number, "error of the device's oscillator, ppm; above 0 where it runs fast") { Default = "0", Min = -1000, Max = 1000 },
        new("bandwidth", SettingKind.Number, "bandwidth of the analogue filter, Hz, or what suits the sample rate") { Default = "auto", Min = 1e3, Max = 100e6, Words = ["auto"] },
        new("antenna", SettingKind.Text, "antenna input by the device's name; without it the device's own choice"),
        new("channel", SettingKind.Whole, "receiver of a device with several") { Default = "0", Min = 0, Max = 15 },
        new("bias-tee", SettingKind.Flag, "feeds an amplifier at the antenna through the cable") { Default = "false" },
        new("settings", SettingKind.Text, "other settings by the device's own names, as 'name=value, name=value'") { Default = "" },
    ];
}
