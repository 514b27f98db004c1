using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Dsp;

public abstract class ChannelResamplerContract(double inputHz, double offsetHz, double outputHz) : StageContract<ChannelResampler>
{
    private readonly Complex32[] _in = new Complex32[9000], _out = new Complex32[100_000];

    protected override ChannelResampler Create() => new(inputHz, offsetHz, outputHz);

    protected override int MaxOutput(ChannelResampler stage, int inputs) => 2 * stage.MaxOutput(inputs);

    protected override int Process(ChannelResampler stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        for (var i = 0; i < re.Length; i++)
            _in[i] = new Complex32(re[i], im[i]);
        int n = stage.Process(_in.AsSpan(0, re.Length), _out.AsSpan(0, stage.MaxOutput(re.Length)));
        for (var i = 0; i < n; i++)
            (output[2 * i], output[(2 * i) + 1]) = (_out[i].Re, _out[i].Im);
        return 2 * n;
    }

    protected override void Reset(ChannelResampler stage) => stage.Reset();
}

public class ChannelResamplerDecimating() : ChannelResamplerContract(2.4e6, -312_345, 48_000);

public class ChannelResamplerOddRatio() : ChannelResamplerContract(1e6, 100_000.5, 311_111.1);

public class ChannelResamplerRaising() : ChannelResamplerContract(44_100, 1000, 192_000);

public class ChannelResamplerOfTheWholeBand() : ChannelResamplerContract(2.4e6, 0, 2.4e6);

public class ChannelResamplerTests
{
    /// <summary>A tone is, at every output sample, the tone's own formula at that sample's time: gain 1, no delay, no drift.</summary>
    [Theory]
    [InlineData(2.4e6, 500_000, 100_000, 31_000)]
    [InlineData(1e6, -250_000, 44_100, -17_000)]
    [InlineData(48_000, 0, 48_000, 15_000)]
    [InlineData(100_000, 12_345, 90_000.25, 8000)]
    [InlineData(48_000, -3000, 125_000, -15_000)]
    public void A_tone_in_the_band_comes_out_at_its_time(double inputHz, double offsetHz, double outputHz, double toneHz)
    {
        Complex32[] output = Run(inputHz, offsetHz, outputHz, toneHz);
        for (int m = 200; m < output.Length; m++)
            Assert.InRange((output[m] - Complex32.FromPhase(Math.Tau * Fraction(m * toneHz / outputHz))).Magnitude, 0, 1e-3);
    }

    [Theory]
    [InlineData(2.4e6, 500_000, 100_000, 60_500)]
    [InlineData(2.4e6, 500_000, 100_000, 100_000)]
    [InlineData(2.4e6, 500_000, 100_000, -610_000)]
    [InlineData(1e6, 0, 44_100, 27_000)]
    [InlineData(1e6, 0, 300_000, 190_000)]
    public void A_tone_beside_the_band_is_75_dB_down(double inputHz, double offsetHz, double outputHz, double toneHz)
    {
        Complex32[] output = Run(inputHz, offsetHz, outputHz, toneHz);
        Assert.InRange(output.Skip(200).Max(s => s.Magnitude), 0, Math.Pow(10, -75 / 20.0));
    }

    [Fact]
    public void After_a_gap_outputs_lie_on_the_same_grid_and_the_end_is_drained_to_the_last()
    {
        const double In = 1e6, Out = 311_111.5, Tone = 50_000;
        var resampler = new ChannelResampler(In, 0, Out);
        var input = new Complex32[100_000];
        for (var n = 0; n < input.Length; n++)
            input[n] = Complex32.FromPhase(Math.Tau * Fraction(n * Tone / In));
        var output = new Complex32[resampler.MaxOutput(input.Length)];
        int before = resampler.Process(input.AsSpan(0, 40_001), output);
        before += resampler.Drain(output.AsSpan(before));
        Assert.Equal((int)Math.Ceiling(40_001 * Out / In), before);
        resampler.Restart(70_003);
        long first = resampler.NextOutput;
        Assert.Equal((long)Math.Ceiling(70_003 * Out / In), first);
        int after = resampler.Process(input.AsSpan(70_003), output);
        for (int i = 200; i < after; i++)
            Assert.InRange((output[i] - Complex32.FromPhase(Math.Tau * Fraction((first + i) * Tone / Out))).Magnitude, 0, 1e-3);
    }

    /// <summary>After 10^13 input samples the grid still is what integers say.</summary>
    [Fact]
    public void The_grid_does_not_drift()
    {
        var resampler = new ChannelResampler(2_400_000, 0, 44_100);
        resampler.Restart(10_000_000_000_000);
        Assert.Equal(183_750_000_000, resampler.NextOutput);
        Assert.Equal(0, resampler.InputsBetween(10_000_000_000_000, 183_750_000_000));
    }

    private static Complex32[] Run(double inputHz, double offsetHz, double outputHz, double toneHz)
    {
        var input = new Complex32[60_000];
        for (var n = 0; n < input.Length; n++)
            input[n] = Complex32.FromPhase(Math.Tau * Fraction(n * (offsetHz + toneHz) / inputHz));
        var resampler = new ChannelResampler(inputHz, offsetHz, outputHz);
        var output = new Complex32[resampler.MaxOutput(input.Length)];
        return output[..resampler.Process(input, output)];
    }

    private static double Fraction(double turns) => turns - Math.Floor(turns);
}
