namespace GroundTerminal.Coding.Framing;

/// <summary>A frame in, channel symbols out: the encoder that belongs to an <see cref="IDeframer"/>. Line code and scrambler states go on from frame to frame.</summary>
public interface IFramer
{
    /// <summary>Shortest payload that the framing carries, bytes.</summary>
    int MinPayloadLength { get; }

    /// <summary>Longest payload that the framing carries, bytes; equal to <see cref="MinPayloadLength"/> where frames have a fixed size.</summary>
    int MaxPayloadLength { get; }

    /// <summary>Most symbols that a payload of so many bytes can become.</summary>
    int MaxOutput(int payloadLength);

    /// <summary>Encodes one frame with its sync or flags, check and line code.</summary>
    /// <param name="payload">The frame without its check.</param>
    /// <param name="symbols">Hard symbols, one a byte, 0 or 1; at least <see cref="MaxOutput"/> long.</param>
    /// <returns>Symbols written.</returns>
    /// <exception cref="ArgumentException">The payload's length is not one the framing can carry, a field in it contradicts that length (see <see cref="Conform"/>), or <paramref name="symbols"/> is too short.</exception>
    int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols);

    /// <summary>Turns any bytes into a payload that the framing carries: sets length fields and types that stand inside the payload, and shortens to a length that exists.</summary>
    /// <param name="payload">At least <see cref="MinPayloadLength"/> and at most <see cref="MaxPayloadLength"/> bytes; changed in place.</param>
    /// <returns>How many of the bytes, from the first, are the payload. Without such fields: all, unchanged.</returns>
    int Conform(Span<byte> payload) => payload.Length;

    /// <summary>Fills with what the framing sends between frames (flags for HDLC, alternating symbols elsewhere).</summary>
    void Idle(Span<byte> symbols);

    /// <summary>Back to the state after construction.</summary>
    void Reset();
}
