using GroundTerminal.Orbit;

namespace GroundTerminal.Station.OrbitData;

/// <summary>The orbits of all satellites at one moment: of each, the usable one of the highest priority, and among these the newest. Immutable, for any number of threads.</summary>
public sealed class OrbitSnapshot
{
    private readonly Dictionary<int, OrbitEntry> _byNumber = [];
    private readonly Dictionary<string, OrbitEntry> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Number, string Name), OrbitEntry> _byKey = [];
    private readonly Dictionary<string, int> _numbers;

    /// <param name="now">UTC, for what is usable.</param>
    internal OrbitSnapshot(IReadOnlyCollection<OrbitCandidate> candidates, DateTimeOffset now, long version)
    {
        Version = version;
        _numbers = Numbers(candidates);
        foreach (var group in candidates.GroupBy(c => Key(c.Orbit)))
        {
            var number = group.Key.Number;
            var entry = new OrbitEntry(Best(group, now), number);
            _byKey.Add(group.Key, entry);
            if (number > 0)
                _byNumber[number] = entry;
            if (entry.Name.Length > 0 && (!_byName.TryGetValue(entry.Name, out var other) || other.Epoch < entry.Epoch))
                _byName[entry.Name] = entry;
        }
        NextChange = candidates.Select(c => c.NextChange(now)).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        Entries = [.. _byKey.Values.OrderBy(e => e.CatalogNumber).ThenBy(e => e.Name, StringComparer.Ordinal)];
    }

    /// <summary>Rises with each snapshot of a book.</summary>
    public long Version { get; }

    /// <summary>All satellites, by catalogue number and name.</summary>
    public IReadOnlyList<OrbitEntry> Entries { get; }

    /// <summary>From here on another orbit may be the best, UTC.</summary>
    internal DateTimeOffset NextChange { get; }

    /// <summary>A satellite by its catalogue number; null where nothing is known of it.</summary>
    public OrbitEntry? Find(int norad) => _byNumber.GetValueOrDefault(norad);

    /// <summary>A satellite by its whole name, in any case of letters; null where nothing is known of it. Of several of one name, the one with the newest data.</summary>
    public OrbitEntry? FindByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What is used in place of one source's orbit, or that itself.</summary>
    internal OrbitEntry EntryOf(IOrbit orbit) => _byKey[Key(orbit)];

    /// <summary>Where none is usable, the newest of all is shown.</summary>
    private static OrbitCandidate Best(IEnumerable<OrbitCandidate> candidates, DateTimeOffset now) =>
        candidates.OrderByDescending(c => c.IsUsable(now)).ThenByDescending(c => c.IsUsable(now) ? c.Priority : 0).ThenByDescending(c => c.Epoch).First();

    /// <summary>Catalogue numbers by international designator: ephemerides say only that.</summary>
    private static Dictionary<string, int> Numbers(IEnumerable<OrbitCandidate> candidates)
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var orbit in candidates.Select(c => c.Orbit))
        {
            if (orbit.CatalogNumber > 0 && orbit.InternationalDesignator.Length > 0)
                numbers.TryAdd(orbit.InternationalDesignator, orbit.CatalogNumber);
        }
        return numbers;
    }

    private (int Number, string Name) Key(IOrbit orbit)
    {
        var number = orbit.CatalogNumber > 0 ? orbit.CatalogNumber : _numbers.GetValueOrDefault(orbit.InternationalDesignator);
        return (number, number > 0 ? "" : orbit.Name.ToUpperInvariant());
    }
}
