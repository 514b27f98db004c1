using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>The extended Golay code (24,12,8) as GOMspace's AX100 and U482C use it in their headers: parity in bits 23 to 12, message in bits 11 to 0, sent highest bit first.</summary>
/// <remarks>
/// Parity matrix of R. Morelos-Zaragoza, The Art of Error Correcting Coding, 2nd ed. (2006), §2.2.3; the order of parity and message is that of gr-satellites' receivers for both. liquid-dsp's golay2412 is the same code.
/// Without state: safe for all threads. Allocates nothing after its tables.
/// </remarks>
public static class Golay24
{
    /// <summary>Bits of a code word.</summary>
    public const int Length = 24;

    private const int NotCorrectable = -1;

    private static readonly ushort[] Rows = [0x8ED, 0x1DB, 0x3B5, 0x769, 0xED1, 0xDA3, 0xB47, 0x68F, 0xD1D, 0xA3B, 0x477, 0xFFE];
    private static readonly uint[] Words = MakeWords();
    private static readonly int[] Patterns = MakePatterns();

    /// <summary>The code word of a message.</summary>
    /// <param name="message12">The low 12 bits count.</param>
    public static uint Encode(uint message12) => Words[message12 & 0xFFF];

    /// <summary>Corrects up to three wrong bits and sees four.</summary>
    /// <param name="word24">The low 24 bits count; unchanged on failure.</param>
    /// <returns>Bits corrected, 0 to 3, or −1.</returns>
    public static int Decode(ref uint word24)
    {
        var pattern = Patterns[((word24 ^ Words[word24 & 0xFFF]) >> 12) & 0xFFF];
        if (pattern == NotCorrectable)
            return -1;
        word24 = (word24 ^ (uint)pattern) & 0xFFFFFF;
        return BitOperations.PopCount((uint)pattern);
    }

    /// <summary>Finds the code word that correlates best with the soft bits: maximum likelihood on the Gaussian channel.</summary>
    /// <remarks>Three tables of partial correlations, one for each 8 bits, and half of the words, since the complement of a word is one too.</remarks>
    /// <param name="soft24">24 soft bits in the order they are sent, positive means 1; NaN counts as no knowledge, and beyond ±10³⁰ nothing grows.</param>
    /// <param name="word24">The best word. There always is one; how far it is to be trusted the returned distance tells.</param>
    /// <returns>Bits in which it differs from the signs of the soft bits (a soft bit that is not above 0 is a 0).</returns>
    /// <exception cref="ArgumentException">There are not 24 soft bits.</exception>
    public static int DecodeSoft(ReadOnlySpan<float> soft24, out uint word24)
    {
        if (soft24.Length != Length)
            throw new ArgumentException($"{soft24.Length} soft bits; a word has {Length}.", nameof(soft24));
        Span<float> tables = stackalloc float[TablesLength];
        return DecodeSoft(tables, Correlate(soft24, tables), out word24);
    }

    /// <summary>Room for <see cref="Correlate(ReadOnlySpan{float}, Span{float})"/>.</summary>
    internal const int TablesLength = 3 * 256;

    /// <summary>The same from the tables of <see cref="Correlate(ReadOnlySpan{float}, Span{float})"/>.</summary>
    internal static int DecodeSoft(ReadOnlySpan<float> tables, uint signs, out uint word24)
    {
        tables = tables[..TablesLength];
        var (best, bestSum) = (0u, 0f);
        foreach (var word in Words.AsSpan(0, 2048))
        {
            var sum = Correlation(word, tables);
            if (Math.Abs(sum) > Math.Abs(bestSum))
                (best, bestSum) = (word, sum);
        }
        word24 = bestSum < 0 ? best ^ 0xFFFFFF : best;
        return BitOperations.PopCount(signs ^ word24);
    }

    /// <summary>The correlation of 24 soft bits with a word, out of their tables.</summary>
    internal static float Correlation(uint word24, ReadOnlySpan<float> tables) => tables[(byte)(word24 >> 16)] + tables[256 + (byte)(word24 >> 8)] + tables[512 + (byte)word24];

    /// <summary>Fills the correlations of each eight of 24 soft bits with all bytes.</summary>
    /// <returns>The word of the signs.</returns>
    internal static uint Correlate(ReadOnlySpan<float> soft24, Span<float> tables)
    {
        uint signs = 0;
        for (var part = 0; part < 3; part++)
            signs = (signs << 8) | CorrelateByte(soft24.Slice(part * 8, 8), tables.Slice(part * 256, 256));
        return signs;
    }

    /// <summary>Fills the correlations of eight soft bits with all bytes, each from one with a bit less.</summary>
    /// <returns>The byte of the signs.</returns>
    private static uint CorrelateByte(ReadOnlySpan<float> soft, Span<float> table)
    {
        uint signs = 0;
        Span<float> values = stackalloc float[8];
        table[0] = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            var value = float.IsNaN(soft[7 - bit]) ? 0 : Math.Clamp(soft[7 - bit], -1e30f, 1e30f);
            signs |= value > 0 ? 1u << bit : 0;
            table[0] -= value;
            values[bit] = 2 * value;
        }
        for (var bit = 0; bit < 8; bit++)
        {
            var without = table[..(1 << bit)];
            var with = table.Slice(1 << bit, without.Length);
            for (var octet = 0; octet < without.Length; octet++)
                with[octet] = without[octet] + values[bit];
        }
        return signs;
    }

    private static uint[] MakeWords()
    {
        var words = new uint[4096];
        for (var message = 0u; message < 4096; message++)
        {
            uint parity = 0;
            foreach (var row in Rows)
                parity = (parity << 1) | ((uint)BitOperations.PopCount(row & message) & 1);
            words[message] = (parity << 12) | message;
        }
        return words;
    }

    /// <summary>For each syndrome the one pattern of up to three wrong bits that makes it.</summary>
    private static int[] MakePatterns()
    {
        var patterns = new int[4096];
        Array.Fill(patterns, NotCorrectable);
        patterns[0] = 0;
        for (var a = 1; a < 1 << Length; a <<= 1)
        {
            for (var b = a; b < 1 << Length; b <<= 1)
            {
                for (var c = b; c < 1 << Length; c <<= 1)
                {
                    var pattern = a | b | c; // of one and two bits too, where they coincide
                    patterns[((uint)pattern ^ Words[pattern & 0xFFF]) >> 12] = pattern;
                }
            }
        }
        return patterns;
    }
}
