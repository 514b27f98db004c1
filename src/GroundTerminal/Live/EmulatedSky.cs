using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>What an emulated station shares: the time of its stream, the orbits that fly in its sky, the rotator that its antenna sits on.</summary>
public sealed class EmulatedSky
{
    /// <summary>The stream begins so long before the first pass.</summary>
    private static readonly TimeSpan BeforePass = TimeSpan.FromSeconds(8);

    private const double LeastFirstElevationDegrees = 20;
    private readonly Dictionary<string, Sgp4> _orbits;
    private readonly Site _site;

    /// <param name="configuration">Its site is given.</param>
    /// <param name="radio">Its radio.</param>
    /// <param name="now">UTC: the elements hold for the day's beginning.</param>
    /// <exception cref="InputException">A transmitter flies an orbit that there is not.</exception>
    public EmulatedSky(StationConfiguration configuration, EmulatedRadioConfiguration radio, DateTimeOffset now)
    {
        _site = configuration.Site ?? throw new InputException("radio.transmitters: an orbit is given, but station.latitude and station.longitude are missing");
        var elements = ShippedOrbits.At(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        _orbits = elements.ToDictionary(e => e.Name, e => new Sgp4(Flown(e, radio.OrbitErrorKm)), StringComparer.OrdinalIgnoreCase);
        if (radio.Transmitters.FirstOrDefault(t => t.Orbit is { } name && !_orbits.ContainsKey(name)) is { } unknown)
            throw new InputException($"radio.transmitters: {unknown.Name}: orbit '{unknown.Orbit}' does not ship; expected one of {string.Join(", ", _orbits.Keys.Take(4))} … {_orbits.Keys.Last()}");
        Lookup = new ElementsLookup(elements, "the emulator's orbits");
        var first = radio.StartsNow ? null : FirstContact(configuration, now);
        Clock = new StreamClock(first is null ? now : first.Start - BeforePass);
        if (configuration.Rotator is { Kind: "emulated" } rotator)
            Rotator = new EmulatedRotator(RotatorOf(rotator, first), Clock) { Faults = rotator.Faults };
        Antenna = Rotator is null ? null : new BeamAntenna(Rotator, configuration.Rotator!.BeamwidthDegrees);
    }

    /// <summary>The time of the stream.</summary>
    public StreamClock Clock { get; }

    /// <summary>The orbits, as the station knows them.</summary>
    public IOrbitLookup Lookup { get; }

    /// <summary>Null where none is configured, or a real one.</summary>
    public EmulatedRotator? Rotator { get; }

    /// <summary>Null where it hears the whole sky.</summary>
    public BeamAntenna? Antenna { get; }

    /// <summary>Whether transmitters of a radio fly orbits.</summary>
    public static bool Flies(EmulatedRadioConfiguration radio) => radio.Transmitters.Any(t => t.Orbit is not null);

    /// <summary>The path of a satellite's signal to the site, for a stream that begins so long after the sky's own.</summary>
    public IRangeHistory RangeOf(string orbit, TimeSpan since = default) => new OrbitRange(_orbits[orbit], _site, Clock.Start + since);

    // Ahead where the catalogue number is even, behind where it is odd.
    private static MeanElements Flown(MeanElements known, double errorKm)
    {
        var motion = known.MeanMotionRevPerDay * Math.Tau / 86400;
        var axis = Math.Cbrt(GravityModel.Wgs72.MuKm3PerS2 / (motion * motion));
        return known with { MeanAnomalyRadians = (known.MeanAnomalyRadians + (errorKm / axis * (known.CatalogNumber % 2 == 0 ? 1 : -1)) + Math.Tau) % Math.Tau };
    }

    private Contact? FirstContact(StationConfiguration configuration, DateTimeOffset now)
    {
        var options = StationBuilder.DirectorOptionsOf(configuration, []);
        var contacts = new ContactScheduler(options.Schedule).Resolve(new PassFinder(options, Lookup).Find(now, now + options.Schedule.Horizon), [], now)
            .Where(c => !c.IsOver && c.Start > now + BeforePass && c.End < now + options.Schedule.Horizon).ToArray();
        return contacts.FirstOrDefault(c => c.MaxElevationDegrees >= LeastFirstElevationDegrees) ?? contacts.FirstOrDefault();
    }

    // It has turned to where the first satellite rises: the stream begins in the midst of a station's life.
    private static EmulatedRotatorOptions RotatorOf(RotatorConfiguration rotator, Contact? first)
    {
        var (g, limits) = (rotator.Geometry, rotator.Geometry.Limits);
        var azimuth = first is null ? g.ParkAzimuthDegrees : first.StartAzimuthDegrees;
        if (azimuth > limits.MostAzimuthDegrees)
            azimuth -= 360;
        return new EmulatedRotatorOptions
        {
            Azimuth = new RotatorAxisOptions(limits.LeastAzimuthDegrees, limits.MostAzimuthDegrees, g.AzimuthSpeedDegreesPerS, g.AzimuthAccelerationDegreesPerS2) { BacklashDegrees = g.BacklashDegrees },
            Elevation = new RotatorAxisOptions(limits.LeastElevationDegrees, limits.MostElevationDegrees, g.ElevationSpeedDegreesPerS, g.ElevationAccelerationDegreesPerS2) { BacklashDegrees = g.BacklashDegrees },
            StartAzimuthDegrees = Math.Clamp(azimuth, limits.LeastAzimuthDegrees, limits.MostAzimuthDegrees),
            StartElevationDegrees = Math.Clamp(g.ParkElevationDegrees, limits.LeastElevationDegrees, limits.MostElevationDegrees),
        };
    }
}
