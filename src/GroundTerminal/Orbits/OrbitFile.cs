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
    public static IReadOnlyList<Sgp4> Load(string path, string? satellite)
    {
        List<MeanElements> all;
        try
        {
            all = OrbitData.Read(path == "-" ? Console.In.ReadToEnd() : File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InputException.For($"--orbit {path}", $"cannot be read ({e.Message})", "a file with orbit data");
        }
        catch (OrbitDataException e)
        {
            throw new InputException($"--orbit {path}: {e.Message}");
        }
        if (all.Count == 0)
            throw InputException.For($"--orbit {path}", "no element set in it", "TLE or OMM");
        var chosen = satellite is null ? all : Choose(all, satellite);
        if (chosen.Count == 0)
            throw InputException.For($"--satellite {satellite}", $"not in {path}", $"one of {Some(all)}");
        return chosen.ConvertAll(e => Propagator(e, path));
    }

    /// <summary>How a satellite is called in output: by its name, else by its number.</summary>
    public static string NameOf(MeanElements elements) => elements.Name.Length > 0 ? elements.Name : elements.CatalogNumber.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static List<MeanElements> Choose(List<MeanElements> all, string text)
    {
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && all.FindAll(e => e.CatalogNumber == number) is { Count: > 0 } byNumber)
            return byNumber;
        var exact = all.FindAll(e => e.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return exact.Count > 0 ? exact : all.FindAll(e => e.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    private static string Some(List<MeanElements> all)
    {
        const int Shown = 5;
        var names = string.Join(", ", all.Take(Shown).Select(NameOf));
        return all.Count > Shown ? $"{names} and {all.Count - Shown} more" : names;
    }

    private static Sgp4 Propagator(MeanElements elements, string path)
    {
        try
        {
            return new Sgp4(elements);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"--orbit {path}: {e.Message}");
        }
    }
}
