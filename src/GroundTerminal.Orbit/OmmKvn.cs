namespace GroundTerminal.Orbit;

/// <summary>OMMs as keyword = value; each begins with CCSDS_OMM_VERS.</summary>
/// <remarks>CCSDS 502.0-B-3, §4 and §7.</remarks>
internal static class OmmKvn
{
    public static List<MeanElements> Read(string text)
    {
        var messages = new List<Keywords>();
        foreach (var (line, number) in Kvn.Lines(text))
        {
            var field = Kvn.Split(line, number);
            if (messages.Count == 0 || field.Key == "CCSDS_OMM_VERS")
                messages.Add(new Keywords(number));
            messages[^1].Add(field);
        }
        return messages.ConvertAll(Omm.ToElements);
    }
}
