using System.Text;
using System.Text.Json;

namespace GroundTerminal.Orbit;

/// <summary>OMMs as JSON: an object, or an array of objects; values are numbers or strings.</summary>
/// <remarks>CelesTrak, "A New Way to Obtain GP Data"; Space-Track's class gp says numbers as strings and null where it knows nothing.</remarks>
internal static class OmmJson
{
    public static List<MeanElements> Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            return Messages(ref reader, bytes).ConvertAll(Omm.ToElements);
        }
        catch (JsonException e)
        {
            throw new OrbitDataException("this is no JSON from here on.", (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
        }
    }

    private static List<Keywords> Messages(ref Utf8JsonReader reader, byte[] bytes)
    {
        var (all, place, depth) = (new List<Keywords>(), new Place(bytes), 0);
        while (reader.Read())
        {
            var (line, column) = place.At((int)reader.TokenStartIndex);
            if (reader.TokenType == JsonTokenType.StartObject)
                all.Add(Message(ref reader, ref place, line));
            else if (reader.TokenType == JsonTokenType.StartArray && depth == 0)
                depth++;
            else if (reader.TokenType != JsonTokenType.EndArray)
                throw new OrbitDataException("an object with the keywords of an OMM is expected.", line, column);
        }
        return all;
    }

    private static Keywords Message(ref Utf8JsonReader reader, ref Place place, int start)
    {
        var message = new Keywords(start);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = Text(ref reader, ref place);
            reader.Read();
            var (line, column) = place.At((int)reader.TokenStartIndex);
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
                message.Add(new Field(key, Text(ref reader, ref place).Trim(), line, column));
            else
                reader.Skip();
        }
        return message;
    }

    private static string Text(ref Utf8JsonReader reader, ref Place place)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            var (line, column) = place.At((int)reader.TokenStartIndex);
            throw new OrbitDataException("half of a surrogate pair; text is expected.", line, column);
        }
    }

    /// <summary>Line and column of a byte; the bytes asked for only go forward.</summary>
    private struct Place(byte[] bytes)
    {
        private int _at, _lineStart;
        private int _line = 1;

        public (int Line, int Column) At(int index)
        {
            for (; _at < index; _at++)
            {
                if (bytes[_at] == '\n')
                    (_line, _lineStart) = (_line + 1, _at + 1);
            }
            return (_line, Encoding.UTF8.GetCharCount(bytes.AsSpan(_lineStart, index - _lineStart)) + 1);
        }
    }
}
