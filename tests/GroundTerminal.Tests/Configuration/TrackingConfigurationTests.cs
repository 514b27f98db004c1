using GroundTerminal.Configuration;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Tests.Configuration;

public class TrackingConfigurationTests
{
    private const string Station = """
        station: { latitude: 48.1, longitude: 11.6, altitude: 500 }
        radio: { kind: emulated, center-frequency: 437e6 }
        satellites: [ { name: A, catalog-number: 799500001, priority: 3, min-elevation: 10, frames-per-minute: 2 } ]
        channels: [ { name: a, satellite: A, frequency: 437e6, modulation: FSK, baud-rate: 9600, framing: AX.25 } ]

        """;

    public static TheoryData<string> Protocols => [.. RotatorCatalog.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Every_protocol_of_the_catalog_needs_its_port_alone(string protocol)
    {
        var rotator = Read($"rotator: {{ kind: {protocol}, port: /dev/ttyUSB0 }}").Rotator!;
        Assert.Equal((protocol, "/dev/ttyUSB0"), (rotator.Kind, rotator.Port));
        if (RotatorCatalog.Find(protocol)!.DefaultBaudRate is > 0 and var baud)
            Assert.Equal(baud, rotator.Serial.BaudRate);
        // What turns a real antenna is not believed to have an overlap, or to go over the top, before someone says so.
        Assert.Equal((0, 360, 0, 90), (rotator.Geometry.Limits.LeastAzimuthDegrees, rotator.Geometry.Limits.MostAzimuthDegrees, rotator.Geometry.Limits.LeastElevationDegrees, rotator.Geometry.Limits.MostElevationDegrees));
        Assert.Contains("rotator.port: is missing", Refusal($"rotator: {{ kind: {protocol} }}"));
    }

    [Fact]
    public void What_is_followed_and_from_where_is_read()
    {
        var configuration = Read("orbits: { sources: [ { from: a.tle }, { from: 'https://x.example/y.json', priority: 30, max-age: 3 } ], max-age: 20 }\ntracking: { park-before: never }\nclock: { max-unsynchronised: any }");
        Assert.Equal(48.1 * Math.PI / 180, configuration.Site!.LatitudeRadians, 12);
        var satellite = Assert.Single(configuration.Satellites);
        Assert.Equal(("A", 799500001, 3, 10.0, 2.0), (satellite.Name, satellite.CatalogNumber, satellite.Priority, satellite.LeastElevationDegrees, satellite.FramesPerMinute));
        Assert.Equal([(10, null), (30, TimeSpan.FromDays(3))], configuration.Orbits.Sources.Select(s => (s.Priority, s.Limit)));
        Assert.Equal([null, new Uri("https://x.example/y.json")], configuration.Orbits.Sources.Select(s => s.Url));
        Assert.Equal(new OrbitAges(TimeSpan.FromDays(7), TimeSpan.FromDays(20)), configuration.Orbits.Ages);
        Assert.Null(configuration.Tracking.ParkBefore);
        Assert.Null(configuration.Clock.LongestUnsynchronised);
        Assert.Null(configuration.Rotator);
        // Oscillators alone: ±5 ppm and 2 kHz.
        Assert.Equal((437e6 * 10e-6) + 2000, configuration.Channels[0].SearchBandwidthHz, 1.0);
    }

    [Theory]
    [InlineData("orbits: { sources: [ { from: 'ftp://x/y' } ] }", "is no URL of http or https")]
    [InlineData("rotator: { kind: emulated, park-azimuth: 700 }", "parking place")]
    [InlineData("rotator: { kind: emulated, faults: broken }", "rotator.faults: 'broken'; expected stall")]
    [InlineData("rotator: { kind: gpio, azimuth: { increase: GPIO1, decrease: GPIO1, feedback: { kind: quadrature, line-a: GPIO2, line-b: GPIO3, degrees-per-count: 1 } }, elevation: { increase: GPIO4, decrease: GPIO5, feedback: { kind: pulses, line: GPIO6, degrees-per-pulse: 1 } } }", "is that of azimuth.increase already")]
    [InlineData("rotator: { kind: gs232c }", "gs232b")]
    public void What_cannot_be_is_refused_with_the_remedy(string text, string expected) => Assert.Contains(expected, Refusal(text));

    [Fact]
    public void Satellites_without_a_place_are_refused() =>
        Assert.Contains("latitude and longitude are missing", Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse(Station.Replace("latitude: 48.1, ", "", StringComparison.Ordinal), "x.yaml")).Message);

    private static StationConfiguration Read(string more) => ConfigurationReader.Parse(Station + more, "x.yaml").Configuration;

    private static string Refusal(string more) => Assert.Throws<ConfigurationException>(() => Read(more)).Message;
}
