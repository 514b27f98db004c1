namespace GroundTerminal.Orbit;

/// <summary>Keyword = value notation, one a line.</summary>
/// <remarks>CCSDS 502.0-B-3, §7.4.</remarks>
internal static class Kvn
{
    /// <summary>The lines that say something: neither empty nor COMMENT.</summary>
    public static IEnumerable<(string Line, int Number)> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line != "COMMENT" && !line.StartsWith("COMMENT ", StringComparison.Ordinal))
                yield return (lines[i], i + 1);
        }
    }

    /// <exception cref="OrbitDataException">It is no keyword = value.</exception>
    public static Field Split(string line, int number)
    {
        var at = line.IndexOf('=');
        var key = at < 0 ? "" : line[..at].Trim();
        if (!IsKeyword(key))
            throw new OrbitDataException($"'{(line.Length > 40 ? line[..40] + "…" : line)}'; KEYWORD = value is expected.", number, 1);
        var value = line[(at + 1)..];
        return new Field(key, value.Trim(), number, at + 2 + value.Length - value.TrimStart().Length);
    }

    public static bool IsKeyword(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                return false;
        }
        return !text.IsEmpty;
    }
}
