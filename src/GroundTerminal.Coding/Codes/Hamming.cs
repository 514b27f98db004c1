namespace GroundTerminal.Coding.Codes;

/// <summary>A binary code that corrects one wrong bit, given by its parity equations: message in the high bits, parity in the low ones.</summary>
/// <remarks>R. Hamming, Bell System Technical Journal 29 (1950). Holds scratch: one thread at a time. Allocates nothing after construction, never throws on bad data.</remarks>
public sealed class Hamming
{
    private readonly LinearBlockCode _code;

    /// <param name="messageBits">Bits of a message.</param>
    /// <param name="parityMasks">For each parity bit, the highest first, the message bits it is the parity of.</param>
    /// <exception cref="ArgumentException">Two wrong bits could not be told apart, or there are more than 12 parity bits or 32 in all.</exception>
    public Hamming(int messageBits, ReadOnlySpan<uint> parityMasks)
    {
        if (messageBits < 1 || parityMasks.Length is < 2 or > 12 || messageBits + parityMasks.Length > 32)
            throw new ArgumentException($"{messageBits} message and {parityMasks.Length} parity bits; 2 to 12 parity bits and words up to 32 are possible.");
        ParityBits = parityMasks.Length;
        Span<uint> columns = stackalloc uint[messageBits];
        for (var bit = 0; bit < messageBits; bit++)
        {
            columns[bit] = 0;
            foreach (var mask in parityMasks)
                columns[bit] = (columns[bit] << 1) | ((mask >> bit) & 1);
        }
        _code = new LinearBlockCode(columns, ParityBits, 1, 0);
    }

    /// <summary>Bits of a word.</summary>
    public int Length => _code.Length;

    /// <summary>Parity bits of a word.</summary>
    public int ParityBits { get; }

    /// <summary>Message bits of a word.</summary>
    public int MessageBits => Length - ParityBits;

    /// <summary>Hamming (7,4) as the cyclic code of x³ + x + 1.</summary>
    public static Hamming Hamming7() => new(4, [0b1110, 0b0111, 0b1101]);

    /// <summary>Extended Hamming (8,4): <see cref="Hamming7"/> and a parity over all, distance 4: sees two wrong bits.</summary>
    public static Hamming Hamming8() => new(4, [0b1110, 0b0111, 0b1101, 0b1011]);

    /// <summary>The (12,8) code of Mobitex and Mobitex-NX, distance 3: BEESAT, TUBIX.</summary>
    /// <remarks>Parity equations as TU Berlin's TNC and gr-satellites have them. The three of the fifteen syndromes that no wrong bit makes are seen as wrong.</remarks>
    public static Hamming Mobitex() => new(8, [0xEC, 0xD3, 0xBA, 0x75]);

    /// <summary>The word of a message, in the low <see cref="Length"/> bits.</summary>
    /// <param name="message">The low <see cref="MessageBits"/> bits count.</param>
    public uint Encode(uint message) => (uint)_code.Encode(message);

    /// <summary>The message of a word.</summary>
    public uint Message(uint word) => (uint)((word & ((1UL << Length) - 1)) >> ParityBits);

    /// <summary>Corrects one wrong bit.</summary>
    /// <param name="word">The low <see cref="Length"/> bits count; unchanged on failure.</param>
    /// <returns>Bits corrected, 0 or 1, or −1.</returns>
    public int Decode(ref uint word)
    {
        ulong wide = word;
        var corrected = _code.Decode(ref wide);
        word = (uint)wide;
        return corrected;
    }

    /// <summary>Finds the word that correlates best with the soft bits: maximum likelihood on the Gaussian channel.</summary>
    /// <param name="soft">A soft bit for each bit of the word, highest first, positive means 1; NaN counts as no knowledge.</param>
    /// <param name="word">The best word; there always is one.</param>
    /// <returns>Bits in which it differs from the signs of the soft bits.</returns>
    /// <exception cref="ArgumentException">There are not <see cref="Length"/> soft bits.</exception>
    public int DecodeSoft(ReadOnlySpan<float> soft, out uint word)
    {
        var distance = _code.DecodeSoft(soft, out var wide);
        word = (uint)wide;
        return distance;
    }
}
