using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Floats to the integers that devices and wires carry, and back: ±1 is full scale, what is beyond is clipped and counted, NaN becomes 0.</summary>
/// <remarks>Rounds to nearest, ties to even. The scales are those that reading divides by: 128 and 32768.</remarks>
public static class SampleQuantization
{
    /// <summary>Signed bytes to floats, over 128.</summary>
    /// <param name="output">At least input.Length long.</param>
    public static void FromInt8(ReadOnlySpan<sbyte> input, Span<float> output) => FromBytes(MemoryMarshal.AsBytes(input), output, 0);

    /// <summary>Bytes of which 128 is zero to floats, less 128 and over 128.</summary>
    /// <param name="output">At least input.Length long.</param>
    public static void FromUInt8(ReadOnlySpan<byte> input, Span<float> output) => FromBytes(input, output, 0x80);

    /// <summary>16 bits in the machine's byte order to floats, over 32768.</summary>
    /// <param name="output">At least input.Length long.</param>
    public static void FromInt16(ReadOnlySpan<short> input, Span<float> output) => FromWords(input, output, 0);

    /// <summary>16 bits of which 32768 is zero to floats, less 32768 and over 32768.</summary>
    /// <param name="output">At least input.Length long.</param>
    public static void FromUInt16(ReadOnlySpan<ushort> input, Span<float> output) => FromWords(MemoryMarshal.Cast<ushort, short>(input), output, short.MinValue);

    /// <summary>Floats to signed bytes.</summary>
    /// <param name="output">At least input.Length long.</param>
    /// <returns>Numbers clipped.</returns>
    public static int ToInt8(ReadOnlySpan<float> input, Span<sbyte> output) => ToBytes(input, MemoryMarshal.AsBytes(output), 0);

    /// <summary>Floats to bytes of which 128 is zero, as the RTL2832U sends them.</summary>
    /// <param name="output">At least input.Length long.</param>
    /// <returns>Numbers clipped.</returns>
    public static int ToUInt8(ReadOnlySpan<float> input, Span<byte> output) => ToBytes(input, output, 0x80);

    /// <summary>Floats to 16 bits in the machine's byte order.</summary>
    /// <param name="output">At least input.Length long.</param>
    /// <returns>Numbers clipped.</returns>
    public static int ToInt16(ReadOnlySpan<float> input, Span<short> output)
    {
        _ = output[..input.Length];
        ref float from = ref MemoryMarshal.GetReference(input);
        ref short to = ref MemoryMarshal.GetReference(output);
        int i = 0, clipped = 0;
        for (; i <= input.Length - 8; i += 8)
        {
            Vector128<int> low = Rounded(Vector128.LoadUnsafe(ref from, (nuint)i), 32768, ref clipped);
            Vector128<int> high = Rounded(Vector128.LoadUnsafe(ref from, (nuint)i + 4), 32768, ref clipped);
            Vector128.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < input.Length; i++)
            output[i] = (short)Rounded(input[i], 32768, ref clipped);
        return clipped;
    }

    private static void FromBytes(ReadOnlySpan<byte> input, Span<float> output, byte flip)
    {
        _ = output[..input.Length];
        var i = Vector256.IsHardwareAccelerated ? FromBytes<Lanes8>(input, output, flip) : FromBytes<Lanes4>(input, output, flip);
        for (; i < input.Length; i++)
            output[i] = (sbyte)(input[i] ^ flip) * (1f / 128);
    }

    private static int FromBytes<TLanes>(ReadOnlySpan<byte> input, Span<float> output, byte flip)
        where TLanes : struct, ILanes<TLanes>
    {
        ref byte from = ref MemoryMarshal.GetReference(input);
        ref float to = ref MemoryMarshal.GetReference(output);
        var (scale, n) = (TLanes.Create(1f / 128), (nuint)TLanes.Count);
        int i = 0;
        for (; i <= input.Length - (4 * (int)n); i += 4 * (int)n)
        {
            (TLanes.FromBytes(ref from, (nuint)i, flip) * scale).Store(ref to, (nuint)i);
            (TLanes.FromBytes(ref from, (nuint)i + n, flip) * scale).Store(ref to, (nuint)i + n);
            (TLanes.FromBytes(ref from, (nuint)i + (2 * n), flip) * scale).Store(ref to, (nuint)i + (2 * n));
            (TLanes.FromBytes(ref from, (nuint)i + (3 * n), flip) * scale).Store(ref to, (nuint)i + (3 * n));
        }
        return i;
    }

    private static void FromWords(ReadOnlySpan<short> input, Span<float> output, short flip)
    {
        _ = output[..input.Length];
        var i = Vector256.IsHardwareAccelerated ? FromWords<Lanes8>(input, output, flip) : FromWords<Lanes4>(input, output, flip);
        for (; i < input.Length; i++)
            output[i] = (short)(input[i] ^ flip) * (1f / 32768);
    }

    private static int FromWords<TLanes>(ReadOnlySpan<short> input, Span<float> output, short flip)
        where TLanes : struct, ILanes<TLanes>
    {
        ref short from = ref MemoryMarshal.GetReference(input);
        ref float to = ref MemoryMarshal.GetReference(output);
        var (scale, n) = (TLanes.Create(1f / 32768), (nuint)TLanes.Count);
        int i = 0;
        for (; i <= input.Length - (4 * (int)n); i += 4 * (int)n)
        {
            (TLanes.FromWords(ref from, (nuint)i, flip) * scale).Store(ref to, (nuint)i);
            (TLanes.FromWords(ref from, (nuint)i + n, flip) * scale).Store(ref to, (nuint)i + n);
            (TLanes.FromWords(ref from, (nuint)i + (2 * n), flip) * scale).Store(ref to, (nuint)i + (2 * n));
            (TLanes.FromWords(ref from, (nuint)i + (3 * n), flip) * scale).Store(ref to, (nuint)i + (3 * n));
        }
        return i;
    }

    private static int ToBytes(ReadOnlySpan<float> input, Span<byte> output, byte flip)
    {
        _ = output[..input.Length];
        ref float from = ref MemoryMarshal.GetReference(input);
        ref byte to = ref MemoryMarshal.GetReference(output);
        int i = 0, clipped = 0;
        for (; i <= input.Length - 16; i += 16)
        {
            Vector128<short> low = Vector128.Narrow(Rounded(Vector128.LoadUnsafe(ref from, (nuint)i), 128, ref clipped), Rounded(Vector128.LoadUnsafe(ref from, (nuint)i + 4), 128, ref clipped));
            Vector128<short> high = Vector128.Narrow(Rounded(Vector128.LoadUnsafe(ref from, (nuint)i + 8), 128, ref clipped), Rounded(Vector128.LoadUnsafe(ref from, (nuint)i + 12), 128, ref clipped));
            (Vector128.Narrow(low, high).AsByte() ^ Vector128.Create(flip)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < input.Length; i++)
            output[i] = (byte)((byte)Rounded(input[i], 128, ref clipped) ^ flip);
        return clipped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Rounded(Vector128<float> x, int scale, ref int clipped)
    {
        Vector128<float> scaled = Vector128.Round(x * scale);
        Vector128<float> bounded = Vector128.Min(Vector128.Max(scaled, Vector128.Create(-(float)scale)), Vector128.Create(scale - 1f));
        Vector128<float> numbers = Vector128.Equals(x, x);
        clipped += System.Numerics.BitOperations.PopCount((~Vector128.Equals(scaled, bounded) & numbers).ExtractMostSignificantBits());
        return Vector128.ConvertToInt32(bounded & numbers);
    }

    private static int Rounded(float x, int scale, ref int clipped)
    {
        if (float.IsNaN(x))
            return 0;
        float scaled = MathF.Round(x * scale);
        float bounded = Math.Clamp(scaled, -scale, scale - 1);
        if (scaled != bounded)
            clipped++;
        return (int)bounded;
    }
}
