using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class FmDiscriminatorTests : StageContract<FmDiscriminator>
{
    /// <summary>The polynomial's 1e-5 as documented, and the rounding of the products.</summary>
    private const double Bound = 1.1e-5;

    protected override FmDiscriminator Create() => new();

    protected override int MaxOutput(FmDiscriminator stage, int inputs) => inputs;

    protected override int Process(FmDiscriminator stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output) => stage.Process(re, im, output);

    protected override void Reset(FmDiscriminator stage) => stage.Reset();

    [Theory]
    [InlineData(1)]
    [InlineData(1e-12)]
    [InlineData(1e12)]
    public void Every_turn_is_found_whatever_the_amplitude(double amplitude)
    {
        const int Count = 20_000;
        var (re, im, output) = (new float[2 * Count], new float[2 * Count], new float[2 * Count]);
        for (var i = 0; i < Count; i++)
        {
            re[2 * i] = (float)amplitude;
            var (sin, cos) = Math.SinCos(Math.Tau * ((i + 0.5) / Count - 0.5));
            (re[(2 * i) + 1], im[(2 * i) + 1]) = ((float)(amplitude * cos), (float)(amplitude * sin));
        }
        Assert.Equal(2 * Count, new FmDiscriminator().Process(re, im, output));
        for (var i = 0; i < Count; i++)
            Assert.Equal(Math.Atan2(im[(2 * i) + 1], re[(2 * i) + 1]), output[(2 * i) + 1], Bound);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, Math.PI / 2)]
    [InlineData(0, -1, -Math.PI / 2)]
    [InlineData(1, 1, Math.PI / 4)]
    [InlineData(1, -1, -Math.PI / 4)]
    [InlineData(-1, 1, 3 * Math.PI / 4)]
    [InlineData(-1, -1, -3 * Math.PI / 4)]
    [InlineData(-1, 0, Math.PI)]
    [InlineData(0, 0, 0)]
    public void The_axes_and_diagonals_and_zero_are_right(float re, float im, double expected)
    {
        for (var at = 1; at < 20; at++) // in vectors and in the rest
        {
            var (x, y, output) = (new float[20], new float[20], new float[20]);
            Array.Fill(x, 1f);
            (x[at], y[at]) = (re, im);
            new FmDiscriminator().Process(x, y, output);
            Assert.Equal(expected, output[at], Bound);
        }
    }

    [Fact]
    public void Interleaved_samples_give_the_same_bits_on_every_length_and_unaligned()
    {
        var input = Streams.ComplexNoise(80, 3);
        for (var length = 0; length <= 67; length++)
        {
            for (var offset = 0; offset < 5; offset++)
            {
                var x = input.AsSpan(offset, length);
                var (re, im, split, interleaved) = (new float[length], new float[length], new float[length], new float[length]);
                ComplexKernels.Split(x, re, im);
                Assert.Equal(length, new FmDiscriminator().Process(re, im, split));
                Assert.Equal(length, new FmDiscriminator().Process(x, interleaved));
                Assert.Equal(split, interleaved);
                var (one, single) = (new FmDiscriminator(), new float[1]);
                for (var n = 0; n < length; n++)
                {
                    one.Process(x.Slice(n, 1), single);
                    Assert.Equal(single[0], split[n]);
                }
            }
        }
    }

    [Fact]
    public void A_tone_is_its_frequency_at_any_phase()
    {
        foreach (var turn in new[] { 0.001, -0.3, 1.2, -3.1 })
        {
            var (re, im, output) = (new float[1000], new float[1000], new float[1000]);
            for (var n = 0; n < 1000; n++)
                (im[n], re[n]) = MathF.SinCos((float)(turn * n % Math.Tau));
            new FmDiscriminator().Process(re, im, output);
            Assert.Equal(0, output[0]);
            Assert.All(output[1..], y => Assert.Equal(turn, y, 2e-5));
        }
    }
}
