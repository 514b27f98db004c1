using GroundTerminal.Configuration;

namespace GroundTerminal.Tests.Configuration;

public sealed class TransmitConfigurationTests
{
    private const string Station = """
        station: { latitude: 48.1, longitude: 11.6, altitude: 500 }
        radio: { kind: emulated, center-frequency: 437e6 }
        satellites: [ { name: A, catalog-number: 799500001 } ]
        channels: [ { name: a, satellite: A, frequency: 437e6, modulation: FSK, baud-rate: 9600, framing: AX.25 } ]

        """;

    private const string Up = "{ name: u, satellite: A, frequency: 145.9e6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH }";

    [Fact]
    public void Without_uplinks_there_is_no_transmitter() => Assert.Null(Read("").Transmit);

    [Fact]
    public void It_is_not_enabled_and_needs_a_contact_unless_said_otherwise()
    {
        TransmitConfiguration read = Read($"transmit: {{ channels: [ {Up} ] }}").Transmit!;
        Assert.False(read.Enabled);
        Assert.True(read.Channels[0].NeedsContact);
        Assert.Equal((null, null, 145.9e6), (read.Ptt, read.Listen, read.Settings.CenterFrequencyHz));
        Assert.Equal((-10, -3, 0.5, 64), (read.Limits.LevelDbfs, read.Limits.MaxLevelDbfs, read.Limits.MostShare, read.Limits.QueueLength));
    }

    [Fact]
    public void All_keys_are_read()
    {
        TransmitConfiguration read = Read(
            "transmit: { enabled: true, radio: radio, sample-rate: 96000, center-frequency: 145.92e6, gain: 20, max-gain: 30, level: -6, max-level: -2, lead: 0.3, tail: 0.2, max-burst: 5, window: 120, max-share: 0.2, "
            + $"cool-down: 2, max-wait: 7, max-arm: 900, queue: 5, ptt: 'GPIO17, active-low', listen: '127.0.0.1:8101', channels: [ {Up.Replace(" }", ", preamble: 0.5, min-elevation: 12, contact: none }", StringComparison.Ordinal)} ] }}").Transmit!;
        Assert.True(read is { Enabled: true, Path: null, Ptt: { Name: "GPIO17", ActiveLow: true }, Listen.Port: 8101 });
        Assert.Equal((96e3, 145.92e6, 20.0), (read.Settings.SampleRateHz, read.Settings.CenterFrequencyHz, read.Settings.GainDb!.Value));
        Assert.Equal((0.3, 0.2, 5.0, 120.0), (read.Limits.Lead.TotalSeconds, read.Limits.Tail.TotalSeconds, read.Limits.LongestBurst.TotalSeconds, read.Limits.Window.TotalSeconds));
        Assert.Equal((2.0, 7.0, 900.0), (read.Limits.CoolDown.TotalSeconds, read.Limits.LongestWait.TotalSeconds, read.Limits.LongestArming.TotalSeconds));
        Assert.True(read.Channels[0] is { NeedsContact: false, LeastElevationDegrees: 12, Preamble.TotalSeconds: 0.5 });
    }

    [Theory]
    [InlineData("enabled: true", "transmit.enabled: there is nothing to transmit on")]
    [InlineData("gain: 10, channels: [ UP ]", "transmit.gain: 10 dB are more than max-gain")]
    [InlineData("level: -2, channels: [ UP ]", "transmit.level: -2 dB are more than max-level")]
    [InlineData("ptt: ':', channels: [ UP ]", "transmit.ptt")]
    [InlineData("sample-rate: 20000, channels: [ UP ]", "raise transmit.sample-rate")]
    [InlineData("center-frequency: 146.5e6, channels: [ UP ]", "outside the transmitter's band")]
    [InlineData("channels: [ UP, UP ]", "give another")]
    [InlineData("channels: [ { name: u, satellite: B, frequency: 145.9e6, modulation: FSK, baud-rate: 9600, framing: AX.25 } ]", "'B' is not among the satellites")]
    [InlineData("channels: [ { name: u, satellite: A, frequency: 145.9e6, modulation: FSK, baud-rate: 9600 } ]", "framing: is missing")]
    public void What_cannot_be_is_refused_with_the_remedy(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigurationException>(() => Read($"transmit: {{ {text.Replace("UP", Up, StringComparison.Ordinal)} }}")).Message);

    private static StationConfiguration Read(string more) => ConfigurationReader.Parse(Station + more, "x.yaml").Configuration;
}
