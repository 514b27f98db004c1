using System.Runtime.InteropServices;

namespace GroundTerminal.Coding.Checks;

/// <summary>Shortens data without changing its check: carry-less products move far bits to nearer ones of the same remainder.</summary>
/// <remarks>
/// V. Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction, Intel (2009), folding only: what is left is for the tables. Constants are remainders of powers of x.
/// In a reflected check bit i of 128 is x^(127 − i), and a product of two such halves stands one power too high; else it is xⁱ, once the octets are turned round.
/// </remarks>
internal sealed class CrcFolding
{
    /// <summary>Octets that are left of data in whole sixteens.</summary>
    public const int Length = 16;

    private const int Streams = 4, LeastLanes = 2;
    private readonly bool _reflected;
    private readonly (ulong Low, ulong High) _by16, _by64, _by128, _by256;

    /// <param name="width">Bits of the check.</param>
    /// <param name="polynomial">Coefficients below x^width, x⁰ lowest.</param>
    /// <param name="reflected">True where the low bit of an octet goes first.</param>
    public CrcFolding(int width, uint polynomial, bool reflected)
    {
        _reflected = reflected;
        var divisor = (1ul << width) | polynomial;
        (_by16, _by64, _by128, _by256) = (Constants(16, divisor, width), Constants(64, divisor, width), Constants(128, divisor, width), Constants(256, divisor, width));
    }

    /// <summary>Data of fewer octets is not worth it.</summary>
    public static int LeastLength => 64;

    public static bool IsSupported => CrcLanes128.IsSupported;

    /// <summary>Sixteen octets that leave the register of <paramref name="data"/>, started with zero.</summary>
    /// <param name="data">A multiple of 16 octets, <see cref="LeastLength"/> at least.</param>
    /// <param name="start">What the first octets are exclusive-ored with: the register, its first octet lowest.</param>
    /// <param name="folded"><see cref="Length"/> octets.</param>
    public void Fold(ReadOnlySpan<byte> data, uint start, Span<byte> folded)
    {
        Span<byte> left = stackalloc byte[Streams * 64];
        var (done, kept) = (0, 0);
        if (CrcLanes512.IsSupported && data.Length >= LeastLanes * Streams * 64)
            (done, kept) = (FoldStreams<CrcLanes512>(data, start, left, _by256), Streams * 64);
        else if (CrcLanes256.IsSupported && data.Length >= LeastLanes * Streams * 32)
            (done, kept) = (FoldStreams<CrcLanes256>(data, start, left, _by128), Streams * 32);
        else
            (done, kept) = (FoldStreams<CrcLanes128>(data, start, left, _by64), Streams * 16);
        var constants = CrcLanes128.Repeat(_by16.Low, _by16.High);
        ref var from = ref MemoryMarshal.GetReference(left);
        var sum = CrcLanes128.Load(ref from, 0, !_reflected);
        for (var i = 16; i < kept; i += 16)
            sum = CrcLanes128.Fold(sum, constants, CrcLanes128.Load(ref from, (nuint)i, !_reflected));
        from = ref MemoryMarshal.GetReference(data);
        for (; done < data.Length; done += 16)
            sum = CrcLanes128.Fold(sum, constants, CrcLanes128.Load(ref from, (nuint)done, !_reflected));
        sum.Store(ref MemoryMarshal.GetReference(folded[..Length]), 0, !_reflected);
    }

    /// <summary>Four vectors at a time.</summary>
    /// <returns>Octets that the four vectors in <paramref name="left"/> stand for.</returns>
    private int FoldStreams<T>(ReadOnlySpan<byte> data, uint start, Span<byte> left, (ulong Low, ulong High) by)
        where T : struct, ICrcLanes<T>
    {
        var (size, turn) = ((nuint)T.Size, !_reflected);
        var (constants, stride) = (T.Repeat(by.Low, by.High), 4 * T.Size);
        data[..stride].CopyTo(left);
        MemoryMarshal.Write(left, MemoryMarshal.Read<uint>(left) ^ start);
        ref var from = ref MemoryMarshal.GetReference(left);
        var (a, b) = (T.Load(ref from, 0, turn), T.Load(ref from, size, turn));
        var (c, d) = (T.Load(ref from, 2 * size, turn), T.Load(ref from, 3 * size, turn));
        from = ref MemoryMarshal.GetReference(data);
        var done = stride;
        for (; done <= data.Length - stride; done += stride)
        {
            a = T.Fold(a, constants, T.Load(ref from, (nuint)done, turn));
            b = T.Fold(b, constants, T.Load(ref from, (nuint)done + size, turn));
            c = T.Fold(c, constants, T.Load(ref from, (nuint)done + (2 * size), turn));
            d = T.Fold(d, constants, T.Load(ref from, (nuint)done + (3 * size), turn));
        }
        ref var to = ref MemoryMarshal.GetReference(left);
        a.Store(ref to, 0, turn);
        b.Store(ref to, size, turn);
        c.Store(ref to, 2 * size, turn);
        d.Store(ref to, 3 * size, turn);
        return done;
    }

    /// <summary>What moves the half that is sent last, and the one sent first, by so many octets.</summary>
    private (ulong Low, ulong High) Constants(int octets, ulong divisor, int width)
    {
        var bits = 8 * octets;
        if (!_reflected)
            return (Power(bits, divisor, width), Power(bits + 64, divisor, width));
        return (Reverse(Power(bits + 63, divisor, width)), Reverse(Power(bits - 1, divisor, width)));
    }

    /// <summary>x^exponent modulo the divisor.</summary>
    private static ulong Power(int exponent, ulong divisor, int width)
    {
        ulong rest = 1;
        for (var i = 0; i < exponent; i++)
        {
            rest <<= 1;
            rest ^= (rest >> width) != 0 ? divisor : 0;
        }
        return rest;
    }

    private static ulong Reverse(ulong value)
    {
        ulong reversed = 0;
        for (var i = 0; i < 64; i++)
            reversed |= ((value >> i) & 1) << (63 - i);
        return reversed;
    }
}
