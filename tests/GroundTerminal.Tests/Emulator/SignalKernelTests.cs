using GroundTerminal.Dsp;
using GroundTerminal.Emulator.Transmission;

namespace GroundTerminal.Tests.Emulator;

public class SignalKernelTests
{
    [Theory]
    [InlineData(0.02, 1e-5)]
    [InlineData(0.08, 1.5e-3)]
    public void A_tone_is_interpolated_within_60_dB_up_to_a_twelfth_of_the_rate(double cyclesPerSample, double error)
    {
        var input = new Complex32[700];
        for (var i = 0; i < input.Length; i++)
            input[i] = Complex32.FromPhase(Math.Tau * cyclesPerSample * i);
        var output = new Complex32[1000];
        CubicInterpolator.Process(input, 1.3, 0.61, output);
        var power = 0.0;
        for (var i = 0; i < output.Length; i++)
            power += (output[i] - Complex32.FromPhase(Math.Tau * cyclesPerSample * (1.3 + (0.61 * i)))).MagnitudeSquared;
        Assert.InRange(Math.Sqrt(power / output.Length), 0, Math.Max(error, Math.Tau * cyclesPerSample / 2048));
    }

    [Fact]
    public void Mixing_equals_the_formula_at_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length <= 40; length++)
        {
            var signal = new Complex32[length];
            var target = new Complex32[length];
            for (var i = 0; i < length; i++)
                (signal[i], target[i]) = (new(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f), new(random.NextSingle(), random.NextSingle()));
            var expected = Enumerable.Range(0, length)
                .Select(i => target[i] + (signal[i] * Complex32.FromPhase(0.3 + (0.7 * i)) * (float)(1.5 * Math.Pow(1.01, i)))).ToArray();
            MixerAdder.Process(signal, 0.3, 0.7, 1.5, 1.01, target);
            for (var i = 0; i < length; i++)
                Assert.True((expected[i] - target[i]).Magnitude < 1e-5f, $"{length}: {i}");
        }
    }
}
