using System.Buffers.Binary;

namespace GroundTerminal.Devices;

/// <summary>The reference for <see cref="SampleConversion"/>: one number at a time, as plainly as it can be said.</summary>
public static class ScalarSampleConversion
{
    /// <summary>Converts as many numbers as <paramref name="output"/> is long.</summary>
    public static void Convert(SampleFormat format, ReadOnlySpan<byte> bytes, Span<float> output)
    {
        for (var i = 0; i < output.Length; i++)
            output[i] = One(format, bytes.Slice(i * format.ElementSize, format.ElementSize));
    }

    private static float One(SampleFormat format, ReadOnlySpan<byte> b) => format.Type switch
    {
        ElementType.Int8 => (sbyte)b[0] / 128f,
        ElementType.UInt8 => (b[0] - 128) / 128f,
        ElementType.Int16 => Int16(format, b) / 32768f,
        ElementType.UInt16 => ((ushort)Int16(format, b) - 32768) / 32768f,
        ElementType.Int24 => (b[0] + (b[1] << 8) + ((sbyte)b[2] << 16)) / 8388608f,
        ElementType.Int32 => Int32(format, b) / 2147483648f,
        ElementType.UInt32 => (int)((uint)Int32(format, b) - 2147483648L) / 2147483648f,
        ElementType.Float32 => Sane(BitConverter.Int32BitsToSingle(Int32(format, b))),
        _ => Sane((float)(format.BigEndian ? BinaryPrimitives.ReadDoubleBigEndian(b) : BinaryPrimitives.ReadDoubleLittleEndian(b))),
    };

    private static short Int16(SampleFormat format, ReadOnlySpan<byte> b) =>
        format.BigEndian ? BinaryPrimitives.ReadInt16BigEndian(b) : BinaryPrimitives.ReadInt16LittleEndian(b);

    private static int Int32(SampleFormat format, ReadOnlySpan<byte> b) =>
        format.BigEndian ? BinaryPrimitives.ReadInt32BigEndian(b) : BinaryPrimitives.ReadInt32LittleEndian(b);

    private static float Sane(float x) => float.IsFinite(x) && MathF.Abs(x) <= SampleConversion.MaxMagnitude ? x : 0;
}
