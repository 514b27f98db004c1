using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

public class AxisModelTests
{
    [Theory]
    [InlineData(1, 6, 6, 0.81649658)] // never at full speed: 2·√(d/a)
    [InlineData(90, 6, 6, 16)] // d/v + v/a
    [InlineData(-90, 6, 6, 16)]
    public void From_rest_to_rest_it_takes_what_kinematics_say(double degrees, double speed, double acceleration, double seconds)
    {
        Assert.Equal(seconds, AxisModel.TravelSeconds(degrees, speed, acceleration), 1e-6);
        var axis = new AxisModel(0, speed, acceleration);
        axis.Advance(degrees, seconds - 0.01);
        Assert.True(Math.Abs(axis.Position - degrees) > 1e-6);
        axis.Advance(degrees, 0.0101);
        Assert.Equal(degrees, axis.Position);
    }

    /// <summary>In many short calls as in one, and never faster than it can.</summary>
    [Fact]
    public void Cuts_of_time_do_not_matter_and_bounds_are_kept()
    {
        var random = new Random(6);
        for (var run = 0; run < 200; run++)
        {
            var (speed, acceleration) = (0.5 + (10 * random.NextDouble()), 0.5 + (10 * random.NextDouble()));
            var (one, many) = (new AxisModel(0, speed, acceleration), new AxisModel(0, speed, acceleration));
            for (var leg = 0; leg < 5; leg++)
            {
                var (target, seconds) = ((random.NextDouble() * 100) - 50, random.NextDouble() * 6);
                one.Advance(target, seconds);
                for (var i = 0; i < 100; i++)
                {
                    var before = many.Position;
                    many.Advance(target, seconds / 100);
                    Assert.True(Math.Abs(many.Position - before) <= (speed * seconds / 100) + 1e-9);
                }
                Assert.Equal(one.Position, many.Position, 1e-6);
            }
        }
    }

    [Fact]
    public void A_driven_path_is_the_nearest_that_the_speed_allows()
    {
        double[] seconds = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        double[] wanted = [.. seconds.Select(t => t < 30 ? 0.0 : 100)];
        var path = Lipschitz.Limit(seconds, wanted, 5);
        for (var i = 1; i < path.Length; i++)
            Assert.True(Math.Abs(path[i] - path[i - 1]) <= 5 + 1e-9);
        Assert.Equal((100 - 5) / 2.0, path.Zip(wanted, (a, b) => Math.Abs(a - b)).Max(), 1e-9); // a step can be met no better than half of it less a step's way
        Assert.Equal(0, path[0]);
        Assert.Equal(100, path[^1]);
    }
}
