using System.Buffers.Binary;

namespace GroundTerminal.Emulator.Transmission;

/// <summary>What emulated frames carry: an AX.25 UI header, a counter, and octets that follow from the counter, so that each frame can be checked exactly.</summary>
/// <remarks>Header: AX.25 v2.2 §3.12 (addresses, command), §4.3.3.6 (UI), PID F0 (no layer 3). Octets 16 to 19 are the counter, high octet first.</remarks>
public static class EmulatedPayload
{
    /// <summary>Header and counter.</summary>
    public const int MinLength = HeaderLength + 4;

    /// <summary>Two addresses, control and PID.</summary>
    internal const int HeaderLength = 16;

    /// <summary>Writes a whole payload of any length: where header and counter do not fit, only octets that follow from the counter.</summary>
    /// <exception cref="ArgumentException">A call is not 1 to 6 letters and digits, with an SSID of 0 to 15 after a dash.</exception>
    public static void Write(Span<byte> payload, uint counter, string destinationCall, string sourceCall)
    {
        if (payload.Length >= MinLength)
            WriteHeader(payload, destinationCall, sourceCall);
        WriteBody(payload, counter);
    }

    /// <summary>Writes the header; the calls stay the same from frame to frame.</summary>
    /// <exception cref="ArgumentException">A call is not 1 to 6 letters and digits, with an SSID of 0 to 15 after a dash, or <paramref name="payload"/> is too short.</exception>
    public static void WriteHeader(Span<byte> payload, string destinationCall, string sourceCall)
    {
        if (payload.Length < MinLength)
            throw new ArgumentException($"Payload length {payload.Length}: at least {MinLength} is expected.", nameof(payload));
        WriteAddress(payload[..7], destinationCall, 0xE0);
        WriteAddress(payload[7..14], sourceCall, 0x61);
        payload[14] = 0x03;
        payload[15] = 0xF0;
    }

    /// <summary>Writes what follows the header: the counter and what it determines. A payload that is too short for both has the latter only.</summary>
    public static void WriteBody(Span<byte> payload, uint counter)
    {
        if (payload.Length < MinLength)
        {
            Fill(payload, counter);
            return;
        }
        BinaryPrimitives.WriteUInt32BigEndian(payload[HeaderLength..], counter);
        Fill(payload[MinLength..], counter);
    }

    private static void Fill(Span<byte> octets, uint counter)
    {
        var state = ((ulong)counter + 1) * 0x9E3779B97F4A7C15;
        foreach (ref var octet in octets)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            octet = (byte)(state >> 56);
        }
    }

    /// <summary>The counter of a received frame.</summary>
    /// <returns>False where the frame is too short to hold one.</returns>
    public static bool TryReadCounter(ReadOnlySpan<byte> payload, out uint counter)
    {
        counter = 0;
        return payload.Length >= MinLength && BinaryPrimitives.TryReadUInt32BigEndian(payload[HeaderLength..], out counter);
    }

    private static void WriteAddress(Span<byte> address, string call, byte lastOctet)
    {
        var dash = call.IndexOf('-');
        var name = dash < 0 ? call : call[..dash];
        var ssid = 0;
        var valid = name.Length is >= 1 and <= 6 && name.All(char.IsAsciiLetterOrDigit)
            && (dash < 0 || (int.TryParse(call[(dash + 1)..], out ssid) && ssid is >= 0 and <= 15));
        if (!valid)
            throw new ArgumentException($"Call '{call}': 1 to 6 letters and digits, with an SSID of 0 to 15 after a dash, is expected.", nameof(call));
        for (var i = 0; i < 6; i++)
            address[i] = (byte)((i < name.Length ? char.ToUpperInvariant(name[i]) : ' ') << 1);
        address[6] = (byte)(lastOctet | (ssid << 1));
    }
}
