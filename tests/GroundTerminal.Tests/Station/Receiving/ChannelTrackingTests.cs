using GroundTerminal.Dsp;
using GroundTerminal.Station.Receiving;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Receiving;

public class ChannelTrackingTests
{
    private const double RateHz = 50e3;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 18, 0, 0, TimeSpan.Zero);

    /// <summary>A carrier whose phase is the integral of its shift in closed form comes out at rest: no step in phase or frequency, whatever the cuts.</summary>
    [Theory]
    [InlineData(4096)]
    [InlineData(700)]
    [InlineData(1)]
    public void A_carrier_that_follows_the_model_comes_out_at_a_constant_phase(int longestCut)
    {
        var model = new Sine(8000, 60);
        var carrier = new Complex32[100_000];
        for (var i = 0; i < carrier.Length; i++)
            carrier[i] = Complex32.FromPhase(Math.Tau * (model.Turns(i / RateHz) % 1));
        var tracking = new ChannelTracking(RateHz, 4096);
        tracking.Listen(model, Start, DateTimeOffset.MaxValue);
        Assert.True(tracking.TakeUp(Start));
        var output = new List<Complex32>();
        foreach (var cut in Streams.Cuts(carrier.Length, longestCut, 5))
        {
            var (from, n) = cut.GetOffsetAndLength(carrier.Length);
            output.AddRange(tracking.Correct(carrier.AsSpan(from, n), new SampleBlockInfo(from, Start.AddSeconds(from / RateHz), TimeSpan.Zero, 0)));
        }
        // Straight pieces of 10 ms under this curve leave less than 0.02 Hz; over 2 s that is below a tenth of a radian.
        Assert.All(output, s => Assert.InRange(Math.Abs(s.Phase), 0, 0.1));
    }

    [Fact]
    public void Another_model_is_taken_up_without_a_step()
    {
        var tracking = new ChannelTracking(RateHz, 512);
        var ones = Enumerable.Repeat(new Complex32(1, 0), 512).ToArray();
        var output = new List<Complex32>();
        for (var block = 0; block < 40; block++)
        {
            tracking.Listen(new Constant(block < 20 ? 100 : 110), Start, DateTimeOffset.MaxValue);
            Assert.True(tracking.TakeUp(Start));
            output.AddRange(tracking.Correct(ones, new SampleBlockInfo(block * 512, Start.AddSeconds(block * 512 / RateHz), TimeSpan.Zero, 0)));
        }
        var steps = output.Zip(output.Skip(1), (a, b) => -(b * a.Conjugate).Phase * RateHz / Math.Tau).ToArray();
        Assert.All(steps, hz => Assert.InRange(hz, 99, 111));
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.5));
        Assert.Equal(110, steps[^1], 0.2);
    }

    [Fact]
    public void It_listens_by_the_time_of_the_samples_alone()
    {
        var tracking = new ChannelTracking(RateHz, 512);
        tracking.Listen(new Constant(0), Start, Start.AddSeconds(1));
        Assert.True(tracking.IsListening);
        Assert.Equal([false, true, true, false], new[] { -0.001, 0, 0.999, 1 }.Select(s => tracking.TakeUp(Start.AddSeconds(s))));
        tracking.Rest();
        Assert.False(tracking.IsListening);
        Assert.False(tracking.TakeUp(Start));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var tracking = new ChannelTracking(RateHz, 512);
        var block = Streams.ComplexNoise(512, 1);
        tracking.Listen(new Sine(8000, 60), Start, DateTimeOffset.MaxValue);
        var sample = 0L;
        Assert.Equal(0, Streams.Allocated(() =>
        {
            tracking.TakeUp(Start);
            tracking.Correct(block, new SampleBlockInfo(sample, Start.AddSeconds(sample / RateHz), TimeSpan.Zero, 0));
            sample += block.Length;
        }));
    }

    private sealed class Constant(double hz) : IDopplerModel
    {
        public double ShiftHz(DateTimeOffset utc) => hz;
    }

    private sealed class Sine(double hz, double periodSeconds) : IDopplerModel
    {
        public double ShiftHz(DateTimeOffset utc) => hz * Math.Cos(Math.Tau * (utc - Start).TotalSeconds / periodSeconds);

        public double Turns(double seconds) => hz * periodSeconds / Math.Tau * Math.Sin(Math.Tau * seconds / periodSeconds);
    }
}
