using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class FftTests
{
    public static TheoryData<int> Sizes => [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_is_the_Fourier_sum(int size)
    {
        var (re, im) = (Streams.Noise(size, size), Streams.Noise(size, size + 1));
        var expected = Dft(re, im, -1);
        new Fft(size).Forward(re, im);
        AssertClose(expected, re, im);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_inverse_is_the_sum_with_the_other_sign(int size)
    {
        var (re, im) = (Streams.Noise(size, size + 2), Streams.Noise(size, size + 3));
        var expected = Dft(re, im, 1);
        new Fft(size).Inverse(re, im);
        AssertClose(expected, re, im);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Interleaved_samples_give_the_same(int size)
    {
        var (re, im) = (Streams.Noise(size, 5), Streams.Noise(size, 6));
        Complex32[] data = [.. re.Zip(im, (a, b) => new Complex32(a, b))];
        var fft = new Fft(size);
        fft.Forward(re, im);
        fft.Forward(data, data);
        Assert.Equal(re, data.Select(d => d.Re));
        Assert.Equal(im, data.Select(d => d.Im));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_impulse_is_a_phasor_and_every_phasor_a_line(int size)
    {
        var fft = new Fft(size);
        for (var at = 0; at < size; at += Math.Max(1, size / 16))
        {
            var (re, im) = (new float[size], new float[size]);
            re[at] = 1;
            fft.Forward(re, im);
            for (var k = 0; k < size; k++)
                Assert.Equal(0, (new Complex32(re[k], im[k]) - Complex32.FromPhase(-Math.Tau * ((long)k * at % size) / size)).Magnitude, 1e-6);
            fft.Inverse(re, im);
            for (var n = 0; n < size; n++)
                Assert.Equal(n == at ? 1 : 0, re[n] / size, 1e-6);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(4096)]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(65536)]
    public void It_is_its_scalar_reference(int size)
    {
        var (input, output) = (Streams.ComplexNoise(size + 3, 5), new Complex32[size + 5]);
        for (var offset = 0; offset < 3; offset++)
        {
            float[] re = [.. input.Skip(offset).Take(size).Select(x => x.Re)], im = [.. input.Skip(offset).Take(size).Select(x => x.Im)];
            new FftReference(size).Forward(re, im);
            new Fft(size).Forward(input.AsSpan(offset), output.AsSpan(offset + 1));
            for (var k = 0; k < size; k++)
                Assert.True((output[offset + 1 + k] - new Complex32(re[k], im[k])).Magnitude < 1e-6 * Math.Sqrt(size), $"bin {k}");
        }
        Assert.Equal(default, output[^1]);
    }

    [Fact]
    public void It_is_linear_and_a_second_transform_remembers_nothing()
    {
        var fft = new Fft(256);
        var (ar, ai, br, bi) = (Streams.Noise(256, 1), Streams.Noise(256, 2), Streams.Noise(256, 3), Streams.Noise(256, 4));
        float[] sr = [.. ar.Zip(br, (a, b) => a + (3 * b))];
        float[] si = [.. ai.Zip(bi, (a, b) => a + (3 * b))];
        fft.Forward(ar, ai);
        fft.Forward(br, bi);
        fft.Forward(sr, si);
        for (var k = 0; k < 256; k++)
        {
            Assert.Equal(ar[k] + (3 * br[k]), sr[k], 1e-4);
            Assert.Equal(ai[k] + (3 * bi[k]), si[k], 1e-4);
        }
    }

    [Fact]
    public void It_works_on_unaligned_parts_of_longer_spans_and_leaves_the_rest()
    {
        var (re, im) = (Streams.Noise(80, 7), Streams.Noise(80, 8));
        var (before, expected) = (re.ToArray(), Dft(re[3..67], im[5..69], -1));
        new Fft(64).Forward(re.AsSpan(3), im.AsSpan(5));
        AssertClose(expected, re[3..67], im[5..69]);
        Assert.Equal(before[..3].Concat(before[67..]), re[..3].Concat(re[67..]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-8)]
    [InlineData(12)]
    [InlineData(1 << 25)]
    public void Other_lengths_are_refused(int size) =>
        Assert.Contains("power of two", Assert.Throws<ArgumentOutOfRangeException>(() => new Fft(size)).Message, StringComparison.Ordinal);

    [Fact]
    public void Transforms_allocate_nothing()
    {
        var (fft, re, im, data) = (new Fft(128), new float[128], new float[128], new Complex32[128]);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            fft.Forward(re, im);
            fft.Inverse(re, im);
            fft.Forward(data, data);
        }));
    }

    private static (double Re, double Im)[] Dft(float[] re, float[] im, int sign)
    {
        var size = re.Length;
        var turns = Enumerable.Range(0, size).Select(i => Math.SinCos(sign * Math.Tau * i / size)).ToArray();
        var result = new (double Re, double Im)[size];
        for (var k = 0; k < size; k++)
        {
            for (var n = 0; n < size; n++)
            {
                var (sin, cos) = turns[(int)((long)k * n % size)];
                result[k].Re += (re[n] * cos) - (im[n] * sin);
                result[k].Im += (re[n] * sin) + (im[n] * cos);
            }
        }
        return result;
    }

    /// <summary>Rounding of a float transform grows with the logarithm of its length (P. Duhamel, M. Vetterli, Signal Processing 19, 1990, §9).</summary>
    private static void AssertClose((double Re, double Im)[] expected, ReadOnlySpan<float> re, ReadOnlySpan<float> im)
    {
        var bound = 3e-7 * Math.Log2(expected.Length) * Math.Sqrt(expected.Length);
        for (var k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k].Re, re[k], bound);
            Assert.Equal(expected[k].Im, im[k], bound);
        }
    }
}
