using GroundTerminal.Orbit;
using Reader = GroundTerminal.Orbit.OrbitData;

namespace GroundTerminal.Station.OrbitData;

/// <summary>What a book holds of one source: its texts that could be read, and what is wrong with it.</summary>
internal sealed class OrbitSlot(string name, int priority, OrbitAges ages)
{
    private List<Part> _parts = [];
    private List<string> _textProblems = [];

    public string Name => name;

    public int Priority => priority;

    /// <summary>The source's own.</summary>
    public OrbitSourceMemory Memory { get; set; } = OrbitSourceMemory.Empty;

    /// <summary>Why it cannot be read; empty where it can.</summary>
    public string Problem { get; set; } = "";

    /// <summary>True where <see cref="Problem"/> is only that it cannot be reached now.</summary>
    public bool IsUnreachable { get; set; }

    /// <summary>Why the cache does not have it as it is; empty where it has.</summary>
    public string CacheProblem { get; set; } = "";

    /// <summary>What was wrong with what the cache had at the start; empty where nothing was. It stays until the next start.</summary>
    public string Damage { get; set; } = "";

    /// <summary>True while the source is asked.</summary>
    public bool IsBeingRead { get; set; }

    /// <summary>When its texts changed last, UTC; null where they are from the cache, or none.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>What is wrong with its texts, one clause each; the last good ones are still used.</summary>
    public IReadOnlyList<string> TextProblems => _textProblems;

    /// <summary>How many orbits it has.</summary>
    public int Count => _parts.Sum(p => p.Candidates.Count);

    /// <summary>Its texts that are used.</summary>
    public IReadOnlyList<OrbitText> Texts => _parts.ConvertAll(p => p.Text);

    /// <summary>Its orbits, a list a text.</summary>
    public IEnumerable<IReadOnlyList<OrbitCandidate>> Candidates => _parts.Select(p => p.Candidates);

    /// <summary>Takes new texts in place of all it has. Of a text that cannot be read, the last good one stays.</summary>
    /// <param name="kept">Names of texts that stay as they are.</param>
    public void Replace(IReadOnlyList<OrbitText> texts, IReadOnlyList<string> kept)
    {
        var (parts, problems) = (_parts.FindAll(p => kept.Contains(p.Text.Name)), new List<string>());
        foreach (var text in texts)
        {
            var before = _parts.Find(p => p.Text.Name == text.Name);
            if (before?.Text == text)
            {
                parts.Add(before);
                continue;
            }
            try
            {
                parts.Add(Read(text));
            }
            catch (OrbitDataException e)
            {
                problems.Add(text.Name.Length > 0 ? $"{text.Name}: {e.Message}" : e.Message);
                if (before is not null)
                    parts.Add(before);
            }
        }
        (_parts, _textProblems) = (parts, problems);
    }

    /// <summary>Takes one more text, and forgets those whose every orbit has a newer one.</summary>
    /// <returns>The text's orbits.</returns>
    /// <exception cref="OrbitDataException">It cannot be read.</exception>
    public IReadOnlyList<OrbitCandidate> Add(OrbitText text)
    {
        var part = Read(text);
        List<Part> all = [.. _parts, part];
        var newest = new Dictionary<(int, string), (Part Part, DateTimeOffset Epoch)>();
        foreach (var one in all)
        {
            foreach (var candidate in one.Candidates)
            {
                var orbit = candidate.Orbit;
                var key = (orbit.CatalogNumber, orbit.CatalogNumber > 0 ? "" : orbit.Name);
                if (!newest.TryGetValue(key, out var other) || candidate.Epoch >= other.Epoch)
                    newest[key] = (one, candidate.Epoch);
            }
        }
        var kept = newest.Values.Select(n => n.Part).ToHashSet();
        _parts = all.FindAll(kept.Contains);
        return part.Candidates;
    }


    private Part Read(OrbitText text)
    {
        var orbits = Reader.ReadOrbits(text.Text);
        if (orbits.Count == 0)
            throw new OrbitDataException("no orbit in it; TLE, OMM or OEM is expected.", 0);
        var source = text.Name.Length > 0 ? $"{name}: {text.Name}" : name;
        return new Part(text, orbits.ConvertAll(o => new OrbitCandidate(o, source, priority, ages)));
    }

    private sealed record Part(OrbitText Text, IReadOnlyList<OrbitCandidate> Candidates);
}
