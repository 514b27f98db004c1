using GroundTerminal.Benchmarks;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>A small part of <c>make bench ARGS=pointing</c>, with a seed of its own.</summary>
public class PointingSimulationTests
{
    [Fact]
    public void Random_passes_over_random_rotators_keep_the_limits_and_the_predictions()
    {
        const int Passes = 300;
        var (agree, ours, naive) = (0, 0.0, 0.0);
        for (var i = 0; i < Passes; i++)
        {
            var c = PointingBenchmarkCase.Draw(77, i);
            var flight = PointingBenchmarkFlight.Planned(c);
            Assert.Equal(0, flight.Violations);
            Assert.Empty(flight.Alarms);
            agree += Math.Abs(flight.Plan!.OffTargetSeconds - flight.OffTargetSeconds) <= 0.5 ? 1 : 0;
            ours += flight.OffTargetSeconds;
            naive += PointingBenchmarkFlight.Naive(c, waitsAtRise: true).OffTargetSeconds;
        }
        Assert.True(agree >= 0.99 * Passes, $"{agree} of {Passes}");
        Assert.True(ours < 0.5 * naive, $"{ours:F0} s, naive {naive:F0} s");
    }
}
