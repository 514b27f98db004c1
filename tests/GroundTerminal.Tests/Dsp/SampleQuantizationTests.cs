using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Dsp;

public class SampleQuantizationTests
{
    public static TheoryData<int> Lengths() => [.. Enumerable.Range(0, 68)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_number_is_rounded_to_nearest_and_clipped(int length)
    {
        var random = new Random(length);
        float[] input = [0, .. Enumerable.Range(0, length).Select(i => i % 11 == 7 ? float.NaN : (random.NextSingle() - 0.5f) * 2.4f)];
        (var int8, var uint8, var int16) = (new sbyte[length], new byte[length], new short[length]);
        Span<float> unaligned = input.AsSpan(1);

        Assert.Equal(Clipped(unaligned, 128), SampleQuantization.ToInt8(unaligned, int8));
        Assert.Equal(Clipped(unaligned, 128), SampleQuantization.ToUInt8(unaligned, uint8));
        Assert.Equal(Clipped(unaligned, 32768), SampleQuantization.ToInt16(unaligned, int16));
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(Expected(unaligned[i], 128), int8[i]);
            Assert.Equal(Expected(unaligned[i], 128) + 128, uint8[i]);
            Assert.Equal(Expected(unaligned[i], 32768), int16[i]);
        }
    }

    [Fact]
    public void What_is_beyond_full_scale_is_clipped_not_wrapped()
    {
        var output = new short[20];
        Assert.Equal(18, SampleQuantization.ToInt16([.. Enumerable.Repeat(1e30f, 9), .. Enumerable.Repeat(-1e30f, 9), -1, 0], output));
        Assert.Equal([.. Enumerable.Repeat(short.MaxValue, 9), .. Enumerable.Repeat(short.MinValue, 10), 0], output);
    }

    private static int Expected(float x, int scale) => float.IsNaN(x) ? 0 : (int)Math.Clamp(Math.Round((double)(x * scale)), -scale, scale - 1);

    private static int Clipped(ReadOnlySpan<float> input, int scale)
    {
        int clipped = 0;
        foreach (float x in input)
            clipped += !float.IsNaN(x) && Math.Round((double)(x * scale)) is var r && (r > scale - 1 || r < -scale) ? 1 : 0;
        return clipped;
    }

    [Fact]
    public void Integers_become_floats_exactly_on_every_length_and_unaligned()
    {
        var random = new Random(1);
        var (bytes, words) = (new sbyte[80], new short[80]);
        for (var i = 0; i < 80; i++)
            (bytes[i], words[i]) = ((sbyte)random.Next(-128, 128), (short)random.Next(-32768, 32768));
        for (var length = 0; length <= 67; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                var output = new float[length + 1];
                void Check(Func<int, float> expected)
                {
                    for (var i = 0; i < length; i++)
                        Assert.Equal(expected(offset + i), output[i]);
                    Assert.Equal(0, output[length]);
                }
                SampleQuantization.FromInt8(bytes.AsSpan(offset, length), output);
                Check(i => bytes[i] / 128f);
                SampleQuantization.FromUInt8(MemoryMarshal.AsBytes(bytes.AsSpan(offset, length)), output);
                Check(i => ((byte)bytes[i] - 128) / 128f);
                SampleQuantization.FromInt16(words.AsSpan(offset, length), output);
                Check(i => words[i] / 32768f);
                SampleQuantization.FromUInt16(MemoryMarshal.Cast<short, ushort>(words.AsSpan(offset, length)), output);
                Check(i => ((ushort)words[i] - 32768) / 32768f);
            }
        }
    }
}
