using System.Text;
using GroundTerminal.Devices.Rotators;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>Short ways to put bytes through a codec.</summary>
internal static class RotatorLine
{
    public static string Written(IRotatorHost host, RotatorCommand command)
    {
        Assert.True(host.TryWrite(command, out var bytes, out var refusal), refusal);
        return Encoding.Latin1.GetString(bytes);
    }

    public static RotatorReply[] Replies(IRotatorHost host, string bytes)
    {
        var replies = new List<RotatorReply>();
        host.Read(Encoding.Latin1.GetBytes(bytes), replies);
        return [.. replies];
    }

    public static RotatorCommand[] Asked(IRotatorDevice device, string bytes)
    {
        var requests = new List<RotatorRequest>();
        device.Read(Encoding.Latin1.GetBytes(bytes), requests);
        return [.. requests.Select(r => r.Command)];
    }

    /// <summary>What the device answers to these bytes, every request with the same reply.</summary>
    public static string Answers(IRotatorDevice device, string bytes, RotatorReply reply)
    {
        var requests = new List<RotatorRequest>();
        device.Read(Encoding.Latin1.GetBytes(bytes), requests);
        return string.Concat(requests.Select(r => Encoding.Latin1.GetString(device.Answer(r, reply))));
    }
}
