namespace GroundTerminal.Configuration;

/// <summary>Keys of the transmitter.</summary>
internal static class TransmitSchema
{
    /// <param name="signal">Keys of modulation and framing, as a channel has them.</param>
    public static Setting Section(IEnumerable<Setting> signal) => new("transmit", SettingKind.Section, "what may be transmitted (docs/transmit.md); nothing unless it is enabled here and armed by an operator")
    {
        Settings =
        [
            new("enabled", SettingKind.Flag, "lets an operator arm the transmitter") { Default = "false" },
            new("radio", SettingKind.Choice, "what transmits: the station's radio, or a file that the samples go to") { Default = "file", Words = ["file", "radio"] },
            new("path", SettingKind.Text, "that file, relative to this one: NAME.sigmf-data, or raw cf32") { Default = "transmit.sigmf-data" },
            new("sample-rate", SettingKind.Number, "complex sample rate, Hz; at least four times the symbol rate") { Default = "240000", Min = 1e3, Max = 100e6 },
            new("center-frequency", SettingKind.Number, "radio frequency at 0 Hz of the transmitted stream, Hz; without it that of the first uplink") { Min = 0, Max = 100e9 },
            new("antenna", SettingKind.Text, "antenna output by the device's name; without it the first"),
            new("gain", SettingKind.Number, "gain of the transmitter, dB") { Default = "0", Min = -100, Max = 200 },
            new("max-gain", SettingKind.Number, "a greater gain is refused, dB") { Default = "0", Min = -100, Max = 200 },
            new("level", SettingKind.Number, "mean power of a burst, dB relative to full scale") { Default = "-10", Min = -100, Max = 0 },
            new("max-level", SettingKind.Number, "no sample is stronger, dB relative to full scale") { Default = "-3", Min = -100, Max = 0 },
            Seconds("lead", "from keying to the first sample", 0.1, 0, 10),
            Seconds("tail", "from the last sample to unkeying; as long as samples may wait in the device", 0.05, 0, 10),
            Seconds("max-burst", "keyed for no longer at a time", 10, 0.1, 600),
            Seconds("window", "in which the share is counted", 60, 1, 86400),
            new("max-share", SettingKind.Number, "greatest share of the window that it may be keyed for") { Default = "0.5", Min = 0.001, Max = 1 },
            Seconds("cool-down", "unkeyed after each burst for so long", 0.5, 0, 3600),
            Seconds("max-wait", "a frame that cannot be sent for so long is refused", 30, 0, 3600),
            Seconds("max-arm", "armed for no longer", 3600, 1, 86400),
            new("queue", SettingKind.Whole, "frames that wait at most") { Default = "64", Min = 1, Max = 10000 },
            new("ptt", SettingKind.Text, "GPIO line that keys the transmitter, as 'gpiochip0:17' or 'GPIO17, active-low'; without it the radio keys itself"),
            new("listen", SettingKind.Endpoint, "address and port where KISS clients send frames to; port n of KISS is the nth uplink, from 0") { Default = "off", Words = ["off"] },
            new("channels", SettingKind.List, "the uplinks")
            {
                Settings =
                [
                    new("name", SettingKind.Text, "name, unique") { Required = true },
                    new("satellite", SettingKind.Text, "satellite that it is for") { Default = "" },
                    new("frequency", SettingKind.Number, "carrier as the satellite is to receive it, Hz: Doppler is made up for") { Required = true, Min = 0, Max = 100e9 },
                    .. signal,
                    Seconds("preamble", "the framing's idle pattern before each frame", 0.2, 0, 60),
                    new("contact", SettingKind.Choice, "whether it is sent only in a contact with its satellite, with the antenna on it") { Default = "required", Words = ["required", "none"] },
                    new("min-elevation", SettingKind.Number, "sent only while the satellite is above this, degrees") { Default = "10", Min = -5, Max = 89 },
                ],
            },
        ],
    };

    private static Setting Seconds(string key, string help, double value, double min, double max) =>
        new(key, SettingKind.Number, help + ", s") { Default = value.ToString(System.Globalization.CultureInfo.InvariantCulture), Min = min, Max = max };
}
