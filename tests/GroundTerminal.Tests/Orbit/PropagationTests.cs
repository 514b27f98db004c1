using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

public class PropagationTests
{
    [Fact]
    public void Approaching_at_7_km_per_s_raises_437_MHz_by_10_2_kHz() =>
        Assert.Equal(437e6 * 7 / 299792.458, Propagation.DopplerShiftHz(437e6, -7), 1e-6);

    /// <summary>ITU-R P.525 in practical units: 32.4 + 20 log f(MHz) + 20 log d(km), the constant given to 0.1 dB.</summary>
    [Theory]
    [InlineData(500, 437e6)]
    [InlineData(2573, 145.8e6)]
    [InlineData(36000, 2.4e9)]
    public void Free_space_loss_is_that_of_P_525(double rangeKm, double frequencyHz) =>
        Assert.Equal(32.45 + (20 * Math.Log10(frequencyHz / 1e6)) + (20 * Math.Log10(rangeKm)), Propagation.FreeSpaceLossDb(rangeKm, frequencyHz), 0.01);
}
