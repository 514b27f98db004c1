using GroundTerminal.Configuration;
using GroundTerminal.Emulator;
using GroundTerminal.Live;
using GroundTerminal.Orbits;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Tests.Live;

public sealed class LiveOrbitsTests : IDisposable
{
    // The epoch of the first of Vallado's verification sets: day 179 of 2000.
    private const string Vanguard = """
        1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753
        2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667

        """;

    private static readonly DateTimeOffset Epoch = new(2000, 6, 27, 18, 50, 19, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-orbits-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_files_orbit_is_found_by_number_until_it_expires_and_others_where_the_book_has_none()
    {
        string path = Path.Combine(_folder.FullName, "a.tle");
        File.WriteAllText(path, Vanguard);
        File.SetLastWriteTimeUtc(path, Epoch.UtcDateTime);
        var clock = new SteppedClock(Epoch.AddDays(1));
        using var orbits = new LiveOrbits(Configuration(path), new ElementsLookup(ShippedOrbits.At(Epoch), "the emulator"), clock);

        var found = orbits.Find(new TrackedSatellite { Name = "VANGUARD", CatalogNumber = 5 }, clock.GetUtcNow());
        Assert.Equal((5, "", Epoch), (found.Orbit!.CatalogNumber, found.Refusal, new DateTimeOffset(found.Epoch.Ticks - (found.Epoch.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero)));
        Assert.Contains("a.tle", found.Source);
        var late = orbits.Find(new TrackedSatellite { Name = "VANGUARD", CatalogNumber = 5 }, Epoch.AddDays(31));
        Assert.Null(late.Orbit);
        Assert.Contains("the limit is 30 days", late.Refusal);
        Assert.Equal("the emulator", orbits.Find(new TrackedSatellite { Name = "demo-7" }, clock.GetUtcNow()).Source);
        Assert.Null(orbits.Find(new TrackedSatellite { Name = "nobody" }, clock.GetUtcNow()).Orbit);
    }

    [Fact]
    public void What_was_sent_survives_a_restart()
    {
        var clock = new SteppedClock(Epoch.AddDays(1));
        using (var orbits = new LiveOrbits(Configuration(), null, clock))
        {
            long version = orbits.Version;
            Assert.True(Assert.Single(orbits.Book.Accept(Vanguard, "a test")).IsUsed);
            Assert.NotEqual(version, orbits.Version);
        }
        using var again = new LiveOrbits(Configuration(), null, clock);
        Assert.NotNull(again.Find(new TrackedSatellite { Name = "x", CatalogNumber = 5 }, clock.GetUtcNow()).Orbit);
        Assert.Contains("no source has an orbit of it", again.Find(new TrackedSatellite { Name = "x", CatalogNumber = 6 }, clock.GetUtcNow()).Refusal);
    }

    [Fact]
    public void Elements_by_hand_outrank_a_file_until_they_expire()
    {
        string path = Path.Combine(_folder.FullName, "a.tle");
        File.WriteAllText(path, Vanguard);
        File.SetLastWriteTimeUtc(path, Epoch.UtcDateTime);
        string[] lines = Vanguard.Split('\n');
        string text = $$"""
            station: { latitude: 48, longitude: 11 }
            radio: { kind: emulated, center-frequency: 437e6 }
            satellites: [ { name: BY-HAND, tle-1: "{{lines[0]}}", tle-2: "{{lines[1]}}" } ]
            channels: [ { name: a, frequency: 437e6, modulation: FSK, baud-rate: 9600, framing: AX.25 } ]
            orbits: { cache: "{{Path.Combine(_folder.FullName, "cache")}}", sources: [ { from: "{{path}}", priority: 1000 } ] }

            """;
        var clock = new SteppedClock(Epoch.AddDays(1));
        using var orbits = new LiveOrbits(ConfigurationReader.Parse(text, "x.yaml").Configuration.Orbits, null, clock);
        var found = orbits.Find(new TrackedSatellite { Name = "BY-HAND" }, clock.GetUtcNow());
        Assert.Equal((5, "configuration"), (found.Orbit!.CatalogNumber, found.Source));
        Assert.Contains("satellites[0].tle-1", Assert.Throws<ConfigurationException>(() => ConfigurationReader.Parse(text.Replace("4753", "4754", StringComparison.Ordinal), "x.yaml")).Message);
    }

    private OrbitsConfiguration Configuration(params string[] files) => new()
    {
        Sources = [.. files.Select(f => new OrbitSourceConfiguration(f, 10, null))],
        CacheDirectory = Path.Combine(_folder.FullName, "cache"),
        Ages = OrbitAges.Default,
        UploadPriority = 50,
    };
}
