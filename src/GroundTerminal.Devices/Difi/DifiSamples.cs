using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.Difi;

/// <summary>Complex signed samples of 4 to 16 bits, big endian, packed without gaps: the payload of DIFI's data packets.</summary>
public static class DifiSamples
{
    /// <summary>Samples in a payload.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="padBits">Bits of it that are not used.</param>
    /// <param name="bits">Bits of I and of Q, 4 to 16.</param>
    public static int CountIn(int length, int padBits, int bits) => Math.Max(0, (length * 8) - padBits) / (2 * bits);

    /// <summary>Samples that come together as whole words: packets hold multiples of this.</summary>
    /// <param name="bits">4 to 16.</param>
    public static int Granularity(int bits) => 16 / (int)System.Numerics.BigInteger.GreatestCommonDivisor(bits, 16);

    /// <summary>Reads samples.</summary>
    /// <param name="payload">Where the samples begin; changed by it.</param>
    /// <param name="first">First sample wanted.</param>
    /// <param name="output">As many as are wanted.</param>
    public static void Read(Span<byte> payload, int bits, int first, Span<Complex32> output)
    {
        Span<float> numbers = MemoryMarshal.Cast<Complex32, float>(output);
        if (bits == 8)
            SampleConversion.Convert(new SampleFormat(ElementType.Int8, Complex: true), payload[(2 * first)..], numbers);
        else if (bits == 16)
            SampleConversion.Convert(new SampleFormat(ElementType.Int16, Complex: true, BigEndian: true), payload[(4 * first)..], numbers);
        else
            ReadPacked(payload, bits, 2L * first * bits, numbers);
    }

    /// <summary>Writes samples; what is beyond full scale is clipped.</summary>
    /// <param name="bits">8 or 16.</param>
    /// <param name="payload">Where they go.</param>
    /// <returns>Numbers clipped.</returns>
    public static int Write(ReadOnlySpan<Complex32> samples, int bits, Span<byte> payload)
    {
        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<Complex32, float>(samples);
        if (bits == 8)
            return SampleQuantization.ToInt8(numbers, MemoryMarshal.Cast<byte, sbyte>(payload));
        Span<short> words = MemoryMarshal.Cast<byte, short>(payload)[..numbers.Length];
        int clipped = SampleQuantization.ToInt16(numbers, words);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
        return clipped;
    }

    private static void ReadPacked(ReadOnlySpan<byte> payload, int bits, long firstBit, Span<float> numbers)
    {
        float scale = 1f / (1 << (bits - 1));
        int at = (int)(firstBit >> 3), held = 0;
        ulong window = 0;
        int skip = (int)(firstBit & 7);
        for (var i = 0; i < numbers.Length; i++)
        {
            while (held < bits + skip)
            {
                window = (window << 8) | payload[at++];
                held += 8;
            }
            held -= bits + skip;
            skip = 0;
            numbers[i] = ((int)(window >> held) << (32 - bits) >> (32 - bits)) * scale;
        }
    }
}
