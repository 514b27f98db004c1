using System.Globalization;
using System.Text;

namespace GroundTerminal.Orbit;

/// <summary>XML as messages of the CCSDS use it: elements and text; namespaces and attributes say nothing that is needed here. Document types, which messages have not, are refused.</summary>
/// <remarks>W3C, Extensible Markup Language (XML) 1.0, 5th ed.; CCSDS 505.0-B-3. The base library's XML would make the program a fifth larger.</remarks>
internal sealed class MessageXml
{
    private const int MostDepth = 64, LongestShown = 80;
    private readonly string _text;
    private readonly Stack<(XmlNode Node, string Tag)> _open = new();
    private readonly StringBuilder _characters = new();
    private int _at, _counted, _lineStart, _line = 1;
    private XmlNode? _root;

    private MessageXml(string text) => _text = text;

    /// <summary>The elements of this name, at any depth.</summary>
    /// <exception cref="OrbitDataException">It is no XML, or there is none.</exception>
    public static List<XmlNode> Find(string text, string name)
    {
        var root = new MessageXml(text).Parse();
        var found = root.Descendants().Where(e => e.Name == name).ToList();
        return found.Count > 0 ? found : throw new OrbitDataException($"<{root.Name}> holds no <{name}>; one is expected.", root.Line, root.Column);
    }

    private XmlNode Parse()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] != '<')
                Characters();
            else if (Is("<?"))
                Past("?>");
            else if (Is("<!--"))
                Past("-->");
            else if (Is("<![CDATA[") && _open.Count > 0)
                _characters.Append(Past("]]>").AsSpan("<![CDATA[".Length));
            else if (Is("<!"))
                throw Wrong("an element, and no document type,");
            else if (Is("</"))
                Close();
            else
                Open();
        }
        return _open.Count == 0 && _root is not null ? _root : throw Wrong(_open.Count == 0 ? "an element" : $"</{_open.Peek().Tag}>");
    }

    /// <summary>Of a start tag or an empty element.</summary>
    private void Open()
    {
        var (line, column) = Place(++_at);
        var tag = Name();
        if (_root is not null && _open.Count == 0)
            throw Wrong("the end of the text behind the outermost element");
        if (_open.Count == MostDepth)
            throw new OrbitDataException($"elements are nested more than {MostDepth} deep; those of a message are not.", line, column);
        var node = new XmlNode(tag[(tag.IndexOf(':') + 1)..], line, column);
        if (_open.TryPeek(out var parent))
            parent.Node.Children.Add(node);
        _root ??= node;
        Attributes();
        _characters.Clear();
        if (_text[_at++] == '>')
            _open.Push((node, tag));
        else
            Expect('>');
    }

    /// <summary>Passes over attributes to the slash or bracket that ends the tag.</summary>
    private void Attributes()
    {
        for (SkipSpaces(); Current is not '>' and not '/'; SkipSpaces())
        {
            Name();
            SkipSpaces();
            Expect('=');
            SkipSpaces();
            if (Current is not '"' and not '\'')
                throw Wrong("a value in quotes");
            var quote = Current.ToString();
            _at++;
            Past(quote);
        }
    }

    private void Close()
    {
        _at += 2;
        var (start, tag) = (_at, Name());
        if (!_open.TryPop(out var open) || open.Tag != tag)
        {
            _at = start;
            throw Wrong(open.Tag is null ? "the end of the text" : $"</{open.Tag}>");
        }
        SkipSpaces();
        Expect('>');
        open.Node.Text = _characters.ToString().Trim();
        _characters.Clear();
    }

    private void Characters()
    {
        for (; _at < _text.Length && Current != '<'; _at++)
        {
            if (_open.Count == 0 && !char.IsWhiteSpace(Current))
                throw Wrong("an element");
            if (Current == '&')
                Reference();
            else
                _characters.Append(Current);
        }
    }

    /// <summary>Stops at the semicolon.</summary>
    private void Reference()
    {
        var end = _text.IndexOf(';', _at, Math.Min(12, _text.Length - _at));
        var name = end < 0 ? "" : _text[(_at + 1)..end];
        var isHex = name.StartsWith("#x", StringComparison.Ordinal);
        if (name is "lt" or "gt" or "amp" or "quot" or "apos")
            _characters.Append(name switch { "lt" => '<', "gt" => '>', "amp" => '&', "quot" => '"', _ => '\'' });
        else if (name.StartsWith('#') && int.TryParse(name.AsSpan(isHex ? 2 : 1), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) && code > 0)
            _characters.Append(new Rune(code).ToString());
        else
            throw Wrong("&lt; &gt; &amp; &quot; &apos; or the number of a character");
        _at = end;
    }

    private char Current => _at < _text.Length ? _text[_at] : throw Wrong("more text");

    private bool Is(string start) => string.CompareOrdinal(_text, _at, start, 0, start.Length) == 0;

    private string Name()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '.' or ':'))
            _at++;
        return _at > start ? _text[start.._at] : throw Wrong("a name");
    }

    private void SkipSpaces()
    {
        while (char.IsWhiteSpace(Current))
            _at++;
    }

    private void Expect(char c)
    {
        if (Current != c)
            throw Wrong($"{c}");
        _at++;
    }

    /// <summary>What stands from here to this end, without it.</summary>
    private string Past(string end)
    {
        var at = _text.IndexOf(end, _at, StringComparison.Ordinal);
        var passed = at < 0 ? throw Wrong($"{end} at the end of what begins here") : _text[_at..at];
        _at = at + end.Length;
        return passed;
    }

    private OrbitDataException Wrong(string expected)
    {
        var (line, column) = Place(Math.Min(_at, _text.Length));
        return new OrbitDataException($"this is no XML from here on: {(expected.Length > LongestShown ? expected[..LongestShown] + "…" : expected)} is expected.", line, column);
    }

    private (int Line, int Column) Place(int index)
    {
        for (; _counted < index; _counted++)
        {
            if (_text[_counted] == '\n')
                (_line, _lineStart) = (_line + 1, _counted + 1);
        }
        return (_line, index - _lineStart + 1);
    }
}
