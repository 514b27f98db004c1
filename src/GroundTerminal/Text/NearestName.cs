using System.Text;

namespace GroundTerminal.Text;

/// <summary>Forgiving comparison of names, and the nearest of a list to one that is not in it.</summary>
public static class NearestName
{
    /// <summary>Letters and digits only, in lower case: <c>AO-73</c>, <c>ao 73</c> and <c>AO_73</c> are the same.</summary>
    public static string Canonical(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
                text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }

    /// <summary>Levenshtein's distance: the fewest letters put in, taken out or replaced that make one text of the other.</summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j - 1], row[j]) + 1);
            }
        }
        return row[b.Length];
    }

    /// <summary>The candidates nearest to a name, best first; none that differs in more than half of its letters.</summary>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int count)
    {
        var wanted = Canonical(name);
        if (wanted.Length > 64)
            return [];
        var found = new List<(int Distance, string Name)>();
        foreach (var candidate in candidates)
        {
            var canonical = Canonical(candidate);
            var distance = Distance(wanted, canonical);
            // A name that is a part of the other is near whatever its length.
            if (wanted.Length >= 3 && (canonical.Contains(wanted, StringComparison.Ordinal) || (canonical.Length >= 3 && wanted.Contains(canonical, StringComparison.Ordinal))))
                distance = Math.Min(distance, 2);
            if (distance <= Math.Max(1, Math.Max(wanted.Length, canonical.Length) / 2))
                found.Add((distance, candidate));
        }
        found.Sort((a, b) => a.Distance != b.Distance ? a.Distance.CompareTo(b.Distance) : string.CompareOrdinal(a.Name, b.Name));
        var names = new List<string>();
        for (var i = 0; i < found.Count && names.Count < count; i++)
        {
            if (!names.Contains(found[i].Name))
                names.Add(found[i].Name);
        }
        return names;
    }

    /// <summary>The nearest candidate, quoted as a question at the end of a message; empty where none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates, int count = 3)
    {
        var near = Of(name, candidates, count);
        return near.Count == 0 ? "" : $"did you mean {string.Join(" or ", near)}?";
    }
}
