using System.Globalization;
using GroundTerminal.Orbit;

namespace GroundTerminal.Station.OrbitData;

/// <summary>The orbit that is used for a satellite, and how good it is. Immutable.</summary>
public sealed class OrbitEntry
{
    private readonly OrbitAges _ages;

    internal OrbitEntry(OrbitCandidate candidate, int catalogNumber)
    {
        (Orbit, Source, Priority, _ages) = (candidate.Orbit, candidate.Source, candidate.Priority, candidate.Ages);
        (CatalogNumber, Epoch) = (catalogNumber, candidate.Epoch);
    }

    /// <summary>The orbit. Ask <see cref="State"/> before following it.</summary>
    public IOrbit Orbit { get; }

    /// <summary>The mean elements; null where the orbit is an ephemeris.</summary>
    public MeanElements? Elements => (Orbit as Sgp4)?.Elements;

    /// <summary>Name of the object; empty where nothing says it.</summary>
    public string Name => Orbit.Name;

    /// <summary>Number in the catalogue; 0 where nothing says it.</summary>
    public int CatalogNumber { get; }

    /// <summary>Name of the source that it is from.</summary>
    public string Source { get; }

    /// <summary>The source's.</summary>
    public int Priority { get; }

    /// <summary>Epoch of the elements, or beginning of the ephemeris, UTC.</summary>
    public DateTimeOffset Epoch { get; }

    /// <summary>Beyond this age it is stale.</summary>
    public TimeSpan Warning => _ages.Warning;

    /// <summary>Beyond this age it is expired.</summary>
    public TimeSpan Limit => _ages.Limit;

    /// <summary>Time since the epoch; below 0 before it.</summary>
    public TimeSpan Age(DateTimeOffset now) => now - Epoch;

    /// <summary>Whether it may be used: an element set by its age either way from the epoch, an ephemeris to its end and a day before its beginning.</summary>
    public OrbitState State(DateTimeOffset now) => OrbitCandidate.StateOf(Orbit, Epoch, _ages, now);

    /// <summary>How far the satellite may be from where this has it, km; null for an ephemeris, of which nothing is known.</summary>
    /// <seealso cref="OrbitErrorModel"/>
    public double? ExpectedErrorKm(DateTimeOffset now) => Elements is { } elements ? OrbitErrorModel.ErrorKm(elements, Age(now)) : null;

    /// <summary>The greatest angle under which that error is seen, degrees; null for an ephemeris.</summary>
    /// <param name="rangeKm">Distance to the satellite, above 0.</param>
    public double? ExpectedErrorDegrees(DateTimeOffset now, double rangeKm) => ExpectedErrorKm(now) is { } km ? OrbitErrorModel.Degrees(km, rangeKm) : null;

    /// <summary>One clause that says why it is stale or expired; empty where it is fresh.</summary>
    public string WhyNotFresh(DateTimeOffset now)
    {
        var state = State(now);
        if (state == OrbitState.Fresh)
            return "";
        if (Orbit is OemOrbit ephemeris)
            return string.Create(CultureInfo.InvariantCulture, $"its ephemeris covers {ephemeris.Start.UtcDateTime:yyyy-MM-dd HH:mm} to {ephemeris.Stop.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        var bound = state == OrbitState.Stale ? $"data older than {Days(Warning)} raise an alarm" : $"the limit is {Days(Limit)}";
        return Age(now) < TimeSpan.Zero ? $"its element set is {Days(-Age(now))} ahead of the clock; {bound}" : $"its element set is {Days(Age(now))} old; {bound}";
    }

    private static string Days(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} days");
}
