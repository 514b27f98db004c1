using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>What goes wrong with motors, switches, encoders and wires, on the modelled mechanics.</summary>
public class GpioFaultTests
{
    [Fact]
    public void A_switch_cuts_at_its_edge_and_says_where_it_is()
    {
        using var world = GpioSamples.World("encoders", 21);
        Assert.True(world.Go(300, 30, 900));
        // Somebody set it wrong by 40°, so its soft limit lies beyond the switch.
        world.Control.Axes[0].Sensor.Correct(world.Azimuth.Degrees - 40, isSure: true);
        world.Control.Point(440, 30);
        Assert.True(world.RunUntil(() => Beat(world) && world.Chip[14], 60), world.Problem);
        Assert.False(world.Chip[11]);
        long cutAt = world.Chip.History.Last(h => h.Line == 11 && !h.Level).Nanoseconds;
        Assert.Equal(world.Time.Nanoseconds, cutAt);
        Assert.Equal(455, world.Control.Axes[0].Sensor.Degrees, 0.2);
        world.Run(3);
        Assert.Equal(world.Azimuth.Degrees, world.Control.Axes[0].Sensor.Degrees, 0.2);
        // It knows better now and goes back to its target by itself.
        Assert.True(world.Go(440, 30), world.Problem);
        Assert.Equal(440, world.Azimuth.Degrees, 0.7);
        Assert.Empty(GpioHistory.Breaches(world.Chip, GpioSamples.Encoders.Azimuth));
    }

    [Fact]
    public void A_switch_that_stays_hit_lets_it_turn_away_only()
    {
        using var world = GpioSamples.World("encoders", 22);
        Assert.True(world.Go(100, 30, 900));
        world.Chip.Set(14, true);
        world.Chip.Set(14, true, repeats: true);
        Assert.True(world.Control.Axes[0].Drive.IsBlocked(1));
        Assert.False(world.Control.Axes[0].Drive.Run(1, fast: true));
        Assert.True(world.Control.Axes[0].Drive.Run(-1, fast: true));
    }

    [Fact]
    public void Both_switches_at_once_are_a_broken_wire()
    {
        var broken = GpioSamples.Encoders with { Azimuth = GpioSamples.Encoders.Azimuth with { LeastSwitchDegrees = 500, LeastDegrees = 449, MostDegrees = 452, MostSwitchDegrees = 452 } };
        Assert.Contains(GpioOptionChecks.Problems(broken), p => p.Key == "azimuth.leastSwitchDegrees");
        using var world = GpioSamples.World("encoders", 23);
        Assert.True(world.Go(100, 30, 900));
        world.Control.Axes[0].Drive.Block(-1);
        world.Control.Axes[0].Drive.Block(1);
        world.Control.Point(200, 30);
        world.Run(0.04);
        Assert.Contains("azimuth: both limit switches", world.Problem);
        Assert.False(world.Chip[11]);
    }

    [Fact]
    public void Homing_finds_the_switch_slowly_from_anywhere()
    {
        for (int seed = 31; seed < 37; seed++)
        {
            string name = seed % 2 == 0 ? "encoders" : "pulses";
            using var world = GpioSamples.World(name, seed);
            world.Control.Step();
            Assert.Contains("position not sure until homed", world.Problem);
            world.Control.Point(60, 30);
            Assert.True(world.RunUntil(() => Beat(world) && world.Control.Axes.All(a => a.Sensor.IsSure), 600), $"seed {seed}: {world.Problem}");
            Assert.DoesNotContain(world.Chip.History, h => h.Line == 12 && h.Level);
            Assert.True(world.Go(60, 30), world.Problem);
            double most = name == "encoders" ? 0.1 : 0.8;
            Assert.Equal(world.Azimuth.Degrees, world.Control.Axes[0].Sensor.Degrees, most);
            Assert.Equal(world.Elevation.Degrees, world.Control.Axes[1].Sensor.Degrees, most);
            Assert.Equal(0, world.Azimuth.StopHits + world.Elevation.StopHits);
        }
    }

    [Fact]
    public void Homing_from_the_switch_goes_off_it_first()
    {
        var random = new Random(38);
        using var world = new ModelWorld(
            GpioSamples.Encoders, (chip, o) => new ModelAxis(chip, o, -97, 6, random), (chip, o) => new ModelAxis(chip, o, -5, 6, random));
        Assert.True(world.Go(0, 10, 900), world.Problem);
        Assert.Equal(0, world.Azimuth.Degrees, 0.7);
        Assert.Equal(10, world.Elevation.Degrees, 0.7);
    }

    [Fact]
    public void Homing_that_meets_no_switch_ends()
    {
        var random = new Random(39);
        var axisWithoutSwitch = GpioSamples.Pulses with { Azimuth = GpioSamples.Pulses.Azimuth with { MostDegrees = 50, MostSwitchDegrees = 55, SpeedDegreesPerS = 5 } };
        using var world = new ModelWorld(
            axisWithoutSwitch, (chip, o) => new ModelAxis(chip, o with { MostSwitchLine = "", MostDegrees = 5000 }, 10, 8, random), (chip, o) => new ModelAxis(chip, o, 20, 8, random));
        Keep(world, 30, 20, 24);
        Assert.Contains("azimuth: homing; position not sure", world.Problem);
        Keep(world, 30, 20, 3);
        Assert.Contains("azimuth: homing did not meet the limit switch", world.Problem);
        double at = world.Azimuth.Degrees;
        Keep(world, 30, 20, 60);
        Assert.InRange(world.Azimuth.Degrees, at, at + 3);
    }

    [Fact]
    public void Glitches_of_an_encoder_are_counted_and_move_nothing()
    {
        using var world = GpioSamples.World("encoders", 41);
        Assert.True(world.Go(100, 30, 900));
        double before = world.Control.Axes[0].Sensor.Degrees;
        long glitches = world.Control.Axes[0].Sensor.Glitches;
        for (int i = 0; i < 50; i++)
        {
            int line = 15 + (i % 2);
            world.Chip.Set(line, world.Chip[line], repeats: true);
        }
        Assert.Equal(before, world.Control.Axes[0].Sensor.Degrees);
        Assert.Equal(glitches + 50, world.Control.Axes[0].Sensor.Glitches);
    }

    [Fact]
    public void Lost_edges_are_told()
    {
        using var world = GpioSamples.World("encoders", 42);
        Assert.True(world.Go(100, 30, 900));
        ((ModelLines)world.Control.InputLines[0]).Lose(7);
        world.Control.Point(110, 30);
        Assert.True(world.RunUntil(() => Beat(world) && world.Problem.Contains("edges were lost 1 times"), 5), world.Problem);
    }

    [Fact]
    public void A_broken_wire_of_the_potentiometer_stops_the_motor_until_it_is_whole()
    {
        using var world = GpioSamples.World("potentiometers", 51);
        Assert.True(world.Go(100, 50, 900));
        world.Control.Point(300, 50);
        world.Run(2);
        Assert.True(world.Chip[0]);
        world.Azimuth.Wire = 0;
        world.Run(0.08);
        Assert.False(world.Chip[0]);
        var told = world.Control.Feedback;
        Assert.Matches(@"^azimuth: the potentiometer reads 0, 132 to 1968 can be: is a wire broken\?$", told.Problem);
        world.Run(5);
        Assert.Equal(told.Time, world.Control.Feedback.Time);
        world.Azimuth.Wire = null;
        Assert.True(world.Go(300, 50), world.Problem);
        Assert.Equal(300, world.Azimuth.Degrees, 1.7);
    }

    [Fact]
    public void One_wild_reading_is_nothing()
    {
        using var world = GpioSamples.World("potentiometers", 52);
        Assert.True(world.Go(100, 50, 900));
        int starts = GpioHistory.Starts(world.Chip, GpioSamples.Potentiometers.Azimuth);
        for (int i = 0; i < 20; i++)
        {
            world.Azimuth.Wire = i % 2 == 0 ? 0 : 1500;
            world.Run(0.02);
            world.Azimuth.Wire = null;
            world.Run(0.5);
        }
        Assert.Equal("", world.Problem);
        Assert.Equal(starts, GpioHistory.Starts(world.Chip, GpioSamples.Potentiometers.Azimuth));
    }

    [Theory]
    [InlineData("encoders", true)]
    [InlineData("pulses", true)]
    [InlineData("potentiometers", false)]
    [InlineData("encoders", false)]
    public void No_motion_under_power_is_a_stall(string name, bool blind)
    {
        using var world = GpioSamples.World(name, 61);
        Assert.True(world.Go(100, 30, 900));
        world.Chip.History.Clear();
        (world.Azimuth.IsBlind, world.Azimuth.Stalls) = (blind, !blind);
        world.Control.Point(200, 30);
        world.Run(0.1);
        double since = world.Time.Seconds;
        Assert.True(world.RunUntil(() => Beat(world) && world.Problem.Contains("azimuth: stalled at"), 5), world.Problem);
        Assert.InRange(world.Time.Seconds - since, 1.5, 2.5);
        Assert.False(world.Control.IsPowered);
        Keep(world, 200, 30, 20);
        Assert.Equal(1, GpioHistory.Starts(world.Chip, Axis(name)));
        (world.Azimuth.IsBlind, world.Azimuth.Stalls) = (false, false);
        if (name == "potentiometers")
        {
            world.Control.Stop();
            Assert.True(world.Go(200, 30), world.Problem);
            Assert.Equal(200, world.Azimuth.Degrees, 1.7);
        }
    }

    [Fact]
    public void A_stall_is_tried_again_after_the_time_to_retry()
    {
        using var world = GpioSamples.World("potentiometers", 62);
        Assert.True(world.Go(100, 30, 900));
        world.Azimuth.Stalls = true;
        Keep(world, 200, 30, 5);
        Assert.Contains("stalled", world.Problem);
        world.Azimuth.Stalls = false;
        Keep(world, 200, 30, 32);
        Assert.True(world.Azimuth.Degrees > 105, world.Problem);
    }

    [Fact]
    public void Crossed_wires_are_seen()
    {
        using var world = GpioSamples.World("potentiometers", 63);
        Assert.True(world.Go(200, 30, 900));
        world.Azimuth.IsCrossed = true;
        world.Control.Point(300, 30);
        Assert.True(world.RunUntil(() => Beat(world) && world.Problem.Contains("turned the wrong way"), 5), world.Problem);
        Assert.False(world.Control.IsPowered);
        Assert.InRange(world.Azimuth.Degrees, 194, 201);
    }

    [Fact]
    public void Without_a_sign_of_life_it_stops()
    {
        using var world = GpioSamples.World("potentiometers", 71);
        Assert.True(world.Go(20, 30, 900));
        world.Control.Point(440, 30);
        world.Run(4.9);
        Assert.True(world.Control.IsPowered);
        world.Run(0.2);
        Assert.False(world.Control.IsPowered);
        Assert.Equal("stopped: moving, and nobody asked for 5 s", world.Problem);
        world.Run(20);
        Assert.False(world.Control.IsPowered);
    }

    [Fact]
    public void A_chip_that_fails_is_told_and_outputs_go_off_when_it_is_back()
    {
        using var world = GpioSamples.World("potentiometers", 72);
        Assert.True(world.Go(20, 30, 900));
        world.Control.Point(440, 30);
        world.Run(2);
        world.Chip.Broken = "gpiochip0: write: No such device";
        world.Control.Stop();
        world.Run(1);
        Assert.Contains("No such device", world.Problem);
        Assert.True(world.Chip[0]);
        world.Chip.Broken = "";
        world.Run(0.04);
        Assert.False(world.Chip[0]);
        Assert.True(world.Go(40, 30), world.Problem);
    }

    [Fact]
    public void The_brake_is_off_under_power_and_on_at_rest_after_a_trip_too()
    {
        using var world = GpioSamples.World("encoders", 73);
        Assert.True(world.Go(20, 30, 900));
        world.Control.Point(20, 60);
        world.Run(1);
        Assert.True(world.Chip[21] && world.Chip[22]);
        world.Control.Trip("a test");
        Assert.False(world.Chip[21] || world.Chip[22]);
        world.Run(0.02);
        Assert.Contains("a test", world.Problem);
        Keep(world, 20, 60, 2);
        Assert.True(world.Chip[21] && world.Chip[22]);
        Assert.True(world.Go(20, 60), world.Problem);
        Assert.False(world.Chip[21] || world.Chip[22]);
        var enabled = world.Chip.History.Select((h, i) => (h, i)).Where(h => h.h.Line == 21 && h.h.Level).ToList();
        Assert.NotEmpty(enabled);
        Assert.All(enabled, e => Assert.True(world.Chip.History.Take(e.i).Last(h => h.Line == 22).Level));
    }

    [Fact]
    public void Once_shut_nothing_goes_on_again()
    {
        using var world = GpioSamples.World("potentiometers", 74);
        Assert.True(world.Go(20, 30, 900));
        world.Control.Point(400, 30);
        world.Run(1);
        world.Control.Shut("the process ends");
        Keep(world, 400, 30, 5);
        Assert.All(Enumerable.Range(0, 4), line => Assert.False(world.Chip[line]));
        Assert.Contains("the process ends", world.Problem);
    }

    [Fact]
    public void A_counting_axis_without_a_switch_says_that_it_must_be_set()
    {
        var counting = GpioSamples.Encoders with { Azimuth = GpioSamples.Encoders.Azimuth with { Home = GpioHome.None } };
        var random = new Random(75);
        using var world = new ModelWorld(counting, (chip, o) => new ModelAxis(chip, o, 50, 8, random), (chip, o) => new ModelAxis(chip, o, 20, 8, random));
        world.Run(1);
        Assert.Contains("azimuth: position not sure until it is set: there is no switch to home to", world.Problem);
        world.Control.Axes[0].Sensor.Correct(50, isSure: true);
        world.Run(1);
        Assert.DoesNotContain("azimuth", world.Problem);
    }

    private static GpioAxisOptions Axis(string name) =>
        name switch { "potentiometers" => GpioSamples.Potentiometers.Azimuth, "encoders" => GpioSamples.Encoders.Azimuth, _ => GpioSamples.Pulses.Azimuth };

    /// <summary>A sign of life.</summary>
    private static bool Beat(ModelWorld world) => world.Control.Feedback.IsHeard || world.Problem.Length >= 0;

    private static void Keep(ModelWorld world, double azimuth, double elevation, double seconds)
    {
        for (double t = 0; t < seconds; t += 0.1)
        {
            world.Control.Point(azimuth, elevation);
            world.Run(0.1);
        }
    }
}
