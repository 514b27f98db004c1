using System.Xml;
using System.Xml.Linq;

namespace GroundTerminal.Orbit;

/// <summary>Messages of the CCSDS in XML; namespaces and attributes say nothing that is needed here.</summary>
/// <remarks>CCSDS 505.0-B-3.</remarks>
internal static class MessageXml
{
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
        // Entities that grow have no place in a message.
        if (text.Contains("<!DOCTYPE", StringComparison.Ordinal))
            throw new OrbitDataException("<!DOCTYPE> is not expected in a message.", text.AsSpan(0, text.IndexOf("<!DOCTYPE", StringComparison.Ordinal)).Count('\n') + 1);
        try
        {
            return XDocument.Parse(text, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new OrbitDataException("this is no XML from here on: " + e.Message, e.LineNumber, e.LinePosition);
        }
    }
}
