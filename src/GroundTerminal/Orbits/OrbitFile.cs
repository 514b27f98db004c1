using System.Globalization;
using GroundTerminal.Devices;
using GroundTerminal.Orbit;

namespace GroundTerminal.Orbits;

/// <summary>A file of orbit data, and the satellites in it.</summary>
public static class OrbitFile
{
    /// <summary>Reads a file and keeps the satellites asked for.</summary>
    /// <param name="path">File, or - for standard input.</param>
    /// <param name="satellite">Catalogue number or part of a name; null for all.</param>
    /// <exception cref="InputException">It cannot be read, is no orbit data, or has no such satellite.</exception>
    public static IReadOnlyList<IOrbit> Load(string path, string? satellite)
    {
        var all = Load(path);
        if (all.Count == 0)
            throw InputException.For($"--orbit {path}", "no orbit in it", "TLE, OMM or OEM");
        var chosen = satellite is null ? all : Choose(all, satellite);
        return chosen.Count > 0 ? chosen : throw InputException.For($"--satellite {satellite}", $"not in {path}", $"one of {Some(all)}");
    }

    /// <summary>How a satellite is called in output: by its name, else by its number.</summary>
    public static string NameOf(IOrbit orbit) => orbit.Name.Length > 0 ? orbit.Name : orbit.CatalogNumber.ToString(CultureInfo.InvariantCulture);

    private static List<IOrbit> Load(string path)
    {
        try
        {
            return OrbitData.ReadOrbits(path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputException.For($"--orbit {path}", $"cannot be read ({e.Message})", "a file with orbit data");
        }
        catch (OrbitDataException e)
        {
            throw new InputException($"--orbit {path}: {e.Message}");
        }
    }

    private static List<IOrbit> Choose(List<IOrbit> all, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && all.FindAll(e => e.CatalogNumber == number) is { Count: > 0 } byNumber)
            return byNumber;
        var exact = all.FindAll(e => e.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return exact.Count > 0 ? exact : all.FindAll(e => e.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    private static string Some(List<IOrbit> all)
    {
        const int Shown = 5;
        var names = string.Join(", ", all.Take(Shown).Select(NameOf));
        return all.Count > Shown ? $"{names} and {all.Count - Shown} more" : names;
    }
}
