using System.Numerics;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class ComplexKernelsTests
{
    private delegate void Kernel(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> outRe, Span<float> outIm);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.3, 0.0123)]
    [InlineData(-17.7, -0.49)]
    [InlineData(1e6, 3.25)]
    public void Mix_turns_each_sample(double start, double step) => OnEveryLength(
        (re, im, outRe, outIm) => ComplexKernels.Mix(re, im, start, step, outRe, outIm),
        (x, n) => x * Complex.FromPolarCoordinates(1, Math.Tau * ((start + (n * step)) % 1)),
        2e-6);

    [Fact]
    public void Square_squares() => OnEveryLength(ComplexKernels.Square, (x, _) => x * x, 5e-7);

    [Fact]
    public void DoublePhase_keeps_the_magnitude() =>
        OnEveryLength(ComplexKernels.DoublePhase, (x, _) => Complex.FromPolarCoordinates(x.Magnitude, 2 * x.Phase), 1e-6);

    [Fact]
    public void Power_is_the_squared_magnitude() =>
        OnEveryLength((re, im, power, none) => ComplexKernels.Power(re, im, power), (x, _) => x.Magnitude * x.Magnitude, 5e-7, realOnly: true);

    [Fact]
    public void DoublePhase_of_0_is_0()
    {
        var (re, im) = (new float[11], new float[11]);
        ComplexKernels.DoublePhase(re, im, re, im);
        Assert.All(re.Concat(im), x => Assert.Equal(0, x));
    }

    [Fact]
    public void Mix_in_place_over_a_long_stream_does_not_drift()
    {
        const double Step = 0.1234567;
        var (re, im) = (new float[100_003], new float[100_003]);
        Array.Fill(re, 1f);
        ComplexKernels.Mix(re, im, 0.25, Step, re, im);
        for (var n = 0; n < re.Length; n++)
        {
            var expected = Complex32.FromPhase(Math.Tau * ((0.25 + (n * Step)) % 1));
            Assert.True((new Complex32(re[n], im[n]) - expected).Magnitude < 2e-5, $"sample {n}");
        }
    }

    [Fact]
    public void Interleaved_kernels_are_exactly_those_of_one_sample_at_a_time()
    {
        var (input, gains) = (Streams.ComplexNoise(80, 7), Streams.Noise(160, 8));
        for (var length = 0; length <= 67; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                var x = input.AsSpan(offset, length);
                var (powers, magnitudes, re, im, scaled) = (new float[length], new float[length], new float[length], new float[length], new Complex32[length]);
                ComplexKernels.MagnitudeSquared(x, powers);
                ComplexKernels.Magnitude(x, magnitudes);
                ComplexKernels.Split(x, re, im);
                ComplexKernels.Scale(x, gains.AsSpan(offset, 2 * length), scaled);
                for (var n = 0; n < length; n++)
                {
                    Assert.Equal(x[n].MagnitudeSquared, powers[n]);
                    Assert.Equal(x[n].Magnitude, magnitudes[n]);
                    Assert.Equal((x[n].Re, x[n].Im), (re[n], im[n]));
                    Assert.Equal(new Complex32(x[n].Re * gains[offset + (2 * n)], x[n].Im * gains[offset + (2 * n) + 1]), scaled[n]);
                }
            }
        }
    }

    private static void OnEveryLength(Kernel kernel, Func<Complex, int, Complex> expected, double bound, bool realOnly = false)
    {
        var (re, im) = (Streams.Noise(60, 1), Streams.Noise(60, 2));
        for (var length = 0; length <= 40; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                var (outRe, outIm) = (new float[60], new float[60]);
                kernel(re.AsSpan(offset, length), im.AsSpan(offset + 3, length), outRe.AsSpan(offset + 1, length), outIm.AsSpan(offset, length));
                for (var n = 0; n < length; n++)
                {
                    var value = expected(new Complex(re[offset + n], im[offset + 3 + n]), n);
                    Assert.Equal(value.Real, outRe[offset + 1 + n], bound);
                    if (!realOnly)
                        Assert.Equal(value.Imaginary, outIm[offset + n], bound);
                }
                Assert.All(outRe[..(offset + 1)].Concat(outRe[(offset + 1 + length)..]), x => Assert.Equal(0, x));
            }
        }
    }
}
