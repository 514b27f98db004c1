using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>What goes through the pipes between the station and a modem's process: this head, then so many bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PluginMessage
{
    /// <summary>To the modem: samples, complex 32-bit floats. Index of the first in the frame's first sample.</summary>
    public const uint Samples = 1;

    /// <summary>To the modem: the next samples do not follow the last. Answered by the same, when all before was worked off.</summary>
    public const uint Reset = 2;

    /// <summary>From the modem: a frame.</summary>
    public const uint Frame = 3;

    /// <summary>From the modem: it was loaded.</summary>
    public const uint Ready = 4;

    /// <summary>From the modem: why it ends, UTF-8.</summary>
    public const uint Failed = 5;

    /// <summary>Longest body, bytes.</summary>
    public const int MostBytes = 1 << 24;

    public uint Kind;
    public uint Bytes;
    public PluginFrame About;

    /// <summary>Writes a whole message at once.</summary>
    public static void Write(Stream stream, uint kind, in PluginFrame about, ReadOnlySpan<byte> body, ref byte[] buffer)
    {
        int head = Marshal.SizeOf<PluginMessage>();
        if (buffer.Length < head + body.Length)
            buffer = new byte[head + body.Length];
        var message = new PluginMessage { Kind = kind, Bytes = (uint)body.Length, About = about };
        MemoryMarshal.Write(buffer, message);
        body.CopyTo(buffer.AsSpan(head));
        stream.Write(buffer, 0, head + body.Length);
        stream.Flush();
    }

    /// <summary>Reads one.</summary>
    /// <returns>False at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static bool TryRead(Stream stream, out PluginMessage message, ref byte[] body)
    {
        message = default;
        Span<byte> head = stackalloc byte[Marshal.SizeOf<PluginMessage>()];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return false;
        message = MemoryMarshal.Read<PluginMessage>(head);
        if (message.Kind is < Samples or > Failed || message.Bytes > MostBytes)
            throw new InvalidDataException($"a message of kind {message.Kind} and {message.Bytes} bytes");
        if (body.Length < message.Bytes)
            body = new byte[message.Bytes];
        return stream.ReadAtLeast(body.AsSpan(0, (int)message.Bytes), (int)message.Bytes, throwOnEndOfStream: false) == message.Bytes;
    }
}
