using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

public class MotionAuthorityTests
{
    [Fact]
    public void It_points_by_the_nearest_turn_and_says_where_it_is()
    {
        var flight = new FaultFlight();
        Wait(flight, 0.5);
        Assert.Null(flight.Authority.Point(20, 30)); // it stands at 120
        Wait(flight, 40);
        Assert.Equal((20, 30), Rounded(flight.Rotator.Inner.Antenna));
        Assert.Null(flight.Authority.Point(359, 30));
        Wait(flight, 60);
        Assert.Null(flight.Authority.Point(20, 30)); // from 359 it is nearer to 380
        Wait(flight, 30);
        Assert.Equal((380, 30), Rounded(flight.Rotator.Inner.Antenna));
        Assert.Equal((20, 30), Rounded(flight.Authority.Position!.Value));
        Assert.Equal(MotionMode.Pointing, flight.Authority.Status.Mode);
    }

    [Theory]
    [InlineData(double.NaN, 10)]
    [InlineData(10, double.PositiveInfinity)]
    [InlineData(10, -3)]
    [InlineData(10, 182)]
    public void What_cannot_be_is_refused(double azimuth, double elevation)
    {
        var flight = new FaultFlight();
        Wait(flight, 0.5);
        Assert.NotNull(flight.Authority.Point(azimuth, elevation));
        Wait(flight, 1);
        Assert.Empty(flight.Rotator.Points);
    }

    [Fact]
    public void Stowed_it_takes_no_orders_but_a_stop()
    {
        var flight = new FaultFlight();
        Wait(flight, 0.5);
        Assert.Null(flight.Authority.Stow("wind of 80 km/h"));
        Wait(flight, 60);
        Assert.Equal((0, 90), Rounded(flight.Rotator.Inner.Antenna, 1));
        Assert.Contains("wind", flight.Authority.Point(10, 10));
        Assert.Contains("wind", flight.Authority.Park());
        Assert.Contains("wind", flight.Authority.Follow(PlanOf(flight), flight.Target));
        flight.Authority.Stop();
        Assert.Contains("wind", flight.Authority.Point(10, 10));
        flight.Authority.Unstow();
        Assert.Null(flight.Authority.Point(10, 10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_operators_order_while_a_pass_is_followed_is_refused_or_ends_it(bool takesOver)
    {
        var flight = new FaultFlight();
        var authority = new MotionAuthority(flight.Rotator, FaultFlight.Geometry, flight.Clock, new MotionOptions { ManualTakesOver = takesOver });
        authority.Step();
        Assert.Null(authority.Follow(PlanOf(flight), flight.Target));
        Assert.Equal(takesOver, authority.Point(10, 10) is null);
        Assert.Equal(!takesOver, authority.Status.HasPass);
        authority.Stop();
        Assert.False(authority.Status.HasPass);
        Assert.Equal(MotionMode.Stopped, authority.Status.Mode);
    }

    [Fact]
    public void What_it_measures_is_near_to_what_was_predicted()
    {
        var flight = new FaultFlight();
        flight.FlyTo(flight.Rise + 60);
        var plan = flight.FollowPass(new FlyBy(flight.Clock.GetUtcNow(), sideKm: 700), flight.Seconds, flight.Seconds + 150); // elsewhere, and at once
        while (flight.Clock.GetUtcNow() < plan.Set)
            flight.StepOnce();
        Assert.True(plan.OffTargetSeconds > 5);
        Assert.Equal(plan.OffTargetSeconds, flight.Authority.Status.OffTargetSeconds, 0.5);
        Assert.Equal(plan.WorstErrorDegrees, flight.Authority.Status.WorstErrorDegrees, 0.5);
        Assert.Empty(flight.Authority.AlarmsAfter(0));
    }

    [Fact]
    public void After_a_mute_minute_in_a_pass_it_goes_on_with_it()
    {
        var flight = new FaultFlight();
        flight.FlyTo(flight.Rise + 60);
        flight.Rotator.Inner.Faults = new RotatorFaults { Mute = true };
        flight.FlyTo(flight.Rise + 120);
        flight.Rotator.Inner.Faults = RotatorFaults.None;
        flight.FlyTo(flight.Rise + 140);
        Assert.True(flight.TrueError(flight.Target) < 1);
        Assert.Equal([MotionFault.Mute, MotionFault.None], flight.Authority.AlarmsAfter(0).Select(a => a.Fault));
    }

    [Fact]
    public void A_second_without_replies_is_nothing()
    {
        var flight = new FaultFlight();
        flight.FlyTo(flight.Rise + 60);
        for (var i = 0; i < 20; i++)
        {
            flight.Rotator.Inner.Faults = new RotatorFaults { Mute = i % 2 == 0 };
            flight.FlyTo(flight.Seconds + 1);
            Assert.True(flight.TrueError(flight.Target) < 1);
        }
        Assert.Empty(flight.Authority.AlarmsAfter(0));
        Assert.Empty(flight.Rotator.Stops);
    }

    [Fact]
    public void The_pass_of_a_runaway_is_not_followed_again_before_the_fault_is_cleared()
    {
        var flight = new FaultFlight();
        flight.FlyTo(flight.Rise + 60);
        flight.Rotator.Inner.Faults = new RotatorFaults { AzimuthStraysDegreesPerS = 6 };
        flight.FlyTo(flight.Rise + 90);
        flight.Rotator.Inner.Faults = RotatorFaults.None;
        Assert.NotNull(flight.Authority.Follow(PlanOf(flight), flight.Target));
        Assert.NotNull(flight.Authority.Point(10, 10));
        flight.Authority.ClearFault();
        flight.FlyTo(flight.Rise + 110);
        Assert.True(flight.TrueError(flight.Target) < 1);
    }

    /// <summary>Motors slower than stated, and a link that answers once a second what was half a second ago, raise no alarm.</summary>
    [Fact]
    public void Slow_motors_and_a_slow_link_are_no_faults()
    {
        var clock = new SteppedClock(FaultFlight.Start);
        var axes = new EmulatedRotatorOptions { Azimuth = new(0, 450, 4.5, 3), Elevation = new(0, 180, 2, 2), StartAzimuthDegrees = 300 };
        using var rotator = new SlowLink(new EmulatedRotator(axes, clock), clock);
        var authority = new MotionAuthority(rotator, FaultFlight.Geometry, clock);
        var target = new FlyBy(FaultFlight.Start.AddSeconds(500));
        for (var t = 0; t < 10_000; t++)
        {
            authority.Step();
            clock.Advance(TimeSpan.FromSeconds(0.1));
            if (t == 20)
                authority.Follow(authority.Planner.Plan(target, clock.GetUtcNow().AddSeconds(170), clock.GetUtcNow().AddSeconds(780), authority.Mechanical!.Value, clock.GetUtcNow()), target);
            if (t == 9000)
                authority.Release(park: true);
        }
        Assert.Empty(authority.AlarmsAfter(0));
        Assert.Equal((225, 90), Rounded(rotator.Inner.Antenna));
    }

    /// <summary>Whatever is read and whatever is asked: nothing throws, and no set-point leaves the limits less the margin.</summary>
    [Fact]
    public void No_set_point_ever_leaves_the_limits()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var clock = new SteppedClock(FaultFlight.Start);
            using var rotator = new RandomRotator(random, clock);
            var (least, width, top) = (random.Next(-200, 10), random.Next(90, 600), random.Next(2) == 0 ? 90 : 180);
            var geometry = new RotatorGeometry
            {
                Limits = new RotatorLimits(least, least + width, -5, top),
                AzimuthOffsetDegrees = random.Next(-90, 90),
                ElevationOffsetDegrees = random.Next(-10, 10),
                ParkAzimuthDegrees = least,
                ParkElevationDegrees = top,
                StowAzimuthDegrees = least + width,
                StowElevationDegrees = -5,
            };
            var authority = new MotionAuthority(rotator, geometry, clock, new MotionOptions { ManualTakesOver = true });
            for (var step = 0; step < 1500; step++)
            {
                if (random.Next(20) == 0)
                    Order(authority, random, clock.GetUtcNow());
                authority.Step();
                clock.Advance(TimeSpan.FromSeconds(random.NextDouble()));
            }
            Assert.NotEmpty(rotator.Points);
            Assert.All(rotator.Points, p => Assert.InRange(p.Azimuth, least + 0.5 - 1e-9, least + width - 0.5 + 1e-9));
            Assert.All(rotator.Points, p => Assert.InRange(p.Elevation, -4.5 - 1e-9, top - 0.5 + 1e-9));
        }
    }

    private static void Order(MotionAuthority authority, Random random, DateTimeOffset now)
    {
        switch (random.Next(8))
        {
            case 0: authority.Point((random.NextDouble() * 2000) - 1000, (random.NextDouble() * 400) - 200); break;
            case 1: authority.Park(); break;
            case 2: authority.Stow("test"); break;
            case 3: authority.Unstow(); break;
            case 4: authority.ClearFault(); break;
            case 5: authority.Stop(); break;
            default:
                var target = new FlyBy(now.AddSeconds(random.Next(-50, 200)), sideKm: random.Next(-900, 900), headingDegrees: random.Next(360));
                if (authority.Mechanical is { } place)
                    authority.Follow(authority.Planner.Plan(target, now.AddSeconds(random.Next(-50, 50)), now.AddSeconds(random.Next(0, 300)), place, now), target);
                break;
        }
    }

    private static PassPlan PlanOf(FaultFlight flight) =>
        flight.Authority.Planner.Plan(flight.Target, FaultFlight.Start.AddSeconds(flight.Rise), FaultFlight.Start.AddSeconds(flight.Set), (120, 60), flight.Clock.GetUtcNow());

    private static void Wait(FaultFlight flight, double seconds)
    {
        for (var t = 0.0; t < seconds; t += FaultFlight.Period)
            flight.StepOnce();
    }

    private static (double, double) Rounded((double A, double E) place, double to = 0.5) => (Math.Round(place.A / to) * to, Math.Round(place.E / to) * to);

    /// <summary>Reads once a second, and tells half a second later.</summary>
    private sealed class SlowLink(EmulatedRotator inner, TimeProvider clock) : IRotator
    {
        private RotatorFeedback _read = RotatorFeedback.None, _told = RotatorFeedback.None;

        public EmulatedRotator Inner => inner;

        public string Description => inner.Description;

        public RotatorFeedback Feedback
        {
            get
            {
                var age = clock.GetUtcNow() - _read.Time;
                if (age >= TimeSpan.FromSeconds(0.5) && _told.Time < _read.Time)
                    _told = _read with { Time = clock.GetUtcNow() };
                if (age >= TimeSpan.FromSeconds(1))
                    _read = inner.Feedback;
                return _told;
            }
        }

        public void Point(double azimuthDegrees, double elevationDegrees) => inner.Point(azimuthDegrees, elevationDegrees);

        public void Stop() => inner.Stop();

        public void Dispose() => inner.Dispose();
    }

    /// <summary>Says anything.</summary>
    private sealed class RandomRotator(Random random, TimeProvider clock) : IRotator
    {
        private static readonly double[] Odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -1e300, 0, -0.0, 720, 1e9];
        private RotatorFeedback _feedback = RotatorFeedback.None;
        private double _azimuth, _elevation;

        public List<(double Azimuth, double Elevation)> Points { get; } = [];

        public string Description => "random";

        public RotatorFeedback Feedback
        {
            get
            {
                if (random.Next(50) == 0)
                    (_azimuth, _elevation) = ((random.NextDouble() * 500) - 100, random.NextDouble() * 90);
                var odd = random.Next(10) == 0;
                if (random.Next(4) != 0)
                    _feedback = new RotatorFeedback(clock.GetUtcNow().AddSeconds(odd ? random.Next(-100, 100) : 0), odd ? Odd[random.Next(Odd.Length)] : _azimuth, odd ? Odd[random.Next(Odd.Length)] : _elevation);
                return _feedback;
            }
        }

        public void Point(double azimuthDegrees, double elevationDegrees)
        {
            Points.Add((azimuthDegrees, elevationDegrees));
            if (random.Next(3) != 0)
                (_azimuth, _elevation) = (azimuthDegrees, elevationDegrees);
        }

        public void Stop()
        {
        }

        public void Dispose()
        {
        }
    }
}
