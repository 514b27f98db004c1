namespace GroundTerminal.Coding.Framing;

/// <summary>What a shortened Reed–Solomon word tells of its own length.</summary>
internal static class ShortenedWord
{
    /// <summary>
    /// Bytes by which a word was taken too long. The code is cyclic: a word with a few bytes too many, no more than it can correct, becomes itself followed by zeros,
    /// and all data would be taken for its beginning. Zeros at the end that the decoder made are such bytes; those that were received are parity.
    /// </summary>
    /// <param name="received">Before decoding.</param>
    /// <param name="corrected">After decoding.</param>
    public static int Surplus(ReadOnlySpan<byte> received, ReadOnlySpan<byte> corrected)
    {
        var surplus = 0;
        for (var back = 1; back <= corrected.Length && corrected[^back] == 0; back++)
        {
            if (received[^back] != 0)
                surplus = back;
        }
        return surplus;
    }
}
