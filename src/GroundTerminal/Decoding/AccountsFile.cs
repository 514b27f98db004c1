using System.Text.Json;
using GroundTerminal.Coding.Protocols;
using GroundTerminal.Text;

namespace GroundTerminal.Decoding;

/// <summary>The accounts of transfer frames as one JSON object: an entry a transmitter, in it one a virtual channel.</summary>
public static class AccountsFile
{
    /// <summary>Writes them.</summary>
    public static void Write(string path, IEnumerable<(string Transmitter, TransferFrameService Service)> accounts)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true, Encoder = LeastJsonEscaping.Shared });
        json.WriteStartObject();
        foreach (var (transmitter, service) in accounts)
        {
            json.WriteStartObject(transmitter);
            json.WriteNumber("framesBad", service.FramesBad);
            json.WriteNumber("framesIgnored", service.FramesIgnored);
            json.WriteStartArray("virtualChannels");
            foreach (var channel in service.Channels.OrderBy(c => c.SpacecraftId).ThenBy(c => c.VirtualChannelId))
                Write(json, channel);
            json.WriteEndArray();
            json.WriteStartArray("masterChannels");
            foreach (var master in service.MasterChannels.OrderBy(m => m.SpacecraftId))
                Write(json, master);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VirtualChannelAccount channel)
    {
        json.WriteStartObject();
        json.WriteNumber("spacecraftId", channel.SpacecraftId);
        json.WriteNumber("virtualChannelId", channel.VirtualChannelId);
        json.WriteNumber("frames", channel.Frames);
        json.WriteNumber("gaps", channel.Gaps);
        json.WriteNumber("framesLost", channel.FramesLost);
        json.WriteNumber("idleFrames", channel.IdleFrames);
        json.WriteNumber("packets", channel.Packets);
        json.WriteNumber("packetsCut", channel.PacketsCut);
        json.WriteNumber("idlePackets", channel.IdlePackets);
        json.WriteNumber("streamBits", channel.StreamBits);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MasterChannelAccount master)
    {
        json.WriteStartObject();
        json.WriteNumber("spacecraftId", master.SpacecraftId);
        json.WriteNumber("frames", master.Frames);
        json.WriteNumber("gaps", master.Gaps);
        json.WriteNumber("framesLost", master.FramesLost);
        json.WriteEndObject();
    }
}
