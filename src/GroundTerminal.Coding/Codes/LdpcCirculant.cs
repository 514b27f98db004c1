using System.Numerics;

namespace GroundTerminal.Coding.Codes;

/// <summary>A dense circulant as a polynomial over GF(2) modulo x^size − 1, bit i the coefficient of xⁱ. Immutable.</summary>
internal sealed class LdpcCirculant
{
    private readonly ulong[] _bits, _twice;

    /// <param name="bits">Words of 64 coefficients; those from size on are zero.</param>
    public LdpcCirculant(int size, ulong[] bits)
    {
        (Size, _bits, _twice) = (size, bits, new ulong[((2 * size) + 127) / 64]);
        for (var i = 0; i < 2 * size; i++)
            _twice[i / 64] |= (ulong)(Has(i % size) ? 1 : 0) << (i % 64);
    }

    public int Size { get; }

    public int Words => _bits.Length;

    public bool IsZero => _bits.AsSpan().IndexOfAnyExcept(0UL) < 0;

    /// <summary>Whether it has an inverse, where the size is a power of two: the ring is local then, and its units are what is odd.</summary>
    public bool IsOdd => (_bits.Sum(BitOperations.PopCount) & 1) != 0;

    /// <summary>x to a power; as a matrix, an edge of a parity-check matrix with shift −power.</summary>
    public static LdpcCirculant Monomial(int size, int power)
    {
        var bits = new ulong[WordsOf(size)];
        bits[power / 64] = 1UL << (power % 64);
        return new(size, bits);
    }

    public static LdpcCirculant Zero(int size) => new(size, new ulong[WordsOf(size)]);

    public static int WordsOf(int size) => (size + 63) / 64;

    public bool Has(int power) => ((_bits[power / 64] >> (power % 64)) & 1) != 0;

    /// <summary>Adds the polynomial times x to a power.</summary>
    /// <param name="sum">At least <see cref="Words"/> long.</param>
    /// <param name="power">0 to size − 1.</param>
    public void AddTo(Span<ulong> sum, int power)
    {
        var (word, shift) = Math.DivRem(Size - power, 64);
        var twice = _twice.AsSpan(word);
        for (var i = 0; i < _bits.Length; i++)
            sum[i] ^= (twice[i] >> shift) | (shift == 0 ? 0 : twice[i + 1] << (64 - shift));
        if (Size % 64 != 0)
            sum[_bits.Length - 1] &= (1UL << (Size % 64)) - 1;
    }

    public LdpcCirculant Plus(LdpcCirculant other) => new(Size, [.. _bits.Zip(other._bits, (a, b) => a ^ b)]);

    public LdpcCirculant Times(LdpcCirculant other)
    {
        var sum = new ulong[_bits.Length];
        for (var i = 0; i < Size; i++)
        {
            if (Has(i))
                other.AddTo(sum, i);
        }
        return new(Size, sum);
    }

    /// <summary>The inverse of an odd polynomial, where the size is a power of two: u^size = u(1) = 1, so it is u^(size − 1).</summary>
    public LdpcCirculant Inverse()
    {
        var (inverse, square) = (this, this);
        for (var power = 2; power < Size; power *= 2)
        {
            square = square.Square();
            inverse = inverse.Times(square);
        }
        return inverse;
    }

    private LdpcCirculant Square()
    {
        var bits = new ulong[_bits.Length];
        for (var i = 0; i < Size; i++)
            bits[2 * i % Size / 64] ^= (ulong)(Has(i) ? 1 : 0) << (2 * i % Size % 64);
        return new(Size, bits);
    }
}
