namespace GroundTerminal.Coding.Framing;

/// <summary>KISS: frames in a byte stream, with the command byte 0x00 (data, port 0) before each.</summary>
/// <remarks>M. Chepponis K3MC, P. Karn KA9Q, "The KISS TNC: A simple Host-to-TNC communications protocol", 1987.</remarks>
public static class Kiss
{
    /// <summary>Frame end.</summary>
    public const byte FrameEnd = 0xC0;

    /// <summary>Frame escape: the next byte stands for another.</summary>
    public const byte Escape = 0xDB;

    /// <summary>After an escape: a frame end that is data.</summary>
    public const byte EscapedFrameEnd = 0xDC;

    /// <summary>After an escape: an escape that is data.</summary>
    public const byte EscapedEscape = 0xDD;

    /// <summary>Most bytes that a payload of so many bytes can become.</summary>
    public static int MaxOutput(int payloadLength) => (2 * payloadLength) + 3;

    /// <summary>Encodes one frame: frame end, command 0x00, the payload escaped, frame end.</summary>
    /// <param name="payload">Any bytes.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> long.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public static int Encode(ReadOnlySpan<byte> payload, Span<byte> output)
    {
        if (output.Length < MaxOutput(payload.Length))
            throw new ArgumentException($"{output.Length} bytes of room; {MaxOutput(payload.Length)} are needed.", nameof(output));
        var count = 0;
        output[count++] = FrameEnd;
        output[count++] = 0;
        foreach (var octet in payload)
        {
            if (octet is FrameEnd or Escape)
            {
                output[count++] = Escape;
                output[count++] = octet == FrameEnd ? EscapedFrameEnd : EscapedEscape;
            }
            else
            {
                output[count++] = octet;
            }
        }
        output[count++] = FrameEnd;
        return count;
    }
}
