namespace GroundTerminal.Coding.Framing;

/// <summary>What framers have in common.</summary>
internal static class FramerChecks
{
    /// <exception cref="ArgumentException">The payload's length is not one that the framer can carry, or there is too little room.</exception>
    public static void Check(IFramer framer, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> symbols)
    {
        if (payload.Length < framer.MinPayloadLength || payload.Length > framer.MaxPayloadLength)
            throw new ArgumentException($"{payload.Length} bytes; {framer.MinPayloadLength} to {framer.MaxPayloadLength} are possible.", nameof(payload));
        if (symbols.Length < framer.MaxOutput(payload.Length))
            throw new ArgumentException($"{symbols.Length} symbols of room; {framer.MaxOutput(payload.Length)} are needed.", nameof(symbols));
    }

    /// <summary>Alternating symbols, 1 first: bytes of AA.</summary>
    public static void Alternate(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)(~i & 1);
    }
}
