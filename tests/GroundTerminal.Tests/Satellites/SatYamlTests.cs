using System.Text;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Satellites;

public class SatYamlTests
{
    private const string Debian = "/usr/lib/python3/dist-packages/satellites/satyaml";

    private const string Example = """
        name: TESTSAT-1
        alternative_names:
        - TS-1
        norad: 99999
        telemetry_servers:
        - SatNOGS
        data:
          &tlm Telemetry:
            telemetry: ax25
        transports:
          &kiss KISS:
            protocol: KISS no control byte
            data:
            - *tlm
        transmitters:
          9k6 FSK downlink:
            frequency: 437.300e+6
            modulation: FSK
            baudrate: 9600
            deviation: -3_000
            framing: CCSDS Reed-Solomon
            RS basis: dual
            frame size: 223
            transports:
            - *kiss
          1k2 AFSK downlink:
            frequency: 145900000
            modulation: AFSK
            baudrate: 1200
            af_carrier: 1700
            deviation: 500
            framing: AX.25
            data:
            - *tlm
        """;

    [Fact]
    public void All_that_matters_is_read()
    {
        var satellite = SatYaml.Parse(Example, "x.yml");
        Assert.Equal(("TESTSAT-1", 99999, "TS-1"), (satellite.Name, satellite.Norad, Assert.Single(satellite.AlternativeNames)));
        Assert.Equal(2, satellite.Transmitters.Count);
        var (fsk, afsk) = (satellite.Transmitters[0], satellite.Transmitters[1]);
        Assert.Equal(("9k6 FSK downlink", 437.3e6, 9600, -3000, "CCSDS Reed-Solomon"), (fsk.Name, fsk.FrequencyHz, fsk.BaudRate, fsk.DeviationHz!.Value, fsk.Framing));
        Assert.Equal(("KISS no control byte", "dual", "223"), (fsk.Transport, fsk.Options["RS basis"], fsk.Options["frame size"]));
        Assert.Equal((1700, 500, "AX.25", ""), (afsk.AudioCarrierHz!.Value, afsk.DeviationHz!.Value, afsk.Framing, afsk.Transport));
    }

    [Theory]
    [InlineData("norad: 99999", "norad: many", "x.yml:4: norad: 'many' is not a number")]
    [InlineData("norad: 99999\n", "", "norad: is missing; give the satellite's NORAD number")]
    [InlineData("baudrate: 9600", "baudrate: fast", "x.yml:19: baudrate: 'fast' is not a number")]
    [InlineData("    framing: AX.25\n", "", "framing: is missing; for instance AX.25 G3RUH")]
    [InlineData("alternative_names:", "alternativ_names:", "x.yml:2: alternativ_names: is not a key of SatYAML; remove it, or did you mean alternative_names?")]
    [InlineData("- *kiss", "- nothing", "'nothing' is not defined")]
    [InlineData("- *kiss", "- *kis", "*kis: is not defined before")]
    [InlineData("name: TESTSAT-1", "name: TESTSAT-1\nname: 2", "x.yml:2: name: stands here and on line 1")]
    [InlineData("name: TESTSAT-1", "name: [", "is not YAML")]
    public void What_is_wrong_is_named_with_its_line_and_a_remedy(string right, string wrong, string expected)
    {
        var text = Example.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);
        var error = Assert.Throws<InputException>(() => SatYaml.Parse(text, "x.yml"));
        Assert.StartsWith("x.yml:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Ten_thousand_damaged_files_are_read_or_refused()
    {
        var (mutator, original, read) = (new Mutator(3), Encoding.UTF8.GetBytes(Example), 0);
        for (var i = 0; i < 10_000; i++)
        {
            try
            {
                SatYaml.Parse(Encoding.UTF8.GetString(mutator.Mutate(original)), "x.yml");
                read++;
            }
            catch (InputException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
        Assert.InRange(read, 500, 9_500);
    }

    [Fact]
    public void Nested_brackets_and_aliases_of_aliases_are_no_bombs()
    {
        Assert.Throws<InputException>(() => SatYaml.Parse(new string('[', 100_000), "x.yml"));
        Assert.Throws<InputException>(() => SatYaml.Parse(string.Concat(Enumerable.Repeat("a:\n ", 1)) + string.Concat(Enumerable.Range(1, 500).Select(n => new string(' ', n) + "a:\n")), "x.yml"));
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var n = 1; n < 30; n++)
            laughs.Append($"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n");
        Assert.Throws<InputException>(() => SatYaml.Parse(laughs.ToString(), "x.yml"));
    }

    [SkippableFact]
    public void The_files_of_gr_satellites_are_read_as_they_are()
    {
        Skip.IfNot(Directory.Exists(Debian), "gr-satellites is not installed");
        var catalog = SatYaml.Load(Debian);
        var files = Directory.GetFiles(Debian, "*.yml");
        Assert.Equal(files.Length, catalog.Satellites.Count);
        Assert.Equal(files.Sum(f => File.ReadLines(f).Count(l => l.StartsWith("    modulation:", StringComparison.Ordinal))), catalog.Satellites.Sum(s => s.Transmitters.Count));
        Assert.Equal((40054, -1200d, 3600d), catalog.Find("AISAT") is { } s ? (s.Norad, s.Transmitters[0].DeviationHz, s.Transmitters[0].AudioCarrierHz) : default);
    }
}
