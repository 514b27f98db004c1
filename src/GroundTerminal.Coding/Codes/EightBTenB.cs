using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>The 8b/10b line code: bytes and twelve control codes to ten balanced symbols, and the most likely byte from ten soft symbols.</summary>
/// <remarks>
/// A. Widmer, P. Franaszek, "A DC-Balanced, Partitioned-Block, 8B/10B Transmission Code", IBM J. Res. Dev. 27, 1983, tables 1 and 2; the same as IEEE 802.3 tables 36-1 and 36-2. The FOX-1
/// satellites send it. Words are abcdei fghj with a in bit 9, sent first; the byte is HGF EDCBA with H its most significant bit. Disparity is −1 or +1.
/// </remarks>
public static class EightBTenB
{
    /// <summary>Symbols for a byte.</summary>
    public const int WordSymbols = 10;

    /// <summary>K28.5, whose words alone hold the comma 0011111 or 1100000 in every order of data.</summary>
    public const byte K28Dot5 = 0xBC;

    private const int K28 = 28;

    /// <summary>EDCBA to abcdei at disparity −1.</summary>
    private static ReadOnlySpan<byte> SixAtMinus =>
    [
        0b100111, 0b011101, 0b101101, 0b110001, 0b110101, 0b101001, 0b011001, 0b111000, 0b111001, 0b100101, 0b010101, 0b110100, 0b001101, 0b101100, 0b011100, 0b010111,
        0b011011, 0b100011, 0b010011, 0b110010, 0b001011, 0b101010, 0b011010, 0b111010, 0b110011, 0b100110, 0b010110, 0b110110, 0b001110, 0b101110, 0b011110, 0b101011,
    ];

    /// <summary>HGF to fghj at disparity −1, data.</summary>
    private static ReadOnlySpan<byte> FourAtMinus => [0b1011, 0b1001, 0b0101, 0b1100, 0b1101, 0b1010, 0b0110, 0b1110];

    /// <summary>HGF to fghj at disparity −1, control codes; complemented at +1.</summary>
    private static ReadOnlySpan<byte> ControlFourAtMinus => [0b1011, 0b0110, 0b1010, 0b1100, 0b1101, 0b0101, 0b1001, 0b0111];

    private static readonly Entry[] Entries = [.. MakeEntries()];

    /// <summary>True for the twelve bytes that exist as control codes: K28.0 to K28.7, K23.7, K27.7, K29.7 and K30.7.</summary>
    public static bool IsControlCode(byte value) => (value & 31) == K28 || (value >> 5 == 7 && (value & 31) is 23 or 27 or 29 or 30);

    /// <summary>Encodes one byte.</summary>
    /// <param name="control">True for a K code.</param>
    /// <param name="disparity">Running disparity, −1 or +1; −1 at the start of a transmission. Brought up to date.</param>
    /// <returns>Ten bits, the one that is sent first in bit 9.</returns>
    /// <exception cref="ArgumentException">There is no such control code.</exception>
    public static int Encode(byte value, bool control, ref int disparity)
    {
        if (control && !IsControlCode(value))
            throw new ArgumentException($"{value:X2} is no control code of 8b/10b.", nameof(value));
        var six = Six(value & 31, control, disparity);
        var between = After(disparity, six, 6);
        var four = Four(value, control, between);
        disparity = After(between, four, 4);
        return (six << 4) | four;
    }

    /// <summary>Encodes data bytes to symbols.</summary>
    /// <param name="symbols">Symbols, one a byte, 0 or 1; at least 10 · data.Length.</param>
    /// <param name="disparity">As above.</param>
    /// <returns>Symbols written.</returns>
    /// <exception cref="ArgumentException"><paramref name="symbols"/> is too short.</exception>
    public static int Encode(ReadOnlySpan<byte> data, Span<byte> symbols, ref int disparity)
    {
        if (symbols.Length / WordSymbols < data.Length)
            throw new ArgumentException($"{symbols.Length} symbols of room; {data.Length * WordSymbols} are needed.", nameof(symbols));
        for (var i = 0; i < data.Length; i++)
        {
            var word = Encode(data[i], false, ref disparity);
            for (var bit = 0; bit < WordSymbols; bit++)
                symbols[(i * WordSymbols) + bit] = (byte)((word >> (9 - bit)) & 1);
        }
        return data.Length * WordSymbols;
    }

    /// <summary>The most likely code word of ten soft symbols, by correlation with all of them.</summary>
    /// <param name="symbols">Ten soft symbols in the order of sending; positive means 1, NaN and 0 are erasures.</param>
    /// <param name="disparity">Running disparity before them, −1 or +1, which halves the words to choose from; 0 where it is not known.</param>
    /// <exception cref="ArgumentException">There are not ten symbols.</exception>
    public static EightBTenBSymbol Decode(ReadOnlySpan<float> symbols, int disparity = 0)
    {
        if (symbols.Length != WordSymbols)
            throw new ArgumentException($"{symbols.Length} symbols; a code word has {WordSymbols}.", nameof(symbols));
        Span<float> six = stackalloc float[64];
        Span<float> four = stackalloc float[16];
        var total = Correlate(symbols[..6], six) + Correlate(symbols[6..], four);
        var (best, second) = (float.NegativeInfinity, float.NegativeInfinity);
        var chosen = Entries[0];
        foreach (var entry in Entries)
        {
            if (disparity != 0 && disparity != entry.Before)
                continue;
            var metric = six[entry.Word >> 4] + four[entry.Word & 15];
            var sameMeaning = entry.Value == chosen.Value && entry.Control == chosen.Control;
            if (metric > best)
                (second, best, chosen) = (sameMeaning ? second : best, metric, entry);
            else if (!sameMeaning && metric > second)
                second = metric;
        }
        var reliability = total > 0 && second > float.NegativeInfinity ? (best - second) / (2 * total) : 0;
        return new EightBTenBSymbol(chosen.Value, chosen.Control, chosen.After, Math.Clamp(reliability, 0, 1));
    }

    private static int Six(int low, bool control, int disparity)
    {
        var six = control && low == K28 ? 0b001111 : SixAtMinus[low];
        return disparity > 0 && (BitOperations.PopCount((uint)six) != 3 || six == 0b111000) ? six ^ 63 : six;
    }

    private static int Four(byte value, bool control, int disparity)
    {
        var (low, high) = (value & 31, value >> 5);
        if (control)
            return disparity > 0 ? ControlFourAtMinus[high] ^ 15 : ControlFourAtMinus[high];
        if (high == 7 && (disparity > 0 ? low is 11 or 13 or 14 : low is 17 or 18 or 20)) // D.x.A7: no run of five across the halves
            return disparity > 0 ? 0b1000 : 0b0111;
        int four = FourAtMinus[high];
        return disparity > 0 && (BitOperations.PopCount((uint)four) != 2 || four == 0b1100) ? four ^ 15 : four;
    }

    private static int After(int disparity, int bits, int count) => Math.Sign((2 * BitOperations.PopCount((uint)bits)) - count) is var excess && excess != 0 ? excess : disparity;

    /// <summary>The correlation of the symbols with each pattern of as many bits, the first symbol in the top bit.</summary>
    /// <returns>The sum of magnitudes.</returns>
    private static float Correlate(ReadOnlySpan<float> symbols, Span<float> patterns)
    {
        var total = 0f;
        patterns[0] = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            var symbol = float.IsNaN(symbols[i]) ? 0 : Math.Clamp(symbols[i], -1e30f, 1e30f);
            total += Math.Abs(symbol);
            for (var pattern = (1 << i) - 1; pattern >= 0; pattern--)
            {
                var before = patterns[pattern];
                (patterns[2 * pattern], patterns[(2 * pattern) + 1]) = (before - symbol, before + symbol);
            }
        }
        return total;
    }

    private static IEnumerable<Entry> MakeEntries()
    {
        foreach (var before in new[] { -1, 1 })
        {
            for (var i = 0; i < 512; i++)
            {
                var (value, control, after) = ((byte)i, i > 255, before);
                if (control && !IsControlCode(value))
                    continue;
                var word = Encode(value, control, ref after);
                yield return new Entry((short)word, value, control, (sbyte)before, (sbyte)after);
            }
        }
    }

    private readonly record struct Entry(short Word, byte Value, bool Control, sbyte Before, sbyte After);
}
