using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public abstract class ArbitraryResamplerContract(double ratio) : ComplexStageContract<ArbitraryResampler>
{
    protected override ArbitraryResampler Create() => new(ratio);

    protected override int MaxOutput(ArbitraryResampler stage, int inputs) => stage.MaxOutput(inputs);

    protected override int Process(ArbitraryResampler stage, ReadOnlySpan<Complex32> input, Span<Complex32> output) => stage.Process(input, output);

    protected override void Reset(ArbitraryResampler stage) => stage.Reset();
}

public class ArbitraryResamplerContractDown() : ArbitraryResamplerContract(0.3217);

public class ArbitraryResamplerContractUp() : ArbitraryResamplerContract(2.7);

public class ArbitraryResamplerTests
{
    [Theory]
    [InlineData(0.3217, 0.1)]
    [InlineData(0.3217, -0.12)]
    [InlineData(0.9, 0.3)]
    [InlineData(3.3, 0.39)]
    [InlineData(0.02, 0.007)]
    public void A_tone_in_the_pass_band_goes_on_at_its_frequency_60_dB_clean(double ratio, double turns)
    {
        var (output, _) = Tone(ratio, turns);
        for (var m = 40 + (int)(80 * ratio); m < output.Length; m++)
            Assert.True((output[m] - Complex32.FromPhase(Math.Tau * (turns / ratio * m % 1))).Magnitude < 1.5e-3, $"output {m}");
    }

    [Theory]
    [InlineData(0.3217, 0.2)]
    [InlineData(0.3217, 0.37)]
    [InlineData(0.1, -0.061)]
    public void A_tone_in_the_stop_band_is_60_dB_down(double ratio, double turns)
    {
        var (output, _) = Tone(ratio, turns);
        Assert.All(output[60..], y => Assert.InRange(y.Magnitude, 0, 1.2e-3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.001)]
    [InlineData(300)]
    [InlineData(double.NaN)]
    public void Ratios_out_of_range_are_refused(double ratio) => Assert.Throws<ArgumentOutOfRangeException>(() => new ArbitraryResampler(ratio));

    [Fact]
    public void The_interpolated_filter_is_its_scalar_reference_at_any_fraction_and_unaligned()
    {
        var (re, im) = (Streams.Noise(200, 1), Streams.Noise(200, 2));
        foreach (var table in new[] { new PolyphaseTable(0.2, 0.1, 60), new PolyphaseTable(0.5, 0.2, 80), PolyphaseTable.RootRaisedCosine(2.5, 0.35, 12) })
        {
            var random = new Random(5);
            for (var at = 0; at < 67; at++)
            {
                var fraction = (ulong)random.NextInt64() << 1;
                var (a, b) = (table.Interpolate(re.AsSpan(at), im.AsSpan(at), fraction), table.ScalarInterpolate(re.AsSpan(at), im.AsSpan(at), fraction));
                Assert.True((a - b).Magnitude < 1e-6, $"{at}");
            }
        }
    }

    private static (Complex32[] Output, int Count) Tone(double ratio, double turns)
    {
        var input = new Complex32[20_000];
        for (var n = 0; n < input.Length; n++)
            input[n] = Complex32.FromPhase(Math.Tau * (turns * n % 1));
        var resampler = new ArbitraryResampler(ratio);
        var output = new Complex32[resampler.MaxOutput(input.Length)];
        var count = resampler.Process(input, output);
        Assert.InRange(count, ((input.Length - resampler.Delay) * ratio) - 1, (input.Length * ratio) + 1);
        return (output[..count], count);
    }
}
