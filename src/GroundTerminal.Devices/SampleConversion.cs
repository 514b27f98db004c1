using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices;

/// <summary>Stored numbers to floats, ±1 at full scale. Floats that are no number, infinite or absurd (over 1e9) become 0, so that one cannot spoil a filter for ever.</summary>
/// <remarks><see cref="ScalarSampleConversion"/> says the same one number at a time.</remarks>
public static class SampleConversion
{
    /// <summary>Largest magnitude of a float that is let through.</summary>
    public const float MaxMagnitude = 1e9f;

    /// <summary>Converts as many numbers as <paramref name="output"/> is long.</summary>
    /// <param name="format">What the bytes are.</param>
    /// <param name="output">Where the floats go.</param>
    /// <param name="bytes">output.Length numbers of the format; used as scratch where the byte order or the sign is changed.</param>
    public static void Convert(SampleFormat format, Span<byte> bytes, Span<float> output)
    {
        var used = bytes[..(output.Length * format.ElementSize)];
        if (format.BigEndian)
            ReverseByteOrder(format.ElementSize, used);
        switch (format.Type)
        {
            case ElementType.Int8: SampleQuantization.FromInt8(MemoryMarshal.Cast<byte, sbyte>(used), output); break;
            case ElementType.UInt8: SampleQuantization.FromUInt8(used, output); break;
            case ElementType.Int16: SampleQuantization.FromInt16(MemoryMarshal.Cast<byte, short>(used), output); break;
            case ElementType.UInt16: SampleQuantization.FromUInt16(MemoryMarshal.Cast<byte, ushort>(used), output); break;
            case ElementType.Int24: FromInt24(used, output); break;
            case ElementType.Int32: FromInt32(MemoryMarshal.Cast<byte, int>(used), output, 0); break;
            case ElementType.UInt32: FromInt32(MemoryMarshal.Cast<byte, int>(used), output, int.MinValue); break;
            case ElementType.Float32: FromFloat32(MemoryMarshal.Cast<byte, float>(used), output); break;
            default: FromFloat64(MemoryMarshal.Cast<byte, double>(used), output); break;
        }
    }

    private static void FromInt24(ReadOnlySpan<byte> input, Span<float> output)
    {
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(output);
        var spread = Vector128.Create((byte)255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11);
        var i = 0;
        for (; (i * 3) + 16 <= input.Length; i += 4)
        {
            var value = Vector128.Shuffle(Vector128.LoadUnsafe(ref from, (nuint)(i * 3)), spread).AsInt32();
            (Vector128.ConvertToSingle(value) * (1f / 2147483648f)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < output.Length; i++)
            output[i] = ((input[i * 3] << 8) | (input[(i * 3) + 1] << 16) | (input[(i * 3) + 2] << 24)) * (1f / 2147483648f);
    }

    private static void FromInt32(ReadOnlySpan<int> input, Span<float> output, int flip)
    {
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i <= output.Length - 4; i += 4)
        {
            var value = Vector128.LoadUnsafe(ref from, (nuint)i) ^ Vector128.Create(flip);
            (Vector128.ConvertToSingle(value) * (1f / 2147483648f)).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < output.Length; i++)
            output[i] = (input[i] ^ flip) * (1f / 2147483648f);
    }

    private static void FromFloat32(ReadOnlySpan<float> input, Span<float> output)
    {
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i <= output.Length - 4; i += 4)
            Sane(Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < output.Length; i++)
            output[i] = MathF.Abs(input[i]) <= MaxMagnitude ? input[i] : 0;
    }

    private static void FromFloat64(ReadOnlySpan<double> input, Span<float> output)
    {
        ref var from = ref MemoryMarshal.GetReference(input);
        ref var to = ref MemoryMarshal.GetReference(output);
        var i = 0;
        for (; i <= output.Length - 4; i += 4)
        {
            var narrow = Vector128.Narrow(Vector128.LoadUnsafe(ref from, (nuint)i), Vector128.LoadUnsafe(ref from, (nuint)i + 2));
            Sane(narrow).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < output.Length; i++)
            output[i] = MathF.Abs((float)input[i]) <= MaxMagnitude ? (float)input[i] : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sane(Vector128<float> x) =>
        Vector128.LessThanOrEqual(Vector128.Abs(x), Vector128.Create(MaxMagnitude)) & x;

    private static void ReverseByteOrder(int elementSize, Span<byte> bytes)
    {
        if (elementSize == 2)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(bytes), MemoryMarshal.Cast<byte, short>(bytes));
        else if (elementSize == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(bytes), MemoryMarshal.Cast<byte, int>(bytes));
        else if (elementSize == 8)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(bytes), MemoryMarshal.Cast<byte, long>(bytes));
    }
}
