using System.Numerics;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class SpectrumAnalyzerTests
{
    private const int Size = 64;
    private const int Lead = Size / 16;

    [Fact]
    public void A_complex_transform_is_of_the_samples_that_the_class_says()
    {
        var samples = Streams.ComplexNoise(1000, 1);
        var analyzer = new SpectrumAnalyzer(Size, real: false);
        ReadOnlySpan<Complex32> rest = samples;
        for (var t = 0; analyzer.Next(ref rest); t++)
        {
            Assert.Equal(t + 1, analyzer.Count);
            var expected = Dft(n => At(samples, (t * analyzer.Step) - Lead + n));
            for (var k = 0; k < Size; k++)
                AssertClose(expected[k], analyzer.SpectrumRe[k], analyzer.SpectrumIm[k]);
            var power = new float[Size];
            analyzer.Power(power);
            for (var k = 0; k < Size; k++)
                Assert.Equal(Squared(expected[(k + (Size / 2)) % Size]), power[k], 1e-3);
        }
        Assert.Equal((1000 + Lead - Size) / analyzer.Step + 1, analyzer.Count);
    }

    [Fact]
    public void The_power_of_a_real_stream_is_that_of_both_its_blocks()
    {
        var samples = Streams.Noise(1000, 2);
        var analyzer = new SpectrumAnalyzer(Size, real: true);
        ReadOnlySpan<float> rest = samples;
        for (var t = 0; analyzer.Next(ref rest); t++)
        {
            var start = (t * analyzer.Step) - Lead;
            var a = Dft(n => start + n < 0 ? 0 : samples[start + n]);
            var b = Dft(n => samples[start + analyzer.Hop + n]);
            var power = new float[Size / 2];
            analyzer.Power(power);
            for (var k = 0; k < Size / 2; k++)
                Assert.Equal((k == 0 ? 1 : 2) * (Squared(a[k]) + Squared(b[k])), power[k], 2e-3); // one-sided: the bins from −Fs/2 to 0 are the same again
        }
        Assert.True(analyzer.Count > 5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void How_the_stream_is_cut_changes_no_bit(bool real)
    {
        var samples = Streams.ComplexNoise(2000, 3);
        var whole = Transforms(new SpectrumAnalyzer(Size, real), samples, [Range.EndAt(2000)]);
        Assert.True(whole.Count > 1000);
        for (var seed = 0; seed < 5; seed++)
            Assert.Equal(whole, Transforms(new SpectrumAnalyzer(Size, real), samples, Streams.Cuts(2000, 150, seed)));
    }

    [Fact]
    public void After_Reset_it_begins_anew()
    {
        var (analyzer, samples) = (new SpectrumAnalyzer(Size, real: false), Streams.ComplexNoise(1003, 4));
        var first = Transforms(analyzer, samples, [Range.EndAt(1003)]);
        analyzer.Reset();
        Assert.Equal(0, analyzer.Count);
        Assert.Equal(first, Transforms(analyzer, samples, [Range.EndAt(1003)]));
    }

    private static List<float> Transforms(SpectrumAnalyzer analyzer, Complex32[] samples, IEnumerable<Range> cuts)
    {
        var result = new List<float>();
        float[] re = [.. samples.Select(s => s.Re)];
        foreach (var cut in cuts)
        {
            ReadOnlySpan<Complex32> complex = samples.AsSpan(cut);
            ReadOnlySpan<float> real = re.AsSpan(cut);
            while (analyzer.Real ? analyzer.Next(ref real) : analyzer.Next(ref complex))
                result.AddRange([.. analyzer.SpectrumRe, .. analyzer.SpectrumIm]);
        }
        return result;
    }

    private static Complex At(Complex32[] samples, int n) => n < 0 ? 0 : new Complex(samples[n].Re, samples[n].Im);

    private static Complex[] Dft(Func<int, Complex> x)
    {
        var result = new Complex[Size];
        for (var k = 0; k < Size; k++)
        {
            for (var n = 0; n < Size; n++)
                result[k] += x(n) * Complex.FromPolarCoordinates(1, -Math.Tau * k * n / Size);
        }
        return result;
    }

    private static double Squared(Complex x) => (x.Real * x.Real) + (x.Imaginary * x.Imaginary);

    private static void AssertClose(Complex expected, float re, float im)
    {
        Assert.Equal(expected.Real, re, 1e-5);
        Assert.Equal(expected.Imaginary, im, 1e-5);
    }
}
