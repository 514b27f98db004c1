using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Modems;

public class FskModulatorTests : ModulatorContract
{
    protected override IModulator Create(ModulatorOptions options) => new FskModulator(options);

    [Theory]
    [InlineData(null, 3000)]
    [InlineData(2400.0, 2400)]
    [InlineData(-2400.0, -2400)]
    public void Symbol_1_is_a_tone_at_plus_deviation(double? deviationHz, double expectedHz)
    {
        var signal = Modulate(new FskModulator(Options(48000, 9600) with { DeviationHz = deviationHz }), [.. Enumerable.Repeat((byte)1, 500)]);
        for (var n = 0; n < signal.Length; n++)
            Assert.True((signal[n] - Complex32.FromPhase(Math.Tau * expectedHz * n / 48000)).Magnitude < 1e-5);
    }

    [Fact]
    public void The_phase_is_the_integral_of_the_symbols()
    {
        var (sampleRateHz, baudRate, deviationHz) = (44100.0, 9600.0, 2400.0);
        var symbols = RandomSymbols(400, seed: 10);
        var signal = Modulate(new FskModulator(Options(sampleRateHz, baudRate) with { DeviationHz = deviationHz }), symbols);
        for (var n = 0; n < signal.Length; n++)
        {
            var place = n * baudRate / sampleRateHz;
            var whole = Math.Min((int)(place + 1e-9), symbols.Length - 1);
            var sum = symbols.Take(whole).Sum(s => s == 1 ? 1.0 : -1.0) + ((place - whole) * (symbols[whole] == 1 ? 1 : -1));
            Assert.True((signal[n] - Complex32.FromPhase(Math.Tau * deviationHz / baudRate * sum)).Magnitude < 1e-5, $"sample {n}");
        }
    }

    /// <summary>The frequency of the same symbols through a Gaussian filter exp(−ln2/2·(f/B)²), by brute-force convolution, summed up.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void A_Gaussian_pulse_gives_the_trajectory_of_filtered_symbols(double bt)
    {
        const int Step = 64;
        var symbols = RandomSymbols(60, seed: 11);
        var signal = Modulate(new FskModulator(Options(Step * 1000, 1000) with { DeviationHz = 250, GaussianBt = bt }), symbols);
        var sigma = Math.Sqrt(Math.Log(2)) / (Math.Tau * bt) * Step;
        double Frequency(double at)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var d = -3 * Step; d <= 3 * Step; d++)
            {
                var g = Math.Exp(-d * d / (2 * sigma * sigma));
                var k = (int)Math.Floor((at - d) / Step);
                sum += k < 0 || k >= symbols.Length ? 0 : g * (symbols[k] == 1 ? 1 : -1);
                weight += g;
            }
            return sum / weight;
        }

        var phase = 0.0;
        for (var n = 0; n < (symbols.Length - 4) * Step; n++)
        {
            Assert.True((signal[n] - Complex32.FromPhase(phase)).Magnitude < 0.01, $"sample {n}");
            phase += Math.Tau * 0.25 / Step * Frequency(n + 0.5 - Step); // the modulator's delay: one symbol more than a rectangular pulse has
        }
    }

    [Fact]
    public void A_deviation_beyond_half_the_sample_rate_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FskModulator(Options(48000, 9600) with { DeviationHz = 24001 }));
}
