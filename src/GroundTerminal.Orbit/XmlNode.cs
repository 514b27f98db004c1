namespace GroundTerminal.Orbit;

/// <summary>An element of XML: its name without a namespace, the place of the name, and what it holds.</summary>
internal sealed record XmlNode(string Name, int Line, int Column)
{
    public List<XmlNode> Children { get; } = [];

    /// <summary>Characters directly inside, spaces around them left out.</summary>
    public string Text { get; set; } = "";

    /// <summary>All below, in the order of the text; it itself too.</summary>
    public IEnumerable<XmlNode> Descendants() => Children.SelectMany(c => c.Descendants()).Prepend(this);

    /// <summary>The elements below that hold no others, with their names as keywords.</summary>
    public Keywords Leaves()
    {
        var keywords = new Keywords(Line);
        foreach (var leaf in Descendants().Where(e => e.Children.Count == 0))
            keywords.Add(new Field(leaf.Name, leaf.Text, leaf.Line, leaf.Column));
        return keywords;
    }
}
