using System.Numerics;

namespace GroundTerminal.Coding.Scramblers;

/// <summary>Adds the sequence of a linear feedback shift register to a stream; doing it twice undoes it. The place in the sequence is kept between calls.</summary>
/// <remarks>
/// In the convention of GNU Radio's <c>additive_scrambler_bb(mask, seed, length)</c> (gnuradio 3.10, digital/lfsr.h): a register of length + 1 bits gives its bit 0, moves down by one,
/// and takes the parity of (register AND mask) in at bit <c>length</c>. Mask bits k stand for the recurrence s[n + length + 1] = Σ s[n + k].
/// </remarks>
public sealed class AdditiveScrambler
{
    private readonly uint _mask;
    private readonly uint _seed;
    private readonly int _length;
    private readonly bool _lsbFirst;
    private uint _register;

    /// <param name="mask">Taps, not 0, within length + 1 bits.</param>
    /// <param name="seed">The register at the start, within length + 1 bits.</param>
    /// <param name="length">Bits of the register less one, 1 to 31.</param>
    /// <param name="lsbFirst">Packed bytes are taken least significant bit first, as with <c>bits_per_byte=8</c> in GNU Radio; else most significant first.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of these is out of its range.</exception>
    public AdditiveScrambler(uint mask, uint seed, int length, bool lsbFirst = false)
    {
        LfsrScrambler.CheckRegister(mask, seed, length);
        (_mask, _seed, _length, _lsbFirst) = (mask, seed, length, lsbFirst);
        _register = seed;
    }

    /// <summary>Back to the seed: the start of a frame.</summary>
    public void Reset() => _register = _seed;

    /// <summary>The next bit of the sequence, 0 or 1.</summary>
    public int NextBit()
    {
        var bit = _register & 1;
        _register = (_register >> 1) | (((uint)BitOperations.PopCount(_register & _mask) & 1) << _length);
        return (int)bit;
    }

    /// <summary>Scrambles packed bytes in place.</summary>
    public void Apply(Span<byte> packed)
    {
        foreach (ref var octet in packed)
        {
            var sequence = 0;
            for (var i = 0; i < 8; i++)
                sequence |= NextBit() << (_lsbFirst ? i : 7 - i);
            octet ^= (byte)sequence;
        }
    }

    /// <summary>Scrambles bits, one a byte, 0 or 1, in place and in the order in which they stand.</summary>
    public void ApplyBits(Span<byte> bits)
    {
        foreach (ref var bit in bits)
            bit ^= (byte)NextBit();
    }

    /// <summary>Descrambles soft symbols in place: where the sequence is 1 the sign turns, and the magnitude stays.</summary>
    public void ApplySoft(Span<float> symbols)
    {
        foreach (ref var symbol in symbols)
            symbol = NextBit() != 0 ? -symbol : symbol;
    }
}
