using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class MixerTests : ComplexStageContract<Mixer>
{
    protected override Mixer Create() => new(0.1234567);

    protected override int MaxOutput(Mixer stage, int inputs) => inputs;

    protected override int Process(Mixer stage, ReadOnlySpan<Complex32> input, Span<Complex32> output) => stage.Process(input, output);

    protected override void Reset(Mixer stage) => stage.Reset();

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-0.0001)]
    [InlineData(-0.5)]
    public void Each_sample_is_turned_by_its_index(double turns)
    {
        var (input, output) = (Streams.ComplexNoise(5000, 4), new Complex32[5000]);
        new Mixer(turns).Process(input, output);
        for (var n = 0; n < input.Length; n++)
            Assert.True((output[n] - (input[n] * Complex32.FromPhase(Math.Tau * (turns * n % 1)))).Magnitude < 5e-6, $"sample {n}");
    }

    [Fact]
    public void A_billion_samples_later_the_phase_is_still_exact()
    {
        const double Turns = 1.0 / 3;
        const long Start = 3_000_000_001;
        var samples = Enumerable.Repeat(new Complex32(1, 0), 100).ToArray();
        var mixer = new Mixer(Turns);
        mixer.StartAt(Start);
        mixer.Process(samples, samples);
        for (var n = 0; n < samples.Length; n++)
            Assert.True((samples[n] - Complex32.FromPhase(Math.Tau * ((Start + n) % 3) / 3)).Magnitude < 5e-6, $"sample {n}");
    }

    [Fact]
    public void A_new_frequency_makes_no_jump()
    {
        var samples = Enumerable.Repeat(new Complex32(1, 0), 400).ToArray();
        var mixer = new Mixer(0.01);
        mixer.Process(samples.AsSpan(0, 101), samples.AsSpan(0, 101));
        mixer.TurnsPerSample = -0.02;
        mixer.Process(samples.AsSpan(101), samples.AsSpan(101));
        for (var n = 0; n < samples.Length; n++)
            Assert.True((samples[n] - Complex32.FromPhase(Math.Tau * (n < 101 ? 0.01 * n : 1.01 - (0.02 * (n - 101))))).Magnitude < 5e-6, $"sample {n}");
    }
}
