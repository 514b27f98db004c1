using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>The control loop on mechanics with inertia, noise and bounce.</summary>
public class GpioMotionTests
{
    private const int Targets = 25, Lessons = 4;

    [Theory]
    [InlineData("potentiometers", 1, 0.7)]
    [InlineData("potentiometers", 2, 0.7)]
    [InlineData("potentiometers", 3, 0.7)]
    [InlineData("encoders", 1, 0.15)]
    [InlineData("encoders", 2, 0.15)]
    [InlineData("encoders", 3, 0.15)]
    [InlineData("pulses", 1, 1.0)]
    [InlineData("pulses", 2, 1.0)]
    [InlineData("pulses", 3, 1.0)]
    public void It_comes_to_rest_at_random_targets_without_hunting(string name, int seed, double sensorDegrees)
    {
        using var world = GpioSamples.World(name, seed);
        var random = new Random(seed + 1000);
        var (azimuth, elevation) = (Options(name).Azimuth, Options(name).Elevation);
        Assert.True(world.Go(azimuth.LeastDegrees + 20, elevation.LeastDegrees + 20, 900), "the first move, with homing");
        Learn(world, azimuth, elevation);
        world.Azimuth.ForgetReached();
        world.Elevation.ForgetReached();
        world.Chip.History.Clear();
        for (int i = 0; i < Targets; i++)
        {
            var (az, el) = (Any(random, azimuth), Any(random, elevation));
            Assert.True(world.Go(az, el), $"target {i}: {az}, {el} from seed {seed}: moves still; {world.Problem}");
            string what = $"target {i}: {az:0.00}, {el:0.00}; rests at {world.Azimuth.Degrees:0.00}, {world.Elevation.Degrees:0.00}; {world.Problem}";
            Assert.True(Math.Abs(world.Azimuth.Degrees - az) <= azimuth.DeadBandDegrees + sensorDegrees, what);
            Assert.True(Math.Abs(world.Elevation.Degrees - el) <= elevation.DeadBandDegrees + sensorDegrees, what);
            Assert.True(world.Problem.Length == 0, what);
        }
        Inside(world.Azimuth, azimuth, sensorDegrees);
        Inside(world.Elevation, elevation, sensorDegrees);
        foreach (var axis in new[] { azimuth, elevation })
        {
            Assert.Empty(GpioHistory.Breaches(world.Chip, axis));
            Assert.InRange(GpioHistory.Starts(world.Chip, axis), Targets / 2, Targets * 2);
            Assert.InRange(GpioHistory.Reversals(world.Chip, axis), 0, Targets);
        }
    }

    [Theory]
    [InlineData("potentiometers", 5, 1.0)]
    [InlineData("encoders", 5, 0.3)]
    public void It_follows_a_pass(string name, int seed, double sensorDegrees)
    {
        using var world = GpioSamples.World(name, seed);
        var axis = Options(name).Azimuth;
        Assert.True(world.Go(20, 10, 900));
        double worst = 0;
        for (double t = 0; t < 300; t += 0.1)
        {
            // Up to 1.2°/s in azimuth, 0.4°/s in elevation.
            world.Control.Point(110 + (90 * Math.Sin(t / 75 - Math.PI / 2)), 10 + (60 * Math.Sin(Math.PI * t / 470)));
            world.Run(0.1);
            if (t > 10)
                worst = Math.Max(worst, Math.Abs(world.Azimuth.Degrees - (110 + (90 * Math.Sin(t / 75 - Math.PI / 2)))));
        }
        // The target goes on while the motor spins up and while it comes to rest.
        Assert.InRange(worst, 0, axis.DeadBandDegrees + 1.2 + sensorDegrees);
        Assert.Empty(GpioHistory.Breaches(world.Chip, axis));
    }

    [Fact]
    public void A_stop_is_obeyed_within_one_period()
    {
        using var world = GpioSamples.World("potentiometers", 7);
        world.Control.Point(world.Azimuth.Degrees > 225 ? 10 : 440, 90);
        Assert.True(world.RunUntil(() => world.Chip[0] || world.Chip[1], 5));
        world.Run(0.5);
        world.Control.Point(100, 50);
        world.Control.Stop();
        world.Run(0.02);
        Assert.All(Enumerable.Range(0, 4), line => Assert.False(world.Chip[line]));
        world.Run(10);
        Assert.All(Enumerable.Range(0, 4), line => Assert.False(world.Chip[line]));
    }

    [Fact]
    public void A_target_behind_it_turns_it_after_the_dead_time()
    {
        using var world = GpioSamples.World("encoders", 8);
        Assert.True(world.Go(100, 20, 900));
        var random = new Random(8);
        for (int i = 0; i < 60; i++)
        {
            world.Control.Point(100 + (60 * random.NextDouble() * (i % 2 == 0 ? 1 : -1)), 30 + (20 * random.NextDouble()));
            world.Run(0.3 + (2 * random.NextDouble()));
        }
        Assert.Empty(GpioHistory.Breaches(world.Chip, GpioSamples.Encoders.Azimuth));
        Assert.Empty(GpioHistory.Breaches(world.Chip, GpioSamples.Encoders.Elevation));
        Assert.True(GpioHistory.Reversals(world.Chip, GpioSamples.Encoders.Azimuth) > 20);
    }

    /// <summary>There and back in the middle: what it coasts is then known.</summary>
    private static void Learn(ModelWorld world, GpioAxisOptions azimuth, GpioAxisOptions elevation)
    {
        for (int i = 0; i < 2 * Lessons; i++)
            Assert.True(world.Go(azimuth.LeastDegrees + (i % 2 == 0 ? 60 : 90), elevation.LeastDegrees + (i % 2 == 0 ? 30 : 45)));
    }

    private static GpioRotatorOptions Options(string name) => name switch
    {
        "potentiometers" => GpioSamples.Potentiometers,
        "encoders" => GpioSamples.Encoders,
        _ => GpioSamples.Pulses,
    };

    /// <summary>One in five at a limit.</summary>
    private static double Any(Random random, GpioAxisOptions axis) => random.Next(10) switch
    {
        0 => axis.LeastDegrees,
        1 => axis.MostDegrees,
        _ => axis.LeastDegrees + ((axis.MostDegrees - axis.LeastDegrees) * random.NextDouble()),
    };

    private static void Inside(ModelAxis axis, GpioAxisOptions options, double sensorDegrees)
    {
        Assert.InRange(axis.Reached.Least, options.LeastDegrees - sensorDegrees, double.PositiveInfinity);
        Assert.InRange(axis.Reached.Most, double.NegativeInfinity, options.MostDegrees + sensorDegrees);
    }
}
