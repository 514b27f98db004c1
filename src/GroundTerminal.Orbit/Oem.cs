namespace GroundTerminal.Orbit;

/// <summary>Orbit Ephemeris Messages, as KVN or XML. Accelerations and covariances are passed over.</summary>
/// <remarks>CCSDS 502.0-B-3, §5; XML: CCSDS 505.0-B-3. Times in TAI, TT and GPS become UTC by <see cref="LeapSeconds"/>.</remarks>
public static class Oem
{
    /// <summary>Reads the messages of a text: one in KVN, one or more in XML.</summary>
    /// <exception cref="OrbitDataException">It is no OEM, or something in it cannot be right.</exception>
    public static List<OemEphemeris> Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        return text.AsSpan().TrimStart().StartsWith("<") ? MessageXml.Find(text, "oem").ConvertAll(ReadXml) : [OemKvn.Read(text)];
    }

    private static OemEphemeris ReadXml(XmlNode message)
    {
        var builder = new OemBuilder();
        foreach (var element in message.Descendants())
        {
            if (element.Name == "metadata")
                builder.Begin(element.Leaves());
            else if (element.Name == "stateVector" && element.Leaves() is var state)
                builder.Add(state.Get("EPOCH"), Array.ConvertAll(OemBuilder.StateKeys, k => state.Get(k).Number()));
        }
        return builder.Build(message.Line);
    }
}
