namespace GroundTerminal.Orbit;

/// <summary>Orbits from a text, whatever form it has: TLE, OMM as JSON, CSV, XML or KVN, or OEM as XML or KVN.</summary>
/// <remarks>CCSDS 502.0-B-3, §4; CelesTrak, "A New Way to Obtain GP Data". Which form it is, the text itself shows.</remarks>
public static class OrbitData
{
    /// <summary>Reads all orbits of a text, element sets and ephemerides alike; none where it says that there are none.</summary>
    /// <exception cref="OrbitDataException">It has none of these forms, or something in it cannot be right.</exception>
    public static List<IOrbit> ReadOrbits(string text)
    {
        try
        {
            return IsEphemeris(text) ? Oem.Read(text).ConvertAll(IOrbit (e) => new OemOrbit(e)) : Read(text).ConvertAll(IOrbit (e) => new Sgp4(e));
        }
        catch (ArgumentException e)
        {
            throw new OrbitDataException(e.Message, 0);
        }
    }

    /// <summary>Reads all element sets of a text; none where it says that there are none, as <c>[]</c> does.</summary>
    /// <exception cref="OrbitDataException">It has none of these forms, or something in it cannot be right.</exception>
    public static List<MeanElements> Read(string text)
    {
        // A byte order mark counts for no column.
        text = text.TrimStart('\uFEFF');
        var start = text.AsSpan().TrimStart();
        if (start.IsEmpty)
            throw new OrbitDataException("the text is empty; TLE, or OMM as JSON, CSV, XML or KVN, is expected.", 1);
        return start[0] switch
        {
            '[' or '{' => OmmJson.Read(text),
            '<' => OmmXml.Read(text),
            _ => ReadLines(text),
        };
    }

    /// <summary>Whether it is an OEM: the first keyword says so, or an element of XML.</summary>
    private static bool IsEphemeris(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        return start.StartsWith("<") ? start.Contains("<oem ", StringComparison.Ordinal) || start.Contains("<oem>", StringComparison.Ordinal)
            : start.StartsWith("CCSDS_OEM_VERS") || (start.StartsWith("COMMENT") && start.Contains("\nCCSDS_OEM_VERS", StringComparison.Ordinal));
    }

    private static List<MeanElements> ReadLines(string text)
    {
        var (first, second, number) = FirstLines(text);
        if (first.Split(',').Any(f => f.Trim(' ', '"') == "EPOCH"))
            return OmmCsv.Read(text);
        if (first[0] == '#' || IsElementLine(first) || IsElementLine(second))
            return Tle.ReadAll(text);
        if (first.StartsWith("CCSDS_", StringComparison.Ordinal) && !first.StartsWith("CCSDS_OMM_VERS", StringComparison.Ordinal))
            throw new OrbitDataException($"'{Start(first)}' begins another message than an OMM, one without mean elements; TLE or OMM is expected.", number, 1);
        var equals = first.IndexOf('=');
        if (first.Split(' ')[0] == "COMMENT" || (equals > 0 && Kvn.IsKeyword(first.AsSpan(0, equals).TrimEnd())))
            return OmmKvn.Read(text);
        throw new OrbitDataException($"'{Start(first)}' begins neither TLE nor OMM (JSON, CSV, XML or KVN); one of these is expected.", number, 1);
    }

    /// <summary>The first two lines that are not empty, and the number of the first.</summary>
    private static (string First, string Second, int Number) FirstLines(string text)
    {
        var (first, firstNumber, number) = ("", 1, 0);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty)
                continue;
            if (first.Length > 0)
                return (first, line.ToString(), firstNumber);
            (first, firstNumber) = (line.ToString(), number);
        }
        return (first, "", firstNumber);
    }

    private static string Start(string line) => line.Length > 40 ? line[..40] + "…" : line;

    private static bool IsElementLine(string line) => line.StartsWith("1 ", StringComparison.Ordinal) || line.StartsWith("2 ", StringComparison.Ordinal);
}
