using System.Numerics;
using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public abstract class ComplexFirFilterContract(int taps, int decimation) : ComplexStageContract<ComplexFirFilter>
{
    protected override ComplexFirFilter Create() => new(Streams.Noise(taps, 9), decimation);

    protected override int MaxOutput(ComplexFirFilter stage, int inputs) => stage.MaxOutput(inputs);

    protected override int Process(ComplexFirFilter stage, ReadOnlySpan<Complex32> input, Span<Complex32> output) => stage.Process(input, output);

    protected override void Reset(ComplexFirFilter stage) => stage.Reset();
}

public class ComplexFirFilterContractAtFullRate() : ComplexFirFilterContract(taps: 37, decimation: 1);

public class ComplexFirFilterContractDecimating() : ComplexFirFilterContract(taps: 21, decimation: 3);

public class ComplexFirFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void It_is_the_convolution(int decimation)
    {
        var input = Streams.ComplexNoise(3000, 1);
        foreach (var length in new[] { 1, 2, 3, 4, 5, 31, 64, 128 })
        {
            var taps = Streams.Noise(length, length);
            var filter = new ComplexFirFilter(taps, decimation);
            var output = new Complex32[filter.MaxOutput(input.Length)];
            Assert.Equal((input.Length + decimation - 1) / decimation, filter.Process(input, output));
            for (var m = 0; m * decimation < input.Length; m++)
            {
                var expected = Enumerable.Range(0, Math.Min(length, (m * decimation) + 1))
                    .Aggregate(Complex.Zero, (sum, k) => sum + (taps[k] * new Complex(input[(m * decimation) - k].Re, input[(m * decimation) - k].Im)));
                Assert.Equal(expected.Real, output[m].Re, 1e-5);
                Assert.Equal(expected.Imaginary, output[m].Im, 1e-5);
            }
        }
    }

    [Fact]
    public void Sums_across_outputs_are_those_of_one_number_at_a_time_on_every_length_and_unaligned()
    {
        var (x, taps) = (Streams.Noise(300, 3), Streams.Noise(23, 4));
        for (var length = 0; length <= 67; length++)
        {
            for (var offset = 0; offset < 9; offset++)
            {
                foreach (var step in new[] { 1, 2 })
                {
                    var output = new float[length];
                    FirKernel.AcrossOutputs(ref x[offset], taps, step, output);
                    for (var i = 0; i < length; i++)
                        Assert.Equal(FirKernel.One(ref x[offset + i], taps, step), output[i]);
                }
            }
        }
    }

    [Fact]
    public void Sums_across_taps_are_those_of_one_number_at_a_time_on_every_length_and_unaligned()
    {
        var (x, taps) = (Streams.ComplexNoise(500, 5), new float[48]);
        for (var k = 0; k < 48; k++)
            taps[k] = Streams.Noise(24, 6)[k / 2];
        float[] once = [.. taps.Where((_, k) => k % 2 == 0)];
        for (var length = 0; length <= 67; length++)
        {
            for (var offset = 0; offset < 5; offset++)
            {
                var output = new Complex32[length];
                FirKernel.AcrossTaps(ref System.Runtime.CompilerServices.Unsafe.As<Complex32, float>(ref x[offset]), taps, 5, output);
                for (var m = 0; m < length; m++)
                    Assert.Equal(FirKernel.ScalarAcrossTaps(x.AsSpan(offset + (5 * m), 24), once), output[m]);
            }
        }
    }

    [Fact]
    public void No_taps_and_no_decimation_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComplexFirFilter([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ComplexFirFilter([1], 0));
    }
}
