using System.Text;

namespace GroundTerminal.Orbit;

/// <summary>Comma-separated values, row for row.</summary>
/// <remarks>RFC 4180; empty lines are passed over, spaces around a field too.</remarks>
internal sealed class CsvRows(string text)
{
    private int _at, _line = 1, _lineStart;

    /// <summary>The fields of the next row, with empty keys; null at the end.</summary>
    public List<Field>? Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            Advance();
        if (_at == text.Length)
            return null;
        var row = new List<Field> { Read() };
        while (_at < text.Length && text[_at] == ',')
        {
            Advance();
            row.Add(Read());
        }
        return row;
    }

    private Field Read()
    {
        SkipBlanks();
        var (line, column) = (_line, _at - _lineStart + 1);
        if (_at < text.Length && text[_at] == '"')
            return new Field("", Quoted(), line, column);
        var start = _at;
        while (!IsEnd())
            _at++;
        return new Field("", text[start.._at].Trim(), line, column);
    }

    private string Quoted()
    {
        var (value, line, column) = (new StringBuilder(), _line, _at - _lineStart + 1);
        for (_at++; _at < text.Length; Advance())
        {
            var isQuote = text[_at] == '"';
            if (isQuote && (_at + 1 == text.Length || text[_at + 1] != '"'))
            {
                _at++;
                SkipBlanks();
                return IsEnd() ? value.ToString().Trim() : throw new OrbitDataException("a comma or the end of the line is expected behind quotes.", _line, _at - _lineStart + 1);
            }
            _at += isQuote ? 1 : 0;
            value.Append(text[_at]);
        }
        throw new OrbitDataException("the quotes that begin here do not end.", line, column);
    }

    private bool IsEnd() => _at == text.Length || text[_at] is ',' or '\n' or '\r';

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
            _at++;
    }

    private void Advance()
    {
        if (text[_at++] == '\n')
            (_line, _lineStart) = (_line + 1, _at);
    }
}
