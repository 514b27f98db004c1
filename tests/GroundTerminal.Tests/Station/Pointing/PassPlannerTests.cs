using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

public class PassPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Middle = Now.AddSeconds(800);
    private static readonly RotatorGeometry Plain = Shape(0, 360, 90);

    [Fact]
    public void A_pass_over_north_uses_the_overlap()
    {
        var pass = new FlyBy(Middle, sideKm: 800, headingDegrees: 270); // from east over north to west
        var plan = Plan(Shape(0, 450, 90), pass);
        Assert.Equal(0, plan.OffTargetSeconds);
        Assert.True(plan.WorstErrorDegrees < 1.5);
        Assert.InRange(plan.StartAzimuthDegrees, 361, 450);
        Assert.True(plan.AzimuthTravelDegrees < 180);
        Assert.False(plan.Flipped);
    }

    [Theory]
    [InlineData(0, 360, 270)] // over north, where 0 to 360 ends
    [InlineData(-180, 180, 90)] // over south, where −180 to 180 ends
    public void Where_the_stop_is_in_the_way_it_goes_over_the_top(double least, double most, double heading)
    {
        var pass = new FlyBy(Middle, sideKm: 800, headingDegrees: heading);
        var flipped = Plan(Shape(least, most, 180), pass);
        Assert.Equal(0, flipped.OffTargetSeconds);
        Assert.True(flipped.Flipped);
        Assert.True(flipped.AzimuthTravelDegrees < 180);
        Assert.True(Plan(Shape(least, most, 180) with { AllowFlip = false }, pass).OffTargetSeconds > 30);
    }

    /// <summary>It can turn while every azimuth is within the tolerance or its motion before suffices: 6°/s over 28 s and more.</summary>
    [Fact]
    public void At_the_zenith_it_turns_early()
    {
        var pass = new FlyBy(Middle, sideKm: 10);
        var plan = Plan(Plain with { ToleranceDegrees = 10 }, pass);
        Assert.Equal(0, plan.OffTargetSeconds);
        var turning = plan.Path.First(p => Math.Abs(p.AzimuthDegrees - plan.StartAzimuthDegrees) > 20);
        Assert.True(turning.Time < Middle.AddSeconds(-3));
    }

    [Fact]
    public void Or_elevation_goes_through_the_zenith_and_azimuth_hardly_turns()
    {
        var plan = Plan(Shape(0, 360, 180) with { ToleranceDegrees = 3 }, new FlyBy(Middle, sideKm: 10));
        Assert.Equal(0, plan.OffTargetSeconds);
        Assert.True(plan.AzimuthTravelDegrees < 60);
    }

    /// <summary>tan(ε) of the way that both ends may be off: sin ε = sin tolerance/cos el; the rest of the turn is lost, at least.</summary>
    [Fact]
    public void A_turn_back_that_cannot_be_avoided_costs_what_it_must()
    {
        var target = new Slide(Now, 330, 0.05, 30);
        var geometry = Plain with { AzimuthSpeedDegreesPerS = 3, ToleranceDegrees = 4 };
        var plan = new PassPlanner(geometry).Plan(target, Now.AddSeconds(200), Now.AddSeconds(900), (350, 10), Now);
        var slack = double.RadiansToDegrees(Math.Asin(Math.Sin(double.DegreesToRadians(4)) / Math.Cos(double.DegreesToRadians(30))));
        var least = (360 - (2 * slack)) / 3;
        Assert.InRange(plan.OffTargetSeconds, least - 5, least + 8);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-100)]
    public void A_late_start_is_caught_up_with(double leadSeconds)
    {
        var pass = new FlyBy(Middle, sideKm: -700);
        var rise = Middle.AddSeconds(-pass.HalfSeconds(15));
        var now = rise.AddSeconds(-leadSeconds);
        var (azimuth, _) = pass.DirectionAt(now);
        var plan = new PassPlanner(Plain).Plan(pass, rise, Middle.AddSeconds(200), (azimuth < 180 ? azimuth + 120 : azimuth - 120, 10), now);
        Assert.InRange(plan.OffTargetSeconds, 0, (120 / 6.0) + 3 - Math.Max(0, leadSeconds));
        Assert.Equal(leadSeconds > 0 ? rise : now, plan.Path[0].Time);
    }

    [Theory]
    [InlineData(8 * 3600, 0)] // a satellite that stands still
    [InlineData(3 * 86400, 0)]
    [InlineData(12 * 3600, 0.004)] // slow, as at an apogee
    [InlineData(30, 0.2)]
    public void Short_and_long_passes_are_planned(double seconds, double degreesPerS)
    {
        var plan = new PassPlanner(Shape(0, 450, 90)).Plan(new Slide(Now, 40, degreesPerS, 35), Now.AddSeconds(300), Now.AddSeconds(300 + seconds), (0, 0), Now);
        Assert.Equal(0, plan.OffTargetSeconds);
        Assert.True(plan.WorstErrorDegrees < 1);
        Assert.InRange((plan.PrePositionAt - Now).TotalSeconds, 200, 300);
        Assert.True(plan.Path.Count < 4000);
    }

    [Fact]
    public void Set_points_are_inside_the_limits_and_no_faster_than_the_motors()
    {
        var random = new Random(7);
        for (var run = 0; run < 60; run++)
        {
            var most = random.Next(2) == 0 ? 90 : 180;
            var geometry = Shape(-random.Next(200), 200 + random.Next(250), most) with { Mask = run % 3 == 0 ? new HorizonMask([(0, 0.1), (2, 0.4), (4, 0)]) : null };
            var pass = new FlyBy(Middle, sideKm: (random.NextDouble() * 1600) - 800, headingDegrees: random.NextDouble() * 360);
            var plan = Plan(geometry, pass, random.Next(-30, 60));
            Assert.All(plan.Path, p => Assert.True(p.AzimuthDegrees >= geometry.Limits.LeastAzimuthDegrees + 0.5 && p.AzimuthDegrees <= geometry.Limits.MostAzimuthDegrees - 0.5));
            Assert.All(plan.Path, p => Assert.True(p.ElevationDegrees >= 0.5 && p.ElevationDegrees <= most - 0.5));
            foreach (var (a, b) in plan.Path.Zip(plan.Path.Skip(1)))
                Assert.True(Math.Abs(b.AzimuthDegrees - a.AzimuthDegrees) <= (6 * (b.Time - a.Time).TotalSeconds) + 1e-6);
        }
    }

    [Fact]
    public void A_pass_that_is_over_and_a_target_that_is_unknown()
    {
        var over = new PassPlanner(Plain).Plan(new Slide(Now, 10, 0, 10), Now.AddSeconds(-100), Now.AddSeconds(-50), (0, 0), Now);
        Assert.Equal(0, over.OffTargetSeconds);
        Assert.Single(over.Path);
        Assert.Throws<ArgumentException>(() => new PassPlanner(Plain).Plan(new Slide(Now, double.NaN, 0, 10), Now, Now.AddSeconds(50), (0, 0), Now));
        Assert.Throws<ArgumentException>(() => new PassPlanner(Plain).Plan(new Slide(Now, 1, 0, 10), Now, Now.AddSeconds(50), (double.NaN, 0), Now));
    }

    private static RotatorGeometry Shape(double least, double most, double elevation) =>
        new() { Limits = new RotatorLimits(least, most, 0, elevation), ElevationSpeedDegreesPerS = 6, ToleranceDegrees = 3 };

    private static PassPlan Plan(RotatorGeometry geometry, FlyBy pass, double leadSeconds = 400)
    {
        var half = pass.HalfSeconds(15);
        return new PassPlanner(geometry).Plan(pass, Middle.AddSeconds(-half), Middle.AddSeconds(half), (geometry.Limits.LeastAzimuthDegrees, 10), Middle.AddSeconds(-half - leadSeconds));
    }

    /// <summary>Azimuth that goes on evenly, at one elevation.</summary>
    private sealed class Slide(DateTimeOffset start, double azimuth, double degreesPerS, double elevation) : ISkyTarget
    {
        public (double AzimuthDegrees, double ElevationDegrees) DirectionAt(DateTimeOffset utc) =>
            (Mechanics.Turn(azimuth + (degreesPerS * (utc - start).TotalSeconds)), elevation);
    }
}
