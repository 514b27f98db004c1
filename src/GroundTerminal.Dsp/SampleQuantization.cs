using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        ref byte from = ref MemoryMarshal.GetReference(input);
        ref float to = ref MemoryMarshal.GetReference(output);
        nuint i = 0, count = (nuint)input.Length;
        if (Vector256.IsHardwareAccelerated && flip == 0 && count >= 8)
        {
            StoreWidened(ref from, ref to, 0);
            i = (nuint)Alignment.Lead(ref to, 8);
            for (; i + 32 <= count; i += 32)
            {
                StoreWidened(ref from, ref to, i);
                StoreWidened(ref from, ref to, i + 8);
                StoreWidened(ref from, ref to, i + 16);
                StoreWidened(ref from, ref to, i + 24);
            }
        }
        for (; i + 16 <= count; i += 16)
        {
            // Each byte to the top of 32 bits.
            Vector128<byte> bytes = Vector128.LoadUnsafe(ref from, i) ^ Vector128.Create(flip);
            StoreTops(Vector128.Shuffle(bytes, Vector128.Create((byte)255, 255, 255, 0, 255, 255, 255, 1, 255, 255, 255, 2, 255, 255, 255, 3)), ref to, i);
            StoreTops(Vector128.Shuffle(bytes, Vector128.Create((byte)255, 255, 255, 4, 255, 255, 255, 5, 255, 255, 255, 6, 255, 255, 255, 7)), ref to, i + 4);
            StoreTops(Vector128.Shuffle(bytes, Vector128.Create((byte)255, 255, 255, 8, 255, 255, 255, 9, 255, 255, 255, 10, 255, 255, 255, 11)), ref to, i + 8);
            StoreTops(Vector128.Shuffle(bytes, Vector128.Create((byte)255, 255, 255, 12, 255, 255, 255, 13, 255, 255, 255, 14, 255, 255, 255, 15)), ref to, i + 12);
        }
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = (sbyte)(Unsafe.Add(ref from, i) ^ flip) * (1f / 128);
    }

    private static void FromWords(ReadOnlySpan<short> input, Span<float> output, short flip)
    {
        _ = output[..input.Length];
        ref short from = ref MemoryMarshal.GetReference(input);
        ref float to = ref MemoryMarshal.GetReference(output);
        nuint i = 0, count = (nuint)input.Length;
        if (Vector256.IsHardwareAccelerated && flip == 0 && count >= 8)
        {
            StoreWidened(ref from, ref to, 0);
            i = (nuint)Alignment.Lead(ref to, 8);
            for (; i + 32 <= count; i += 32)
            {
                StoreWidened(ref from, ref to, i);
                StoreWidened(ref from, ref to, i + 8);
                StoreWidened(ref from, ref to, i + 16);
                StoreWidened(ref from, ref to, i + 24);
            }
        }
        for (; i + 8 <= count; i += 8)
        {
            Vector128<byte> words = (Vector128.LoadUnsafe(ref from, i) ^ Vector128.Create(flip)).AsByte();
            StoreTops(Vector128.Shuffle(words, Vector128.Create((byte)255, 255, 0, 1, 255, 255, 2, 3, 255, 255, 4, 5, 255, 255, 6, 7)), ref to, i);
            StoreTops(Vector128.Shuffle(words, Vector128.Create((byte)255, 255, 8, 9, 255, 255, 10, 11, 255, 255, 12, 13, 255, 255, 14, 15)), ref to, i + 4);
        }
        for (; i < count; i++)
            Unsafe.Add(ref to, i) = (short)(Unsafe.Add(ref from, i) ^ flip) * (1f / 32768);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWidened(ref byte from, ref float to, nuint at)
    {
        Vector128<sbyte> bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, at))).AsSByte();
        Vector256<int> values = Avx2.IsSupported ? Avx2.ConvertToVector256Int32(bytes) : Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe());
        (Vector256.ConvertToSingle(values) * (1f / 128)).StoreUnsafe(ref to, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreWidened(ref short from, ref float to, nuint at)
    {
        Vector128<short> words = Vector128.LoadUnsafe(ref from, at);
        Vector256<int> values = Avx2.IsSupported ? Avx2.ConvertToVector256Int32(words) : Vector256.WidenLower(words.ToVector256Unsafe());
        (Vector256.ConvertToSingle(values) * (1f / 32768)).StoreUnsafe(ref to, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTops(Vector128<byte> tops, ref float to, nuint at) => (Vector128.ConvertToSingle(tops.AsInt32()) * (1f / 2147483648f)).StoreUnsafe(ref to, at);

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
