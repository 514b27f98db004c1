using GroundTerminal.Configuration;

namespace GroundTerminal.Tests.Configuration;

public sealed class ModemConfigurationTests
{
    [Fact]
    public void The_stations_own_receiver_demodulates_unless_said_otherwise() => Assert.Null(Read("").Channels[0].Modem);

    [Fact]
    public void A_library_runs_in_a_process_of_its_own_unless_said_otherwise()
    {
        var plugin = (PluginModemConfiguration)Read(", modem: { kind: plugin, library: /opt/x.so }").Channels[0].Modem!;
        Assert.Equal(("/opt/x.so", "", 48e3, true), (plugin.Library, plugin.Options, plugin.SampleRateHz, plugin.OwnProcess));
        plugin = (PluginModemConfiguration)Read(", modem: { kind: plugin, library: /opt/x.so, options: 'a=1, b', sample-rate: 96000, isolation: thread }").Channels[0].Modem!;
        Assert.Equal(("a=1, b", 96e3, false), (plugin.Options, plugin.SampleRateHz, plugin.OwnProcess));
    }

    [Theory]
    [InlineData("kiss-tcp 127.0.0.1:8200", false)]
    [InlineData("udp 127.0.0.1:8200", true)]
    public void Frames_from_outside_come_by_KISS_or_as_datagrams(string frames, bool datagrams)
    {
        var external = (ExternalModemConfiguration)Read($", modem: {{ kind: external, frames: '{frames}' }}").Channels[0].Modem!;
        Assert.Equal((datagrams, 8200), (external.Datagrams, external.Endpoint.Port));
    }

    [Theory]
    [InlineData("{ kind: plugin }", "library: is missing")]
    [InlineData("{ kind: external, frames: '127.0.0.1:8200' }", "give 'kiss-tcp 127.0.0.1:8200'")]
    [InlineData("{ kind: external, frames: 'udp nowhere' }", "give 'kiss-tcp 127.0.0.1:8200'")]
    [InlineData("{ kind: plugin, library: x.so, isolation: none }", "process, thread")]
    public void What_cannot_be_is_refused_with_the_remedy(string modem, string expected) =>
        Assert.Contains(expected, Assert.Throws<ConfigurationException>(() => Read(", modem: " + modem)).Message);

    private static StationConfiguration Read(string modem) => ConfigurationReader.Parse(
        $"radio: {{ kind: emulated, center-frequency: 437e6 }}\nchannels: [ {{ name: a, frequency: 437e6, modulation: FSK, baud-rate: 9600, framing: AX.25{modem} }} ]\n", "x.yaml").Configuration;
}
