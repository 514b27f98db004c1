namespace GroundTerminal.Orbit;

/// <summary>OMMs as XML: <c>omm</c>, alone or any number in <c>ndm</c>.</summary>
/// <remarks>CCSDS 502.0-B-3, §8.10.</remarks>
internal static class OmmXml
{
    public static List<MeanElements> Read(string text) => MessageXml.Find(text, "omm").ConvertAll(m => Omm.ToElements(m.Leaves()));
}
