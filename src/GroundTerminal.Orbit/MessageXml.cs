using System.Xml;
using System.Xml.Linq;

namespace GroundTerminal.Orbit;

/// <summary>Messages of the CCSDS in XML; namespaces and attributes say nothing that is needed here.</summary>
/// <remarks>CCSDS 505.0-B-3.</remarks>
internal static class MessageXml
{
    private const int MostDepth = 64, LongestReason = 200;

    /// <summary>The elements of this name, at any depth.</summary>
    /// <exception cref="OrbitDataException">It is no XML, or there is none.</exception>
    public static List<XElement> Find(string text, string name)
    {
        var root = Parse(text).Root!;
        var found = root.DescendantsAndSelf().Where(e => e.Name.LocalName == name).ToList();
        return found.Count > 0 ? found : throw new OrbitDataException($"<{root.Name.LocalName}> holds no <{name}>; one is expected.", Line(root));
    }

    /// <summary>The elements below that hold text, with their names as keywords.</summary>
    public static Keywords Leaves(XElement element)
    {
        var keywords = new Keywords(Line(element));
        foreach (var leaf in element.Descendants().Where(e => !e.HasElements))
            keywords.Add(new Field(leaf.Name.LocalName, leaf.Value.Trim(), Line(leaf), ((IXmlLineInfo)leaf).LinePosition));
        return keywords;
    }

    public static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;

    private static XDocument Parse(string text)
    {
        var type = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        if (type >= 0)
            throw new OrbitDataException("<!DOCTYPE> has no place in a message.", text.AsSpan(0, type).Count('\n') + 1);
        try
        {
            CheckDepth(text);
            return XDocument.Load(Reader(text), LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new OrbitDataException("this is no XML from here on: " + (e.Message.Length > LongestReason ? e.Message[..LongestReason] + "…" : e.Message), Math.Max(1, e.LineNumber), e.LinePosition);
        }
    }

    /// <summary>The parser takes a time that grows with the square of the depth.</summary>
    private static void CheckDepth(string text)
    {
        var reader = Reader(text);
        while (reader.Read())
        {
            if (reader.Depth > MostDepth)
                throw new OrbitDataException($"elements are nested more than {MostDepth} deep; those of a message are not.", reader.LineNumber, reader.LinePosition);
        }
    }

    private static XmlTextReader Reader(string text) => new(text, XmlNodeType.Document, null) { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
}
