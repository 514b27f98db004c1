using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Contacts;

/// <summary>Finds what the satellites of a station could be received in: their passes, by the orbits that may be used.</summary>
/// <param name="options">Site, horizon, satellites.</param>
/// <param name="orbits">The orbits.</param>
public sealed class PassFinder(DirectorOptions options, IOrbitLookup orbits)
{
    private const double Degree = Math.PI / 180;
    private readonly SkyView _view = new(options.Site);

    /// <summary>Satellites without an orbit that may be used, each with the reason, as of the last search.</summary>
    public IReadOnlyList<(string Satellite, string Reason)> Refused { get; private set; } = [];

    /// <summary>All passes that overlap a time.</summary>
    public IReadOnlyList<ContactCandidate> Find(DateTimeOffset from, DateTimeOffset to)
    {
        var (found, refused) = (new List<ContactCandidate>(), new List<(string, string)>());
        foreach (var satellite in options.Satellites)
        {
            var answer = orbits.Find(satellite, from);
            if (answer.Orbit is { } orbit)
                found.AddRange(Find(satellite, orbit, answer, from, to));
            else
                refused.Add((satellite.Name, answer.Refusal));
        }
        Refused = refused;
        return found;
    }

    private IEnumerable<ContactCandidate> Find(TrackedSatellite satellite, IOrbit orbit, OrbitAnswer answer, DateTimeOffset from, DateTimeOffset to)
    {
        var known = satellite with { CatalogNumber = orbit.CatalogNumber > 0 ? orbit.CatalogNumber : satellite.CatalogNumber };
        LookAngles LookAt(DateTimeOffset time) => _view.TryLook(orbit, time, out var look) ? look : default;
        foreach (var pass in new PassPredictor(orbit, options.Site, satellite.LeastElevationDegrees * Degree, options.Mask).Find(from, to))
        {
            var (start, end) = (pass.Rise > from ? pass.Rise.Value : from, pass.Set ?? to);
            if (end > start)
                yield return new ContactCandidate(known, pass, start, end) { LookAt = LookAt, OrbitSource = answer.Source, OrbitAge = start - answer.Epoch };
        }
    }
}
