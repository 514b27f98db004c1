namespace GroundTerminal.Orbit;

/// <summary>OMMs as comma-separated values: a line with the keywords, in any order, then one a message.</summary>
/// <remarks>CelesTrak, "A New Way to Obtain GP Data"; quotes as in RFC 4180.</remarks>
internal static class OmmCsv
{
    public static List<MeanElements> Read(string text)
    {
        var (all, rows) = (new List<MeanElements>(), new CsvRows(text));
        var header = rows.Next() ?? [];
        while (rows.Next() is { } row)
        {
            if (row.Count != header.Count)
                throw new OrbitDataException($"{row.Count} fields; {header.Count} as in the first line are expected.", row[0].Line);
            var message = new Keywords(row[0].Line);
            for (var i = 0; i < row.Count; i++)
                message.Add(row[i] with { Key = header[i].Text });
            all.Add(Omm.ToElements(message));
        }
        return all;
    }
}
