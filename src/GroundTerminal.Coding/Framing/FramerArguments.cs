namespace GroundTerminal.Coding.Framing;

/// <summary>What framers of fixed size ask of their arguments.</summary>
internal static class FramerArguments
{
    /// <exception cref="ArgumentException">The payload is not as long as it must be, or there is too little room.</exception>
    public static void Check(ReadOnlySpan<byte> payload, int length, ReadOnlySpan<byte> symbols, int needed)
    {
        if (payload.Length != length)
            throw new ArgumentException($"{payload.Length} bytes; a frame has {length}.", nameof(payload));
        if (symbols.Length < needed)
            throw new ArgumentException($"{symbols.Length} symbols of room; {needed} are needed.", nameof(symbols));
    }
}
