using GroundTerminal.Orbit;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Orbits;

/// <summary>Orbits that do not change, found by number or name.</summary>
/// <param name="elements">The elements.</param>
/// <param name="source">Where they come from.</param>
public sealed class ElementsLookup(IEnumerable<MeanElements> elements, string source) : IOrbitLookup
{
    private readonly Sgp4[] _orbits = [.. elements.Select(e => new Sgp4(e))];

    /// <inheritdoc/>
    public long Version => 0;

    /// <inheritdoc/>
    public OrbitAnswer Find(TrackedSatellite satellite, DateTimeOffset now)
    {
        var orbit = Array.Find(_orbits, o => satellite.CatalogNumber > 0
            ? o.Elements.CatalogNumber == satellite.CatalogNumber
            : o.Elements.Name.Equals(satellite.Name, StringComparison.OrdinalIgnoreCase));
        return new OrbitAnswer(orbit, source, orbit?.Elements.Epoch ?? default, orbit is null ? $"no orbit data in {source}" : "");
    }
}
