using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Emulator;

public class RangeHistoryTests
{
    [Fact]
    public void A_squeezed_pass_has_its_true_rates_and_repeats()
    {
        var pass = new CircularPass(500, Math.PI / 2);
        var history = new PassRange(pass, passSeconds: 120, gapSeconds: 30);
        var horizon = pass.SecondsAbove(0) / 2;
        Assert.Equal(500, history.ClosestRangeKm, 1e-6);
        Assert.Equal(500, history.At(60).RangeKm, 1e-6);
        Assert.Equal(pass.RangeRateKmPerS(-horizon), history.At(0).RangeRateKmPerS, 1e-9);
        Assert.Equal(pass.RangeRateKmPerS(horizon / 2), history.At(90).RangeRateKmPerS, 1e-9);
        Assert.True(history.At(119.9).ElevationRadians >= 0);
        Assert.True(history.At(121).ElevationRadians < 0);
        Assert.Equal(history.At(17), history.At(17 + 150));
        Assert.Equal(history.At(20), new PassRange(pass, passSeconds: 120, gapSeconds: 30, startSeconds: 20).At(0));
    }

    [Fact]
    public void A_pass_that_is_not_squeezed_takes_its_own_time()
    {
        var pass = new CircularPass(500, 1);
        var history = new PassRange(pass);
        for (var t = 1.0; t < pass.SecondsAbove(0); t += 50)
            Assert.Equal((history.At(t + 0.05).RangeKm - history.At(t - 0.05).RangeKm) / 0.1, history.At(t).RangeRateKmPerS, 1e-4);
    }

    [Fact]
    public void A_table_is_straight_between_its_points_and_held_at_its_ends()
    {
        var table = new TableRange(10, [new(1000, -5, 0.1), new(960, -3, 0.2), new(950, 1, 0.3)]);
        Assert.Equal(950, table.ClosestRangeKm);
        Assert.Equal(new RangeState(980, -4, 0.15), table.At(5) with { ElevationRadians = Math.Round(table.At(5).ElevationRadians, 9) });
        Assert.Equal(new RangeState(950, 1, 0.3), table.At(99));
        Assert.Equal(new RangeState(1000, -5, 0.1), table.At(-1));
        Assert.Throws<ArgumentException>(() => new TableRange(10, [new(1000, 0, 1)]));
        Assert.Throws<ArgumentException>(() => new TableRange(0, [new(1000, 0, 1), new(1000, 0, 1)]));
    }

    /// <summary>1 W isotropic at 1000 km and 437 MHz, G/T of −15 dB/K: 0 − 15 − 145.26 + 228.60.</summary>
    [Fact]
    public void A_link_budget_adds_up() => Assert.Equal(68.34, LinkBudget.CarrierToNoiseDbHz(0, -15, 1000, 437e6), 0.01);
}
