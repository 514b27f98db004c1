using System.Net;
using System.Text;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Configuration;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Configuration;

public class ConfigurationReaderTests
{
    private const string Example = """
        station: { name: Home }
        radio:
          kind: emulated
          sample-rate: 250e3
          center-frequency: 436.5e6
          transmitters:
            - name: one
              frequency: 436.45e6
              modulation: FSK
              baud-rate: 9600
              framing: AX.25 G3RUH
              pass: { altitude: 550 }
        channels:
          - name: A
            frequency: 436.45e6
            modulation: FSK
            baud-rate: 9600
            framing: AX.25 G3RUH
          - name: B
            frequency: 436.55e6
            modulation: BPSK
            baud-rate: 1200
            framing: AX.25
            search-bandwidth: 20_000
        kiss-server: { listen: off }
        http: { listen: "[::1]:9000" }

        """;

    [Fact]
    public void What_is_written_is_read_and_what_is_not_is_default()
    {
        var station = ConfigurationReader.Parse(Example, "x.yaml").Configuration;
        var radio = Assert.IsType<EmulatedRadioConfiguration>(station.Radio);
        Assert.Equal(("Home", 250e3, 436.5e6, 1L), (station.StationName, radio.SampleRateHz, radio.CenterFrequencyHz, radio.Seed));
        Assert.Equal((550, 60, 1), (radio.Transmitters[0].Pass.AltitudeKm, radio.Transmitters[0].Pass.MaxElevationDegrees, radio.Transmitters[0].Pass.TimeScale));
        Assert.Equal(["A", "B"], station.Channels.Select(c => c.Name));
        Assert.Equal(20000, station.Channels[1].SearchBandwidthHz);
        Assert.Null(station.Channels[0].Signal.DeviationHz);
        Assert.Null(station.KissServer);
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 9000), station.Http);
        Assert.Equal(("frames.db", LogFormat.Auto), (station.StorePath, station.LogFormat));
    }

    [Fact]
    public void A_ready_waveform_needs_nothing_else_and_what_is_given_goes_before_it()
    {
        string With(string more) => Example.Replace("sample-rate: 250e3", "sample-rate: 10e6", StringComparison.Ordinal).Replace("    modulation: BPSK\n    baud-rate: 1200\n    framing: AX.25\n", "    waveform: ahrpt\n" + more, StringComparison.Ordinal);
        var signal = ConfigurationReader.Parse(With(""), "x.yaml").Configuration.Channels[1].Signal;
        Assert.Equal(("QPSK", 2_333_333d, 0.5, 4, "3/4"), (signal.Modulation, signal.BaudRate, signal.RollOff!.Value, signal.FramingOptions.Interleaving, signal.FramingOptions.CodeRate));
        signal = ConfigurationReader.Parse(With("    modulation: OQPSK\n    baud-rate: 50e3\n    precoding: differential\n    rs-interleaving: 1\n    rs-basis: conventional\n    frame-size: 223\n"), "x.yaml").Configuration.Channels[1].Signal;
        Assert.Equal(("OQPSK", 50e3, true, 1, 223, ReedSolomonBasis.Conventional, "3/4"), (signal.Modulation, signal.BaudRate, signal.FramingOptions.DifferentialPrecoding, signal.FramingOptions.Interleaving, signal.FramingOptions.FrameSize!.Value, signal.FramingOptions.Basis, signal.FramingOptions.CodeRate));
    }

    public static TheoryData<string> RotatorKinds => [.. GroundTerminal.Devices.Rotators.RotatorCatalog.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(RotatorKinds))]
    public void Every_rotator_of_the_catalogue_needs_no_more_than_its_port(string kind)
    {
        var read = ConfigurationReader.Parse(Example + $"rotator: {{ kind: {kind}, port: 'localhost:4533' }}\n", "x.yaml").Configuration.Rotator!;
        Assert.Equal((kind, "localhost:4533"), (read.Kind, read.Port));
        Assert.InRange(read.Serial.BaudRate, 300, 921600);
    }

    [Fact]
    public void A_search_bandwidth_of_auto_holds_the_doppler_of_a_low_orbit()
    {
        // Largest range rate of a 500 km pass through the zenith, seen at the horizon: orbital speed times cos(elevation of the ground point), R/(R+h)·v.
        var largest = 7613.0 * 6371 / 6871 / 299792458 * 436.45e6;
        var channel = ConfigurationReader.Parse(Example, "x.yaml").Configuration.Channels[0];
        Assert.InRange(channel.SearchBandwidthHz, 2 * largest, (2 * largest) + 6000);
    }

    [Fact]
    public void Every_value_has_its_origin()
    {
        var values = ConfigurationReader.Parse(Example, "x.yaml").Values;
        Assert.Contains(new ConfigurationValue("station.name", "Home", "x.yaml:1"), values);
        Assert.Contains(new ConfigurationValue("radio.transmitters[0].pass.altitude", "550", "x.yaml:12"), values);
        Assert.Contains(new ConfigurationValue("radio.transmitters[0].pass.max-elevation", "60", "default"), values);
        Assert.Contains(new ConfigurationValue("channels[1].search-bandwidth", "20_000", "x.yaml:24"), values);
        Assert.Contains(new ConfigurationValue("log.format", "auto", "default"), values);
    }

    [Theory]
    [InlineData("  sample-rate: 250e3", "  sampel-rate: 250e3", "x.yaml:4: radio.sampel-rate: is not a known key; did you mean sample-rate?")]
    [InlineData("  sample-rate: 250e3", "  path: x", "x.yaml:4: radio.path: is not a known key; it belongs to kind: file")]
    [InlineData("  sample-rate: 250e3", "  sample-rate: fast", "x.yaml:4: radio.sample-rate: 'fast' does not fit; give a number from 1000 to 2E+07")]
    [InlineData("  sample-rate: 250e3", "  sample-rate: -5", "x.yaml:4: radio.sample-rate: '-5' does not fit")]
    [InlineData("  sample-rate: 250e3", "  sample-rate: \"250e3\"", "without quotes")]
    [InlineData("  sample-rate: 250e3", "  sample-rate: [250e3]", "x.yaml:4: radio.sample-rate: is a list; give a number")]
    [InlineData("  sample-rate: 250e3", "  sample-rate: 20e3", "baud need a sample rate of 21120 Hz")]
    [InlineData("kind: emulated", "kind: emulatd", "x.yaml:3: radio.kind: 'emulatd' does not fit; give one of emulated, file, ")]
    [InlineData("modulation: BPSK", "modulation: BSPK", "channels[1].modulation: 'BSPK' does not fit")]
    [InlineData("- name: B", "- name: A", "x.yaml:19: channels[1].name: 'A' is also the name on line 14; give another")]
    [InlineData("436.55e6", "436.62e6", "x.yaml:20: channels[1].frequency: lies with its search bandwidth of 20000 Hz outside the radio's band; move it into 436375000 to 436625000 Hz")]
    [InlineData("listen: off", "listen: 8100", "kiss-server.listen: '8100' does not fit; give an address and port")]
    [InlineData("    baud-rate: 1200\n", "", "x.yaml:19: channels[1].baud-rate: is missing; give a number from 200 to 3E+07, or a waveform that has it")]
    [InlineData("    modulation: BPSK\n    baud-rate: 1200\n    framing: AX.25\n    search-bandwidth: 20_000\n", "    waveform: hrtp\n", "x.yaml:21: channels[1].waveform: 'hrtp' does not fit; give one of")]
    [InlineData("{ name: Home }", "Home", "x.yaml:1: station: is a single value; give keys and values")]
    public void What_is_wrong_is_named_with_its_line_key_and_remedy(string right, string wrong, string expected)
    {
        var text = Example.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse(text, "x.yaml"));
        Assert.Contains(error.Problems, p => p.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_in_the_order_of_lines()
    {
        var text = Example.Replace("Home", "Home, nam: x", StringComparison.Ordinal).Replace("250e3", "many", StringComparison.Ordinal)
            .Replace("- name: B", "- name: A", StringComparison.Ordinal).Replace("off", "maybe", StringComparison.Ordinal);
        var problems = Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse(text, "x.yaml")).Problems;
        Assert.Equal(["x.yaml:1:", "x.yaml:4:", "x.yaml:19:", "x.yaml:25:"], problems.Select(p => p[..(p.IndexOf(':', 7) + 1)]));
    }

    [Fact]
    public void A_file_radio_is_read()
    {
        var text = """
            radio: { kind: file, path: a.sigmf-meta, pace: fast, loop: true }
            channels: [{ name: A, frequency: 1e6, modulation: fsk, baud-rate: 9600, framing: AX.25 }]
            """;
        var radio = Assert.IsType<FileRadioConfiguration>(ConfigurationReader.Parse(text, "x.yaml").Configuration.Radio);
        Assert.Equal(("a.sigmf-meta", null, true), (radio.Path, radio.Pace, radio.Loop));
        Assert.Equal(1, ((FileRadioConfiguration)ConfigurationReader.Parse(text.Replace("pace: fast, ", "", StringComparison.Ordinal), "x").Configuration.Radio).Pace);
    }

    [Fact]
    public void The_configuration_that_ships_has_four_channels_whose_search_bands_do_not_meet()
    {
        var station = ConfigurationReader.Load(null).Configuration;
        var radio = Assert.IsType<EmulatedRadioConfiguration>(station.Radio);
        Assert.Equal((250e3, 4), (radio.SampleRateHz, radio.Transmitters.Count));
        Assert.Equal([("AFSK", 1200d, "AX.25"), ("FSK", 9600d, "AX.25 G3RUH"), ("BPSK", 2400d, "AX.25"), ("FSK", 4800d, "AX.25 G3RUH")], station.Channels.Select(c => (c.Signal.Modulation, c.Signal.BaudRate, c.Signal.Framing)));
        var edges = station.Channels.OrderBy(c => c.FrequencyHz).SelectMany(c => new[] { c.FrequencyHz - (c.SearchBandwidthHz / 2), c.FrequencyHz + (c.SearchBandwidthHz / 2) }).ToList();
        Assert.Equal(edges.Order(), edges);
        Assert.All(radio.Transmitters, t => Assert.Equal(500, t.Pass.AltitudeKm));
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:8100"), station.KissServer);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:8080"), station.Http);
    }

    [Fact]
    public void Files_that_are_missing_or_empty_are_refused()
    {
        Assert.Contains("does not exist", Assert.Throws<ConfigurationException>(() => ConfigurationReader.Load("/nonexistent/x.yaml")).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse("# nothing\n", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_damaged_files_are_read_or_refused()
    {
        var (mutator, original, read) = (new Mutator(4), Encoding.UTF8.GetBytes(Example), 0);
        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                ConfigurationReader.Parse(Encoding.UTF8.GetString(mutator.Mutate(original)), "x.yaml");
                read++;
            }
            catch (ConfigurationException e)
            {
                Assert.NotEmpty(e.Problems);
            }
        }
        Assert.InRange(read, 300, 9_500);
    }
}
