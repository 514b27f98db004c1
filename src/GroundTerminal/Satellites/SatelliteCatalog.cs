using GroundTerminal.Devices;
using GroundTerminal.Station;
using GroundTerminal.Text;

namespace GroundTerminal.Satellites;

/// <summary>Satellites and their transmitters, found by number or by any of their names.</summary>
public sealed class SatelliteCatalog(IReadOnlyList<Spacecraft> satellites)
{
    private const string Resource = "satellites.txt";

    /// <summary>All satellites, in the catalogue's order.</summary>
    public IReadOnlyList<Spacecraft> Satellites { get; } = satellites;

    /// <summary>The catalogue that is built in.</summary>
    public static SatelliteCatalog LoadBuiltIn() => new(CatalogText.Parse(CatalogText.ReadResource(Resource), Resource));

    /// <summary>The satellite of that NORAD number or name; case, dashes, spaces and other punctuation do not matter. Names go before alternative names.</summary>
    /// <returns>Null where there is none.</returns>
    public Spacecraft? Find(string nameOrNumber)
    {
        if (int.TryParse(nameOrNumber, out var number) && ByNumber(number) is { } numbered)
            return numbered;
        var wanted = NearestName.Canonical(nameOrNumber);
        if (wanted.Length == 0)
            return null;
        Spacecraft? other = null;
        foreach (var satellite in Satellites)
        {
            if (NearestName.Canonical(satellite.Name) == wanted)
                return satellite;
            foreach (var name in satellite.AlternativeNames)
            {
                if (other is null && NearestName.Canonical(name) == wanted)
                    other = satellite;
            }
        }
        return other;
    }

    /// <summary>As <see cref="Find"/>, with an error that suggests the nearest names.</summary>
    /// <exception cref="InputException">There is no such satellite.</exception>
    public Spacecraft Get(string nameOrNumber)
    {
        if (Find(nameOrNumber) is { } satellite)
            return satellite;
        var near = NearestName.DidYouMean(nameOrNumber, Names());
        throw new InputException($"--satellite {nameOrNumber}: is not in the catalogue; {(near.Length > 0 ? near : "see 'groundterminal satellites', or give --satyaml FILE")}");
    }

    /// <summary>The satellites whose number, or any of whose names, contains a text; forgiving as <see cref="Find"/>. An empty text finds all.</summary>
    public IEnumerable<Spacecraft> Search(string text)
    {
        var wanted = NearestName.Canonical(text);
        foreach (var satellite in Satellites)
        {
            if (Matches(satellite, wanted))
                yield return satellite;
        }
    }

    private static bool Matches(Spacecraft satellite, string wanted)
    {
        if (wanted.Length == 0 || satellite.Norad.ToString().Contains(wanted, StringComparison.Ordinal)
            || NearestName.Canonical(satellite.Name).Contains(wanted, StringComparison.Ordinal))
            return true;
        foreach (var name in satellite.AlternativeNames)
        {
            if (NearestName.Canonical(name).Contains(wanted, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private Spacecraft? ByNumber(int number)
    {
        foreach (var satellite in Satellites)
        {
            if (satellite.Norad == number)
                return satellite;
        }
        return null;
    }

    private IEnumerable<string> Names()
    {
        foreach (var satellite in Satellites)
        {
            yield return satellite.Name;
            foreach (var name in satellite.AlternativeNames)
                yield return name;
        }
    }
}
