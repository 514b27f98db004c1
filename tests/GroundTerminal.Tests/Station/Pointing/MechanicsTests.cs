using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

public class MechanicsTests
{
    private static readonly RotatorGeometry Wide = new() { Limits = new RotatorLimits(-90, 450, -5, 185), StowAzimuthDegrees = 0 };

    /// <summary>cos error = sin e·sin el + cos e·cos el·cos Δ: the spherical law of cosines.</summary>
    [Fact]
    public void The_beams_error_is_the_side_of_a_spherical_triangle()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var (a, e, sa, se) = (random.NextDouble() * 720, (random.NextDouble() * 200) - 10, random.NextDouble() * 360, (random.NextDouble() * 180) - 90);
            var (re, rs, rd) = (double.DegreesToRadians(e), double.DegreesToRadians(se), double.DegreesToRadians(a - sa));
            var cosine = (Math.Sin(re) * Math.Sin(rs)) + (Math.Cos(re) * Math.Cos(rs) * Math.Cos(rd));
            Assert.Equal(cosine, Math.Cos(double.DegreesToRadians(Mechanics.BeamError(a, e, sa, se))), 1e-12);
        }
    }

    /// <summary>At the best elevation what is left is asin(cos el·|sin Δ|), Napier's rule in the right-angled triangle.</summary>
    [Fact]
    public void At_the_best_elevation_the_rest_is_by_Napiers_rule()
    {
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var (a, sa, se) = (random.NextDouble() * 720, random.NextDouble() * 360, random.NextDouble() * 90);
            var best = PathFinder.BestElevation(a, sa, se);
            var rest = double.RadiansToDegrees(Math.Asin(Math.Cos(double.DegreesToRadians(se)) * Math.Abs(Math.Sin(double.DegreesToRadians(a - sa)))));
            Assert.InRange(best, 0, 180);
            Assert.Equal(rest, Mechanics.BeamError(a, best, sa, se), 1e-6);
            Assert.True(Mechanics.BeamError(a, best + 0.5, sa, se) >= rest && Mechanics.BeamError(a, best - 0.5, sa, se) >= rest);
        }
    }

    [Theory]
    [InlineData(30, 40, 30, 40)]
    [InlineData(390, 40, 30, 40)]
    [InlineData(-30, 40, 330, 40)]
    [InlineData(210, 140, 30, 40)] // over the top
    [InlineData(100, 185, 280, -5)]
    public void Over_the_top_the_beam_is_on_the_other_side(double azimuth, double elevation, double skyAzimuth, double skyElevation)
    {
        var (a, e) = Mechanics.ToSky(azimuth, elevation);
        Assert.Equal(skyAzimuth, a, 1e-9);
        Assert.Equal(skyElevation, e, 1e-9);
    }

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 300, 370)]
    [InlineData(350, 0, -10)]
    [InlineData(350, 400, 350)]
    [InlineData(-89.8, 0, -89.5)] // a margin outside is the limit
    public void The_nearest_turn_is_inside_the_limits(double azimuth, double near, double expected) =>
        Assert.Equal(expected, new Mechanics(Wide).NearestTurn(azimuth, near)!.Value, 1e-9);

    [Fact]
    public void A_gap_has_no_turn() =>
        Assert.Null(new Mechanics(Wide with { Limits = new RotatorLimits(20, 340, 0, 90), ParkAzimuthDegrees = 180, StowAzimuthDegrees = 180 }).NearestTurn(0, 100));

    [Fact]
    public void The_mask_holds_on_both_sides_of_the_zenith()
    {
        var mask = new HorizonMask([(0, 0.1), (Math.PI, 0.2)]);
        var mechanics = new Mechanics(Wide with { Mask = mask });
        Assert.Equal(double.RadiansToDegrees(0.1), mechanics.Elevations(360).Least, 1e-6);
        Assert.Equal(180 - double.RadiansToDegrees(0.2), mechanics.Elevations(0).Most, 1e-6);
        Assert.Equal(double.RadiansToDegrees(0.15), mechanics.Elevations(90).Least, 1e-6);
    }

    [Fact]
    public void Calibration_moves_the_limits_of_the_sky_not_those_of_the_controller()
    {
        var mechanics = new Mechanics(Wide with { AzimuthOffsetDegrees = 10, ElevationOffsetDegrees = -2 });
        Assert.Equal(440 - 0.5, mechanics.MostAzimuth, 1e-9);
        Assert.Equal((450 - 0.5, 185 - 0.5), mechanics.ToController(mechanics.MostAzimuth, mechanics.MostElevation));
    }

    [Theory]
    [InlineData("azimuth limits")]
    [InlineData("elevation limits")]
    [InlineData("azimuth speed")]
    [InlineData("tolerance")]
    [InlineData("margin")]
    [InlineData("stow place")]
    public void What_cannot_be_is_named(string what)
    {
        var wrong = what switch
        {
            "azimuth limits" => Wide with { Limits = new RotatorLimits(0, 900, 0, 90) },
            "elevation limits" => Wide with { Limits = new RotatorLimits(0, 360, double.NaN, 90) },
            "azimuth speed" => Wide with { AzimuthSpeedDegreesPerS = 0 },
            "tolerance" => Wide with { ToleranceDegrees = double.NaN },
            "margin" => Wide with { MarginDegrees = 95 },
            _ => Wide with { StowElevationDegrees = 190 },
        };
        Assert.Contains(what, Assert.Throws<ArgumentException>(wrong.Validate).Message);
    }
}
