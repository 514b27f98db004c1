using System.Runtime.InteropServices;
using GroundTerminal.Devices;

namespace GroundTerminal.Tests.Devices;

public class SampleConversionTests
{
    public static TheoryData<string> Formats =>
        ["ci8", "cu8", "ci16_le", "ci16_be", "cu16_le", "ci32_le", "ci32_be", "cu32_be", "cf32_le", "cf32_be", "cf64_le", "cf64_be", "i24"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Vectors_equal_the_scalar_reference_at_every_length_and_alignment(string name)
    {
        var format = Format(name);
        var bytes = new byte[80 * format.ElementSize];
        new Random(1).NextBytes(bytes);
        for (var length = 0; length <= 70; length++)
        {
            for (var shift = 0; shift < 5; shift++)
            {
                var input = bytes.AsSpan(shift, length * format.ElementSize).ToArray();
                var buffer = new byte[input.Length + 9];
                input.CopyTo(buffer, shift);
                var (expected, actual) = (new float[length], new float[length + 1]);
                actual[length] = 42;
                ScalarSampleConversion.Convert(format, input, expected);
                SampleConversion.Convert(format, buffer.AsSpan(shift), actual.AsSpan(0, length));
                Assert.Equal(expected, actual[..length]);
                Assert.Equal(42, actual[length]);
            }
        }
    }

    [Theory]
    [InlineData("cu8", new byte[] { 0, 128, 255 }, new[] { -1f, 0f, 127f / 128 })]
    [InlineData("ci8", new byte[] { 0x80, 0, 0x7F }, new[] { -1f, 0f, 127f / 128 })]
    [InlineData("ci16_le", new byte[] { 0, 0x80, 0, 0x40, 0xFF, 0xFF }, new[] { -1f, 0.5f, -1f / 32768 })]
    [InlineData("ci16_be", new byte[] { 0x80, 0, 0x40, 0, 0xFF, 0xFF }, new[] { -1f, 0.5f, -1f / 32768 })]
    [InlineData("i24", new byte[] { 0, 0, 0x80, 0, 0, 0x40, 0xFF, 0xFF, 0xFF }, new[] { -1f, 0.5f, -1f / 8388608 })]
    [InlineData("ci32_le", new byte[] { 0, 0, 0, 0x80, 0, 0, 0, 0x40 }, new[] { -1f, 0.5f })]
    [InlineData("cu16_le", new byte[] { 0, 0, 0, 0x80, 0, 0xC0 }, new[] { -1f, 0f, 0.5f })]
    public void Full_scale_is_one(string name, byte[] bytes, float[] expected)
    {
        var actual = new float[expected.Length];
        SampleConversion.Convert(Format(name), bytes, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Floats_that_are_no_samples_become_zero()
    {
        float[] input = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 3e38f, -0.25f, 1, float.NaN];
        var output = new float[7];
        SampleConversion.Convert(Format("cf32"), MemoryMarshal.AsBytes(input.AsSpan()), output);
        Assert.Equal([0, 0, 0, 0, -0.25f, 1, 0], output);
    }

    private static SampleFormat Format(string name)
    {
        if (name == "i24")
            return new SampleFormat(ElementType.Int24, Complex: false);
        Assert.True(SampleFormat.TryParse(name, out var format));
        return format;
    }
}
