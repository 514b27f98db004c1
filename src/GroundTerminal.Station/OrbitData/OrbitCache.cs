using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GroundTerminal.Station.OrbitData;

/// <summary>A directory with one file a source: its last good texts, which outlive power loss.</summary>
internal sealed class OrbitCache(string directory)
{
    private const string Ending = ".orbits", Broken = ".broken";
    private const int LongestSlug = 40;

    /// <summary>What is kept of a source; null where there is nothing.</summary>
    /// <param name="problem">Where the file is broken: what was done with it. Empty otherwise.</param>
    public OrbitCacheEntry? Load(string source, out string problem)
    {
        var path = PathOf(source);
        problem = "";
        try
        {
            if (!File.Exists(path))
                return null;
            var entry = OrbitCacheEntry.Parse(File.ReadAllBytes(path));
            return entry.Source == source ? entry : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            problem = $"{path}: {e.Message}; {SetAside(path)}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"{path} cannot be read: {e.Message}";
        }
        return null;
    }

    /// <exception cref="IOException">It cannot be kept; what was there before still is.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public void Save(OrbitCacheEntry entry)
    {
        Directory.CreateDirectory(directory);
        AtomicFile.Write(PathOf(entry.Source), entry.ToBytes());
    }

    /// <summary>The file of a source: readable, and different for different names.</summary>
    public string PathOf(string source)
    {
        var slug = new StringBuilder();
        foreach (var c in source.Where(c => slug.Length < LongestSlug))
            slug.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        var sum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 4));
        return Path.Combine(directory, $"{slug}-{sum}{Ending}");
    }

    private static string SetAside(string path)
    {
        try
        {
            File.Move(path, path + Broken, overwrite: true);
            return $"it is set aside as {Path.GetFileName(path)}{Broken}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"it cannot be set aside either ({e.Message})";
        }
    }
}
