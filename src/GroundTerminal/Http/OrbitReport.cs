using GroundTerminal.Live;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Http;

/// <summary>The orbit of one satellite.</summary>
public sealed record OrbitReport
{
    public required string Satellite { get; init; }

    /// <summary>Null where it is not known.</summary>
    public required int? CatalogNumber { get; init; }

    public required string Source { get; init; }

    /// <summary>Null where there is no orbit.</summary>
    public required DateTimeOffset? Epoch { get; init; }

    public required double? AgeDays { get; init; }

    /// <summary>How far the satellite may be from where the orbit has it, km; null where that is not known.</summary>
    public required double? ExpectedErrorKm { get; init; }

    /// <summary>The angle of that error 1000 km away, degrees.</summary>
    public required double? ExpectedErrorDegreesAt1000Km { get; init; }

    /// <summary>Why it is not followed; empty where it is.</summary>
    public required string Refusal { get; init; }

    public static OrbitReport Of(TrackedSatellite satellite, LiveTracking tracking)
    {
        var now = tracking.Now;
        OrbitAnswer answer = tracking.Orbits.Find(satellite, now);
        double? km = answer.Orbit is Sgp4 { Elements: var elements } ? OrbitErrorModel.ErrorKm(elements, now - answer.Epoch) : null;
        return new OrbitReport
        {
            Satellite = satellite.Name,
            CatalogNumber = answer.Orbit?.CatalogNumber ?? (satellite.CatalogNumber > 0 ? satellite.CatalogNumber : null),
            Source = answer.Source,
            Epoch = answer.Epoch == default ? null : answer.Epoch,
            AgeDays = answer.Epoch == default ? null : Math.Round((now - answer.Epoch).TotalDays, 3),
            ExpectedErrorKm = km is { } error ? Math.Round(error, 2) : null,
            ExpectedErrorDegreesAt1000Km = km is { } k ? Math.Round(OrbitErrorModel.Degrees(k, 1000), 3) : null,
            Refusal = answer.Refusal,
        };
    }
}
