using GroundTerminal.Devices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GroundTerminal.Yaml;

/// <summary>Reads one YAML document into nodes that know their lines. An alias is the node it stands for, so that aliases cost no memory.</summary>
public sealed class YamlReader
{
    private const int MaxDepth = 24;
    private const int MaxNodes = 1_000_000;
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private int _depth;
    private int _nodes;

    private YamlReader(string text, string file)
    {
        _file = file;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <param name="text">The document.</param>
    /// <param name="file">What messages call it.</param>
    /// <returns>Null where the document is empty.</returns>
    /// <exception cref="InputException">It is not YAML, or has a key twice, or more than one document.</exception>
    public static YamlNode? Parse(string text, string file) => new YamlReader(text, file).ReadDocument();

    /// <summary>Reads a file; it must hold keys and values.</summary>
    /// <exception cref="InputException">It cannot be read, or is not YAML, or is something else.</exception>
    public static YamlMapping ReadFile(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(File.Exists(path) ? $"{path}: cannot be read: {e.Message}" : $"{path}: does not exist; expected a YAML file", e);
        }
        return AsMapping(Parse(text, path), path);
    }

    /// <summary>The document as keys and values.</summary>
    /// <exception cref="InputException">It is something else, or nothing.</exception>
    public static YamlMapping AsMapping(YamlNode? node, string file) => node switch
    {
        YamlMapping mapping => mapping,
        null or YamlScalar { IsNull: true } => throw new InputException($"{file}: is empty; expected keys and values"),
        _ => throw new InputException($"{file}:{node.Line}: is {node.Kind}; expected keys and values"),
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");

    // Besides YamlException, YamlDotNet's scanner ends in InvalidOperationException, ArgumentException and others on some damaged texts.
    private bool Next()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (YamlException e)
        {
            throw new InputException($"{_file}:{e.Start.Line}: is not YAML: {OneLine(e.Message)}", e);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InputException($"{_file}:{_parser.Current?.End.Line ?? 1}: is not YAML from here on", e);
        }
    }

    private YamlNode? ReadDocument()
    {
        Next();
        if (!Next() || _parser.Current is not DocumentStart)
            return null;
        Next();
        var node = ReadNode();
        Next();
        if (Next() && _parser.Current is DocumentStart second)
            throw new InputException($"{_file}:{second.Start.Line}: a second document begins; expected one");
        return node;
    }

    // On entry the parser stands at the node's first event, on exit at its last.
    private YamlNode ReadNode()
    {
        var now = _parser.Current ?? throw new InputException($"{_file}: ends too early; expected a value");
        var line = (int)now.Start.Line;
        if (++_nodes > MaxNodes)
            throw new InputException($"{_file}:{line}: has more than {MaxNodes} values; expected fewer");
        if (now is AnchorAlias alias)
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new InputException($"{_file}:{line}: *{alias.Value.Value}: is not defined before; expected an anchor &{alias.Value.Value}");
        }
        if (++_depth > MaxDepth)
            throw new InputException($"{_file}:{line}: is nested deeper than {MaxDepth} levels; expected fewer");
        YamlNode node = now switch
        {
            Scalar scalar => new YamlScalar(line, scalar.Value, scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any)),
            SequenceStart => ReadSequence(line),
            MappingStart => ReadMapping(line),
            _ => throw new InputException($"{_file}:{line}: expected a value"),
        };
        _depth--;
        if (now is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor.Value] = node;
        return node;
    }

    private YamlSequence ReadSequence(int line)
    {
        var items = new List<YamlNode>();
        while (Next() && _parser.Current is not SequenceEnd)
            items.Add(ReadNode());
        return new YamlSequence(line, items);
    }

    private YamlMapping ReadMapping(int line)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>();
        while (Next() && _parser.Current is not MappingEnd)
        {
            var keyLine = (int)_parser.Current!.Start.Line;
            if (ReadNode() is not YamlScalar key)
                throw new InputException($"{_file}:{keyLine}: a key is a list or a mapping; expected a text");
            if (!lines.TryAdd(key.Text, keyLine))
                throw new InputException($"{_file}:{keyLine}: {key.Text}: stands here and on line {lines[key.Text]}; expected it once");
            Next();
            entries.Add(new YamlEntry(key.Text, keyLine, ReadNode()));
        }
        return new YamlMapping(line, entries);
    }
}
