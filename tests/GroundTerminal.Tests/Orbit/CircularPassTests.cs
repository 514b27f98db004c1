using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

public class CircularPassTests
{
    private const double HalfPi = Math.PI / 2;

    [Fact]
    public void An_overhead_pass_at_500_km_is_what_Kepler_and_Pythagoras_say()
    {
        var pass = new CircularPass(500, HalfPi);
        var (site, orbit) = (6371.0, 6871.0);
        var rate = Math.Sqrt(398600.4418 / (orbit * orbit * orbit));
        var horizon = Math.Acos(site / orbit) / rate;
        Assert.Equal(5668.2, Math.Tau / pass.AngularRateRadiansPerS, 0.5); // 94.47 minutes
        Assert.Equal(500, pass.RangeKm(0), 1e-6);
        Assert.Equal(HalfPi, pass.ElevationRadians(0), 1e-6);
        Assert.Equal(0, pass.RangeRateKmPerS(0), 1e-9);
        Assert.Equal(2 * horizon, pass.SecondsAbove(0), 1e-6);
        Assert.Equal(Math.Sqrt((orbit * orbit) - (site * site)), pass.RangeKm(horizon), 1e-6);
        Assert.Equal(0, pass.ElevationRadians(horizon), 1e-9);
        Assert.Equal(site * rate, pass.RangeRateKmPerS(horizon), 1e-9); // on the horizon the line of sight is a tangent
        Assert.Equal(-site * rate, pass.RangeRateKmPerS(-horizon), 1e-9);
    }

    [Theory]
    [InlineData(300, 10)]
    [InlineData(500, 45)]
    [InlineData(500, 90)]
    [InlineData(1400, 3)]
    [InlineData(35786, 60)]
    public void The_range_rate_is_the_slope_of_the_range(double altitudeKm, double maxElevationDegrees)
    {
        var pass = new CircularPass(altitudeKm, maxElevationDegrees * Math.PI / 180);
        for (var t = -1000.0; t <= 1000; t += 37)
            Assert.Equal((pass.RangeKm(t + 0.05) - pass.RangeKm(t - 0.05)) / 0.1, pass.RangeRateKmPerS(t), 1e-5);
    }

    [Theory]
    [InlineData(500, 20)]
    [InlineData(800, 75)]
    public void The_pass_culminates_at_the_elevation_asked_for(double altitudeKm, double maxElevationDegrees)
    {
        var maximum = maxElevationDegrees * Math.PI / 180;
        var pass = new CircularPass(altitudeKm, maximum);
        Assert.Equal(maximum, pass.ElevationRadians(0), 1e-9);
        var half = pass.SecondsAbove(0.1) / 2;
        Assert.Equal(0.1, pass.ElevationRadians(half), 1e-9);
        Assert.Equal(0.1, pass.ElevationRadians(-half), 1e-9);
        Assert.Equal(0, pass.SecondsAbove(maximum + 0.01));

        // law of sines in the triangle site, satellite, Earth's centre
        var (range, elevation) = (pass.RangeKm(half), 0.1);
        var atSatellite = Math.Asin(6371.0 * Math.Cos(elevation) / (6371 + altitudeKm));
        Assert.Equal(range / Math.Sin(HalfPi - elevation - atSatellite), 6371.0 / Math.Sin(atSatellite), 1e-6);
    }

    [Theory]
    [InlineData(99, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(500, 0)]
    [InlineData(500, 1.6)]
    public void Impossible_passes_are_refused(double altitudeKm, double maxElevationRadians) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircularPass(altitudeKm, maxElevationRadians));
}
