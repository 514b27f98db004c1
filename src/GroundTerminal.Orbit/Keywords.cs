namespace GroundTerminal.Orbit;

/// <summary>Keywords and values of one message, or of one part of it.</summary>
/// <param name="line">Where it begins, counted from 1.</param>
internal sealed class Keywords(int line)
{
    private readonly Dictionary<string, Field> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Field> _repeated = new(StringComparer.Ordinal);

    /// <summary>Where it begins, counted from 1.</summary>
    public int Line => line;

    /// <summary>A keyword may stand there twice where nobody asks for it, as COMMENT does.</summary>
    public void Add(in Field field)
    {
        if (!_fields.TryAdd(field.Key, field))
            _repeated.TryAdd(field.Key, field);
    }

    /// <summary>Null where the keyword or its value is missing.</summary>
    /// <exception cref="OrbitDataException">It stands there twice.</exception>
    public Field? Find(string key)
    {
        if (_repeated.TryGetValue(key, out var repeated))
            throw new OrbitDataException($"{key} stands here again; once in a message is expected.", repeated.Line, repeated.Column);
        return _fields.TryGetValue(key, out var field) && field.Text.Length > 0 ? field : null;
    }

    /// <exception cref="OrbitDataException">It is missing.</exception>
    public Field Get(string key) => Find(key) ?? throw new OrbitDataException($"the message that begins here has no {key}; it is expected.", line);

    /// <summary>The text, or empty where it is missing.</summary>
    public string Text(string key) => Find(key)?.Text ?? "";

    /// <exception cref="OrbitDataException">The keyword has a value that is none of these; letters' case does not count.</exception>
    public void Expect(string key, params ReadOnlySpan<string> values)
    {
        if (Find(key) is not { } field)
            return;
        foreach (var value in values)
        {
            if (field.Text.Equals(value, StringComparison.OrdinalIgnoreCase))
                return;
        }
        throw field.Wrong(string.Join(" or ", values!));
    }
}
