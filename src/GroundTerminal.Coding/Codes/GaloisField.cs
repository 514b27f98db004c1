using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>GF(2^m), m ≤ 8, as powers of β = α^step, where α is a root of the field polynomial.</summary>
/// <remarks>A product of zero needs no branch: the logarithm of zero is so large that whatever is added to it leads into the zeros at the table's end.</remarks>
internal sealed class GaloisField
{
    private readonly byte[] _exp = new byte[1024];
    private readonly ushort[] _log = new ushort[256];
    private readonly byte[] _nibbles = new byte[256 * 32]; // of each factor its products with the 16 low and the 16 high halves of a byte

    /// <exception cref="ArgumentException">The polynomial is not primitive of degree symbolBits, or step shares a factor with 2^symbolBits − 1.</exception>
    public GaloisField(int fieldPolynomial, int step, int symbolBits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbolBits, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(symbolBits, 8);
        Order = (1 << symbolBits) - 1;
        if (fieldPolynomial >> symbolBits != 1)
            throw new ArgumentException($"The field polynomial {fieldPolynomial:X} is not of degree {symbolBits}.", nameof(fieldPolynomial));
        Span<byte> powers = stackalloc byte[Order];
        for (int i = 0, value = 1; i < Order; i++)
        {
            if (value == 1 && i > 0)
                throw new ArgumentException($"The field polynomial {fieldPolynomial:X} is not primitive.", nameof(fieldPolynomial));
            powers[i] = (byte)value;
            value <<= 1;
            value ^= value > Order ? fieldPolynomial : 0;
        }
        if (step < 1 || GreatestCommonDivisor(step, Order) != 1)
            throw new ArgumentException($"The root step {step} is not a unit modulo {Order}.", nameof(step));
        Array.Fill(_log, (ushort)((2 * Order) - 1));
        for (var i = 0; i < Order; i++)
        {
            _exp[i] = _exp[i + Order] = powers[(int)((long)i * step % Order)];
            _log[_exp[i]] = (ushort)i;
        }
        _exp[(2 * Order) - 1] = 0;
        for (var factor = 0; factor <= Order; factor++)
        {
            for (var half = 0; half < 32; half++)
                _nibbles[(32 * factor) + half] = half < 16 ? Multiply(factor, half) : Multiply(factor, (half - 16) << 4);
        }
    }

    /// <summary>2^m − 1, the number of elements that are not zero.</summary>
    public int Order { get; }

    /// <summary>β^power, 0 ≤ power &lt; 2·<see cref="Order"/> − 1.</summary>
    public byte Exp(int power) => _exp[power];

    /// <summary>The power of β that <paramref name="value"/>, not zero, is.</summary>
    public int Log(int value) => _log[value];

    public byte Multiply(int a, int b) => _exp[_log[a] + _log[b]];

    /// <summary>value · β^power, 0 ≤ power &lt; <see cref="Order"/>.</summary>
    public byte MultiplyByPower(int value, int power) => _exp[_log[value] + power];

    /// <summary>target += factor · row. A product is the sum of those of a byte's halves, which are looked up in registers.</summary>
    /// <param name="target">Elements, as many as the row has at least.</param>
    /// <param name="factor">An element.</param>
    /// <param name="row">Elements.</param>
    public void AddProduct(Span<byte> target, int factor, ReadOnlySpan<byte> row)
    {
        ref var to = ref MemoryMarshal.GetReference(target[..row.Length]);
        ref var from = ref MemoryMarshal.GetReference(row);
        var halves = _nibbles.AsSpan(32 * factor, 32);
        var (low, high) = (Vector128.Create<byte>(halves), Vector128.Create<byte>(halves[16..]));
        var i = 0;
        for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var v = Vector128.LoadUnsafe(ref from, (nuint)i);
            var product = Vector128.ShuffleNative(low, v & Vector128.Create((byte)15)) ^ Vector128.ShuffleNative(high, v >> 4);
            (Vector128.LoadUnsafe(ref to, (nuint)i) ^ product).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < row.Length; i++)
            target[i] ^= Multiply(factor, row[i]);
    }

    public int Modulo(int power)
    {
        var rest = power % Order;
        return rest < 0 ? rest + Order : rest;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
