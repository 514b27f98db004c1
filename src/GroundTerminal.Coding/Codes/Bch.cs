using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>A binary cyclic code given by its generator polynomial, systematic: message in the high bits, parity in the low ones, highest power sent first.</summary>
/// <remarks>S. Lin and D. Costello, Error Control Coding, 2nd ed. (2004), §6.1 and appendix C. Holds scratch: one thread at a time. Allocates nothing after construction, never throws on bad data.</remarks>
public sealed class Bch
{
    private readonly LinearBlockCode _code;

    /// <param name="length">Bits of a word, n; shorter than the generator's period shortens the code.</param>
    /// <param name="generator">Its polynomial with the leading 1, x⁰ lowest: of degree n − k, 1 to 12.</param>
    /// <param name="correctable">Wrong bits that <see cref="Decode"/> corrects, up to half the distance; fewer leave more to be seen as wrong.</param>
    /// <param name="parityOffset">Exclusive-ored to the parity that is sent.</param>
    /// <exception cref="ArgumentException">No such code, or the pattern of so many wrong bits is not unique.</exception>
    public Bch(int length, uint generator, int correctable, uint parityOffset = 0)
    {
        ParityBits = BitOperations.Log2(generator | 1);
        if (ParityBits is < 1 or > 12 || length <= ParityBits || length > 63 || parityOffset >> ParityBits != 0)
            throw new ArgumentException($"A generator {generator:X} of degree {ParityBits} with words of {length} bits; degrees 1 to 12 and longer words up to 63 bits are possible.");
        ArgumentOutOfRangeException.ThrowIfNegative(correctable);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(correctable, 5);
        var columns = new uint[length - ParityBits];
        var power = generator ^ (1u << ParityBits); // x^degree modulo the generator
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = power;
            power <<= 1;
            power ^= power >> ParityBits != 0 ? generator : 0;
        }
        _code = new LinearBlockCode(columns, ParityBits, correctable, parityOffset);
    }

    /// <summary>Bits of a word.</summary>
    public int Length => _code.Length;

    /// <summary>Parity bits of a word.</summary>
    public int ParityBits { get; }

    /// <summary>Message bits of a word.</summary>
    public int MessageBits => Length - ParityBits;

    /// <summary>BCH(15,5), distance 7, three errors: x¹⁰ + x⁸ + x⁵ + x⁴ + x² + x + 1.</summary>
    /// <remarks>S-NET, SALSAT and TUBIN send the lowest power, so the parity, first: their words are these with the bits in reverse.</remarks>
    public static Bch Bch15K5() => new(15, 0x537, 3);

    /// <summary>BCH(15,7), distance 5, two errors: x⁸ + x⁷ + x⁶ + x⁴ + 1.</summary>
    public static Bch Bch15K7() => new(15, 0x1D1, 2);

    /// <summary>BCH(15,11), distance 3, one error: x⁴ + x + 1.</summary>
    public static Bch Bch15K11() => new(15, 0x13, 1);

    /// <summary>The code of telecommand, BCH(63,56): x⁷ + x⁶ + x² + 1 with the parity sent complemented; CCSDS 231.0-B-4 §3. The 64th bit of a code block is fill, always 0, and not part of the word.</summary>
    /// <param name="correctErrors">True for the mode that corrects one wrong bit and sees two, false for the one that sees three.</param>
    public static Bch Telecommand(bool correctErrors = true) => new(63, 0xC5, correctErrors ? 1 : 0, 0x7F);

    /// <summary>The word of a message, in the low <see cref="Length"/> bits.</summary>
    /// <param name="message">The low <see cref="MessageBits"/> bits count.</param>
    public ulong Encode(ulong message) => _code.Encode(message);

    /// <summary>The message of a word.</summary>
    public ulong Message(ulong word) => (word & ((1UL << Length) - 1)) >> ParityBits;

    /// <summary>Corrects up to as many wrong bits as the constructor was given.</summary>
    /// <param name="word">The low <see cref="Length"/> bits count; unchanged on failure.</param>
    /// <returns>Bits corrected, or −1.</returns>
    public int Decode(ref ulong word) => _code.Decode(ref word);

    /// <summary>Finds the word that correlates best with the soft bits: maximum likelihood on the Gaussian channel.</summary>
    /// <param name="soft">A soft bit for each bit of the word, highest first, positive means 1; NaN counts as no knowledge.</param>
    /// <param name="word">The best word; there always is one.</param>
    /// <returns>Bits in which it differs from the signs of the soft bits.</returns>
    /// <exception cref="ArgumentException">There are not <see cref="Length"/> soft bits.</exception>
    public int DecodeSoft(ReadOnlySpan<float> soft, out ulong word) => _code.DecodeSoft(soft, out word);
}
