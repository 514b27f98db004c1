namespace GroundTerminal.Orbit;

/// <summary>An OEM as KVN: segments of metadata between META_START and META_STOP, and lines of states.</summary>
/// <remarks>CCSDS 502.0-B-3, §5.2.</remarks>
internal sealed class OemKvn
{
    private readonly OemBuilder _builder = new();
    private Keywords? _metadata;
    private int _covarianceLine;

    public static OemEphemeris Read(string text)
    {
        var (reader, first) = (new OemKvn(), 0);
        foreach (var (line, number) in Kvn.Lines(text))
        {
            if (first == 0 && Kvn.Split(line, first = number).Key != "CCSDS_OEM_VERS")
                throw new OrbitDataException("CCSDS_OEM_VERS = … is expected first.", number, 1);
            reader.Take(line, number);
        }
        if (reader._metadata is { } open)
            throw new OrbitDataException("the metadata that begin here do not end; META_STOP is expected.", open.Line);
        if (reader._covarianceLine > 0)
            throw new OrbitDataException("the covariance that begins here does not end; COVARIANCE_STOP is expected.", reader._covarianceLine);
        return reader._builder.Build(Math.Max(first, 1));
    }

    private void Take(string line, int number)
    {
        var word = line.Trim();
        if (word == "COVARIANCE_START")
            _covarianceLine = number;
        else if (word == "COVARIANCE_STOP")
            _covarianceLine = 0;
        else if (_covarianceLine > 0)
            return;
        else if (word == "META_START")
            _metadata = _metadata is null ? new Keywords(number) : throw new OrbitDataException("META_START inside metadata; META_STOP is expected.", number);
        else if (word == "META_STOP")
            Begin(number);
        else if (_metadata is not null)
            _metadata.Add(Kvn.Split(line, number));
        else if (!word.Contains('='))
            AddState(line, number);
    }

    private void Begin(int number)
    {
        _builder.Begin(_metadata ?? throw new OrbitDataException("META_STOP without META_START.", number));
        _metadata = null;
    }

    /// <summary>Time, position, velocity, and perhaps an acceleration.</summary>
    private void AddState(string line, int number)
    {
        var fields = Words(line, number);
        if (fields.Count is not 7 and not 10)
            throw new OrbitDataException($"{fields.Count} fields; a time and 6 or 9 numbers are expected.", number, 1);
        Span<double> values = stackalloc double[OemBuilder.StateKeys.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (fields[i + 1] with { Key = OemBuilder.StateKeys[i] }).Number();
        _builder.Add(fields[0], values);
    }

    private static List<Field> Words(string line, int number)
    {
        var words = new List<Field>();
        for (var at = 0; at < line.Length; at++)
        {
            var start = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at]))
                at++;
            if (at > start)
                words.Add(new Field("EPOCH", line[start..at], number, start + 1));
        }
        return words;
    }
}
