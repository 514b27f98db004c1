using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public abstract class FirFilterContract(int taps, int decimation) : StageContract<FirFilter>
{
    protected override FirFilter Create() => new(Streams.Noise(taps, 9), decimation);

    protected override int MaxOutput(FirFilter stage, int inputs) => stage.MaxOutput(inputs);

    protected override int Process(FirFilter stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output) => stage.Process(re, output);

    protected override void Reset(FirFilter stage) => stage.Reset();
}

public class FirFilterContractAtFullRate() : FirFilterContract(taps: 37, decimation: 1);

public class FirFilterContractDecimating() : FirFilterContract(taps: 21, decimation: 3);

public class FirFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void It_is_the_convolution(int decimation)
    {
        var input = Streams.Noise(3000, 1);
        foreach (var length in new[] { 1, 2, 7, 8, 9, 31, 64 })
        {
            var taps = Streams.Noise(length, length);
            var filter = new FirFilter(taps, decimation);
            var output = new float[filter.MaxOutput(input.Length)];
            Assert.Equal((input.Length + decimation - 1) / decimation, filter.Process(input, output));
            for (var m = 0; m * decimation < input.Length; m++)
                Assert.Equal(Convolve(taps, input, m * decimation), output[m], 1e-5);
        }
    }

    [Fact]
    public void An_impulse_gives_the_taps()
    {
        var (taps, output) = (Streams.Noise(13, 2), new float[21]);
        float[] impulse = [1, .. new float[19]];
        Assert.Equal(20, new FirFilter(taps).Process(impulse, output));
        Assert.Equal([.. taps, .. new float[8]], output);
    }

    [Fact]
    public void No_taps_and_no_decimation_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FirFilter([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FirFilter([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FirFilter([1], -1));
    }

    private static double Convolve(float[] taps, float[] input, int at)
    {
        var sum = 0.0;
        for (var k = 0; k < taps.Length && k <= at; k++)
            sum += (double)taps[k] * input[at - k];
        return sum;
    }
}
