using System.Text.Json;

namespace GroundTerminal.Contents;

/// <summary>The JSON form of what is inside frames; docs/decode-json.md describes it.</summary>
/// <remarks>Written key by key: a serializer's metadata of these types would cost a short decoding a sixth of its time.</remarks>
public static class ContentsJson
{
    /// <summary>Writes the keys of what a frame has, into an object that has begun.</summary>
    public static void Write(Utf8JsonWriter json, FrameContents contents)
    {
        if (contents.Ax25 is { } ax25)
            Write(json, ax25);
        if (contents.Csp is { } csp)
            Write(json, csp);
        if (contents.Tm is { } tm)
            Write(json, tm);
        if (contents.Aos is { } aos)
            Write(json, aos);
        if (contents.SpacePackets is { } packets)
            Write(json, packets);
        if (contents.Idle)
            json.WriteBoolean("idle", true);
    }

    private static void Write(Utf8JsonWriter json, Ax25Report ax25)
    {
        json.WriteStartObject("ax25");
        json.WriteString("source", ax25.Source);
        json.WriteString("destination", ax25.Destination);
        WriteTexts(json, "digipeaters", ax25.Digipeaters);
        json.WriteString("type", ax25.Type);
        json.WriteNumber("control", ax25.Control);
        WriteNumber(json, "pid", ax25.Pid);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CspReport csp)
    {
        json.WriteStartObject("csp");
        json.WriteNumber("priority", csp.Priority);
        json.WriteNumber("source", csp.Source);
        json.WriteNumber("destination", csp.Destination);
        json.WriteNumber("sourcePort", csp.SourcePort);
        json.WriteNumber("destinationPort", csp.DestinationPort);
        WriteTexts(json, "flags", csp.Flags);
        if (csp.Crc32c is { } valid)
            json.WriteBoolean("crc32c", valid);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TmReport tm)
    {
        json.WriteStartObject("tm");
        json.WriteNumber("spacecraftId", tm.SpacecraftId);
        json.WriteNumber("virtualChannelId", tm.VirtualChannelId);
        json.WriteNumber("masterChannelFrameCount", tm.MasterChannelFrameCount);
        json.WriteNumber("virtualChannelFrameCount", tm.VirtualChannelFrameCount);
        json.WriteBoolean("operationalControl", tm.OperationalControl);
        json.WriteBoolean("secondaryHeader", tm.SecondaryHeader);
        json.WriteBoolean("synchronization", tm.Synchronization);
        WriteNumber(json, "firstHeaderPointer", tm.FirstHeaderPointer);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AosReport aos)
    {
        json.WriteStartObject("aos");
        json.WriteNumber("spacecraftId", aos.SpacecraftId);
        json.WriteNumber("virtualChannelId", aos.VirtualChannelId);
        json.WriteNumber("virtualChannelFrameCount", aos.VirtualChannelFrameCount);
        json.WriteBoolean("replay", aos.Replay);
        WriteNumber(json, "firstHeaderPointer", aos.FirstHeaderPointer);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<SpacePacketReport> packets)
    {
        json.WriteStartArray("spacePackets");
        foreach (var packet in packets)
        {
            json.WriteStartObject();
            json.WriteNumber("apid", packet.Apid);
            json.WriteString("type", packet.Type);
            json.WriteBoolean("secondaryHeader", packet.SecondaryHeader);
            json.WriteString("sequence", packet.Sequence);
            json.WriteNumber("sequenceCount", packet.SequenceCount);
            json.WriteNumber("length", packet.Length);
            json.WriteBoolean("idle", packet.Idle);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string key, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string key, int? number)
    {
        if (number is { } value)
            json.WriteNumber(key, value);
        else
            json.WriteNull(key);
    }
}
