using System.Globalization;
using System.Text.Json;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Satellites;

public class SatelliteCatalogTests
{
    private static readonly SatelliteCatalog Catalog = SatelliteCatalog.LoadBuiltIn();

    [Fact]
    public void All_satellites_and_transmitters_are_there()
    {
        Assert.Equal(417 + 19, Catalog.Satellites.Count); // amateur and CubeSats, and those of weather and Earth observation
        Assert.Equal(674 + 22, Catalog.Satellites.Sum(s => s.Transmitters.Count));
    }

    [Theory]
    [InlineData("40054")]
    [InlineData("AISAT")]
    [InlineData("aisat")]
    [InlineData(" ai_sat ")]
    public void A_name_is_forgiven_its_case_and_punctuation(string name) => Assert.Equal(40054, Catalog.Find(name)?.Norad);

    [Theory]
    [InlineData("AO-73", 39444)]
    [InlineData("ao73", 39444)]
    [InlineData("rs 41s", 57206)]
    [InlineData("MO-106", 44830 + 2)]
    public void An_alternative_name_is_as_good(string name, int expected) =>
        Assert.Contains(Catalog.Satellites, s => s.Norad == Catalog.Find(name)?.Norad && (s.Norad == expected || s.AlternativeNames.Contains(name)));

    [Fact]
    public void A_miss_suggests_the_nearest()
    {
        Assert.Null(Catalog.Find("AISATT"));
        Assert.Contains("did you mean AISAT", Assert.Throws<InputException>(() => Catalog.Get("AISATT")).Message, StringComparison.Ordinal);
        Assert.Contains("groundterminal satellites", Assert.Throws<InputException>(() => Catalog.Get("?")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transmitter_that_cannot_be_received_says_why()
    {
        var aisat = Catalog.Get("AISAT").Transmitters[0];
        Assert.Contains("Pony Express", TransmitterSupport.WhyNot(aisat with { Framing = "Pony Express" }), StringComparison.Ordinal);
        Assert.Contains("QAM", TransmitterSupport.WhyNot(aisat with { Modulation = "QAM" }), StringComparison.Ordinal);
        var g3ruh = Catalog.Get("AALTO-1").Transmitters[0];
        Assert.Null(TransmitterSupport.WhyNot(g3ruh));
        Assert.Null(TransmitterSupport.WhyNotAt(g3ruh, 48000, audio: true));
        Assert.Contains("9600 baud", TransmitterSupport.WhyNotAt(g3ruh, 12000, audio: true), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Every_fact_is_the_one_of_the_source()
    {
        var path = RepositoryFiles.Shared("catalogue/transmitters.csv");
        Skip.IfNot(File.Exists(path), "../shared/catalogue is not on this machine");
        var rows = File.ReadAllLines(path).Skip(1).Select(Csv).ToList();
        Assert.Equal(674, rows.Count);
        foreach (var row in rows)
        {
            var satellite = Catalog.Find(row[0])!;
            var transmitter = Assert.Single(satellite.Transmitters, t => t.Name == row[3]);
            Assert.Equal((row[1], row[2]), (satellite.Name, string.Join('|', satellite.AlternativeNames)));
            Assert.Equal(
                (Number(row[4]), row[5], Number(row[6]), Number(row[7]), Number(row[8]), row[9], row[10]),
                (transmitter.FrequencyHz, transmitter.Modulation, transmitter.BaudRate, transmitter.DeviationHz, transmitter.AudioCarrierHz, transmitter.Framing, transmitter.Transport));
            Assert.Equal(Options(row[11]), transmitter.Options.OrderBy(o => o.Key).Select(o => (o.Key, o.Value)));
        }
    }

    [SkippableFact]
    public void Every_satellite_of_the_recordings_is_found()
    {
        var path = RepositoryFiles.Shared("recordings/manifest.json");
        Skip.IfNot(File.Exists(path), "../shared/recordings is not on this machine");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var recording in manifest.RootElement.EnumerateArray())
        {
            if (recording.GetProperty("norad").ValueKind == JsonValueKind.Null)
                continue;
            var name = recording.GetProperty("satellite").GetString()!;
            Assert.Equal(recording.GetProperty("norad").GetInt32(), Catalog.Find(name)?.Norad);
        }
    }

    private static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<(string Key, string Value)> Options(string json) => json.Length == 0
        ? []
        : JsonDocument.Parse(json).RootElement.EnumerateObject().OrderBy(p => p.Name).Select(p => (p.Name, p.Value.ToString()));

    private static string[] Csv(string line)
    {
        var fields = new List<string> { "" };
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                // A doubled quote closes and opens again: the second of the two stands for itself.
                quoted = !quoted;
                if (quoted && fields[^1].EndsWith('\u0001'))
                    fields[^1] = fields[^1][..^1] + '"';
                else if (!quoted)
                    fields[^1] += '\u0001';
            }
            else if (c == ',' && !quoted)
            {
                fields[^1] = fields[^1].TrimEnd('\u0001');
                fields.Add("");
            }
            else
            {
                fields[^1] += c;
            }
        }
        return [.. fields.Select(f => f.TrimEnd('\u0001'))];
    }
}
