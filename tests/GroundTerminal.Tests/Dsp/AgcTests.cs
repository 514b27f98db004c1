using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Dsp;

public class AgcTests : ComplexStageContract<Agc>
{
    protected override Agc Create() => new(100);

    protected override int MaxOutput(Agc stage, int inputs) => inputs;

    protected override int Process(Agc stage, ReadOnlySpan<Complex32> input, Span<Complex32> output) => stage.Process(input, output);

    protected override void Reset(Agc stage) => stage.Reset();

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(300)]
    public void Any_level_becomes_the_one_wanted_after_the_first_block(double amplitude)
    {
        var samples = new Complex32[2000];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Complex32.FromPhase(0.3 * i * i) * (float)amplitude;
        var agc = new Agc(1000, 0.5f);
        Assert.Equal(samples.Length, agc.Process(samples, samples)); // in place
        Assert.All(samples[Agc.Block..], x => Assert.Equal(0.5, x.Magnitude, 1e-4));
    }

    [Fact]
    public void A_step_of_the_level_decays_with_the_time_constant()
    {
        const int Average = 3200, Before = 32_000, After = 64_000;
        var samples = new Complex32[Before + After];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Complex32.FromPhase(0.1 * i) * (i < Before ? 1 : 10);
        new Agc(Average).Process(samples, samples);
        for (var n = 500; n < After; n += 1000) // the average of the power is 100 − 99·exp(−n/3200), known a block and a half later
        {
            var expected = 10 / Math.Sqrt(100 - (99 * Math.Exp(-(n - (1.5 * Agc.Block)) / Average)));
            Assert.Equal(expected, samples[Before + n].Magnitude, 0.02 * expected);
        }
        Assert.Equal(1, samples[^1].Magnitude, 1e-3);
    }

    [Fact]
    public void Silence_and_what_is_no_number_leave_it_able_to_go_on()
    {
        var agc = new Agc(1);
        var samples = new Complex32[320];
        agc.Process(samples, samples);
        Assert.All(samples, x => Assert.Equal(default, x));
        samples[5] = new Complex32(float.NaN, 0);
        agc.Process(samples, samples);
        Array.Fill(samples, new Complex32(0, 0.25f));
        agc.Process(samples, samples);
        Assert.Equal(1, samples[^1].Magnitude, 1e-4);
        Assert.Equal(4, agc.Gain, 1e-4);
    }

    [Fact]
    public void Absurd_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Agc(0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Agc(10, 0));
    }
}
