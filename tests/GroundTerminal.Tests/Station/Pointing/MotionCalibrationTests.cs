using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>A dish that was bolted on 11° off in azimuth and 4° in elevation: where the mechanics say (a, e), the beam is at (a − 11, e + 4).</summary>
public class MotionCalibrationTests
{
    private const double AzimuthOff = 11, ElevationOff = -4, PassIn = 450;
    private readonly FaultFlight _flight = new();

    private MotionAuthority Authority => _flight.Authority;

    [Fact]
    public void It_puts_the_beam_on_target()
    {
        var before = WorstErrorOfPass();
        PointTo(200, 30);
        Assert.Equal("", Calibrate());
        var calibration = Authority.Status.Calibration!;
        Assert.Equal(AzimuthOff, calibration.AzimuthOffsetDegrees, 0.11); // steps of the sensor are 0.1°
        Assert.Equal(ElevationOff, calibration.ElevationOffsetDegrees, 0.11);
        Assert.Equal("test", calibration.FoundBy);
        Assert.Equal(_flight.Clock.GetUtcNow(), calibration.Time);
        Assert.InRange(BeamErrorTo(Authority.Position!.Value), 0, 0.15);

        PointTo(90, 50);
        Assert.InRange(BeamErrorTo((90, 50)), 0, 0.8); // half a dead band on each axis, and the sensor
        var after = WorstErrorOfPass();
        Assert.InRange(before, 5, 15);
        Assert.InRange(after, 0, 2);
        Assert.Empty(Authority.AlarmsAfter(0));
    }

    [Fact]
    public void Calibrations_add_up_and_a_reset_forgets_them()
    {
        PointTo(200, 30);
        var (azimuth, elevation) = Authority.Mechanical!.Value;
        Assert.NotNull(Authority.Calibrate(azimuth - 15, elevation + 3, "a").Calibration);
        var (second, _) = Authority.Calibrate(azimuth - 30, elevation + 6, "b");
        Assert.Equal((30.0, -6.0), (Math.Round(second!.AzimuthOffsetDegrees, 9), Math.Round(second.ElevationOffsetDegrees, 9)));
        Assert.Equal(azimuth - 30, Authority.Position!.Value.AzimuthDegrees, 1e-9);
        Assert.Null(Authority.ResetCalibration());
        Assert.Null(Authority.Status.Calibration);
        Assert.Equal(azimuth, Authority.Position!.Value.AzimuthDegrees, 1e-9);
        Assert.Equal(elevation, Authority.Position!.Value.ElevationDegrees, 1e-9);
    }

    [Fact]
    public void Over_the_top_it_finds_the_same_offsets()
    {
        PointTo(20, 140);
        Assert.Equal("", Calibrate());
        Assert.Equal(AzimuthOff, Authority.Status.Calibration!.AzimuthOffsetDegrees, 0.11);
        Assert.Equal(ElevationOff, Authority.Status.Calibration!.ElevationOffsetDegrees, 0.11);
    }

    [Fact]
    public void A_stored_calibration_counts_from_the_start_and_adds_to_the_configured_offsets()
    {
        var configured = FaultFlight.Geometry with { AzimuthOffsetDegrees = -355, ElevationOffsetDegrees = 1 };
        var stored = new PointingCalibration(-10, 2, FaultFlight.Start, "test");
        var authority = new MotionAuthority(_flight.Rotator, configured, _flight.Clock, calibration: stored);
        authority.Step();
        Assert.Equal(stored, authority.Status.Calibration);
        Assert.Equal(125, authority.Position!.Value.AzimuthDegrees, 1e-9); // 120 + 365
        Assert.Equal(57, authority.Position!.Value.ElevationDegrees, 1e-9);
    }

    [Fact]
    public void A_pass_planned_before_it_is_planned_again()
    {
        PointTo(200, 30);
        var target = new FlyBy(_flight.Clock.GetUtcNow().AddSeconds(PassIn), sideKm: 700);
        var half = target.HalfSeconds(15);
        var plan = Authority.Planner.Plan(target, _flight.Clock.GetUtcNow().AddSeconds(PassIn - half), _flight.Clock.GetUtcNow().AddSeconds(PassIn + half), Authority.Mechanical!.Value, _flight.Clock.GetUtcNow());
        Assert.Equal("", Calibrate());
        Assert.Null(Authority.Follow(plan, target));
        Assert.InRange(Fly(target, half), 0, 2);
    }

    [Fact]
    public void Nothing_moves_by_it_and_it_is_refused_where_it_cannot_be_right()
    {
        Assert.Contains("not said where", Authority.Calibrate(10, 10, "").Refusal);
        Wait(0.3);
        Assert.Contains("turns", Authority.Calibrate(120, 60, "").Refusal); // it has not been seen to stand
        PointTo(200, 30);
        var sent = _flight.Rotator.Points.Count;
        Assert.Equal("", Authority.Calibrate(200 - 19, 30, "").Refusal);
        Wait(20);
        Assert.Equal(sent, _flight.Rotator.Points.Count);
        Assert.Contains("+21.0 in azimuth", Authority.Calibrate(160, 30, "").Refusal);
        Assert.Contains("-21.0 in elevation", Authority.Calibrate(181, 51, "").Refusal);
        Assert.Contains("zenith", Authority.Calibrate(181, 86, "").Refusal);
        Assert.Contains("zenith", Authority.Calibrate(double.NaN, 30, "").Refusal);
        Assert.Null(Authority.Point(100, 30));
        Assert.Contains("turns", Authority.Calibrate(181, 30, "").Refusal);
        Wait(1.5);
        Assert.Contains("turns", Authority.Calibrate(181, 30, "").Refusal);
        Assert.Contains("turns", Authority.ResetCalibration());
        Authority.Stop();
        Wait(5);
        Assert.Equal(MotionMode.Stopped, Authority.Status.Mode);
        var (azimuth, elevation) = Authority.Position!.Value;
        Assert.Equal("", Authority.Calibrate(azimuth, elevation, "").Refusal);
        Assert.Equal(MotionMode.Stopped, Authority.Status.Mode);
    }

    [Fact]
    public void While_a_pass_is_followed_or_a_fault_is_there_the_offsets_stay()
    {
        _flight.FlyTo(_flight.PhaseAt("rise"));
        var (azimuth, elevation) = Authority.Position!.Value;
        Assert.Contains("pass is followed", Authority.Calibrate(azimuth, elevation, "").Refusal);
        Assert.Contains("pass is followed", Authority.ResetCalibration());
        Authority.Stop();
        _flight.Rotator.Inner.Faults = new RotatorFaults { Mute = true };
        Wait(5);
        Assert.Equal(MotionFault.Mute, Authority.Status.Fault);
        Assert.Contains("No reading", Authority.Calibrate(azimuth, elevation, "").Refusal);
        Assert.Null(Authority.Status.Calibration);
    }

    /// <summary>Sixty random antennas, each calibrated at random between orders and passes: no set-point beyond the limits less the margin, no end stop met, the stow place where it was.</summary>
    [Fact]
    public void Nothing_goes_through_a_limit_by_it()
    {
        var calibrations = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (least, width, top) = (random.Next(-200, 10), random.Next(90, 600), random.Next(2) == 0 ? 90 : 180);
            var clock = new SteppedClock(FaultFlight.Start);
            var (azimuth, elevation) = (new RotatorAxisOptions(least, least + width, 6, 6), new RotatorAxisOptions(-5, top, 2.7, 4));
            using var rotator = new WatchedRotator(new EmulatedRotatorOptions { Azimuth = azimuth, Elevation = elevation, StartAzimuthDegrees = least + (width / 2.0), StartElevationDegrees = 30 }, clock);
            var geometry = new RotatorGeometry
            {
                Limits = new RotatorLimits(least, least + width, -5, top),
                AzimuthOffsetDegrees = random.Next(-90, 90),
                ElevationOffsetDegrees = random.Next(-10, 10),
                ParkAzimuthDegrees = least,
                StowAzimuthDegrees = least + width,
                StowElevationDegrees = top,
            };
            var authority = new MotionAuthority(rotator, geometry, clock);
            for (var round = 0; round < 6; round++)
            {
                calibrations += Calibrate(authority, random);
                Order(authority, random, clock.GetUtcNow());
                Step(authority, clock, random.Next(10, 900));
                authority.Release();
                authority.Stop();
                Step(authority, clock, 40);
            }
            Assert.Null(authority.Stow("end"));
            Step(authority, clock, 10 * (20 + (width / 6) + (top / 2)));
            Assert.Equal((least + width - 0.5, top - 0.5), (Math.Round(rotator.Inner.Antenna.AzimuthDegrees, 1), Math.Round(rotator.Inner.Antenna.ElevationDegrees, 1)));
            Assert.All(rotator.Points, p => Assert.InRange(p.Azimuth, least + 0.5 - 1e-9, least + width - 0.5 + 1e-9));
            Assert.All(rotator.Points, p => Assert.InRange(p.Elevation, -4.5 - 1e-9, top - 0.5 + 1e-9));
            Assert.Equal((0, 0), (rotator.Inner.StopHits, rotator.Inner.ImpossibleTargets));
        }
        Assert.InRange(calibrations, 150, 360);
    }

    private static int Calibrate(MotionAuthority authority, Random random)
    {
        if (authority.Position is not { } beam)
            return 0;
        return authority.Calibrate(beam.AzimuthDegrees + (20 * (random.NextDouble() - 0.5)), beam.ElevationDegrees + (20 * (random.NextDouble() - 0.5)), "test").Calibration is null ? 0 : 1;
    }

    private static void Order(MotionAuthority authority, Random random, DateTimeOffset now)
    {
        if (random.Next(3) == 0)
            authority.Park();
        else if (random.Next(2) == 0 || authority.Mechanical is not { } place)
            authority.Point((random.NextDouble() * 1000) - 500, random.NextDouble() * 180);
        else
            Follow(authority, new FlyBy(now.AddSeconds(random.Next(-50, 60)), sideKm: random.Next(-900, 900), headingDegrees: random.Next(360)), place, now);
    }

    private static void Follow(MotionAuthority authority, FlyBy target, (double, double) place, DateTimeOffset now) =>
        authority.Follow(authority.Planner.Plan(target, now, now.AddSeconds(100), place, now), target);

    private static void Step(MotionAuthority authority, SteppedClock clock, int periods)
    {
        for (var i = 0; i < periods; i++)
        {
            authority.Step();
            clock.Advance(TimeSpan.FromSeconds(FaultFlight.Period));
        }
    }

    private (double Azimuth, double Elevation) TrueBeam => (_flight.Rotator.Inner.Antenna.AzimuthDegrees - AzimuthOff, _flight.Rotator.Inner.Antenna.ElevationDegrees - ElevationOff);

    private string Calibrate()
    {
        var (azimuth, elevation) = Mechanics.ToSky(TrueBeam.Azimuth, TrueBeam.Elevation);
        return Authority.Calibrate(azimuth, elevation, "test").Refusal;
    }

    private double BeamErrorTo((double Azimuth, double Elevation) sky) => Mechanics.BeamError(TrueBeam.Azimuth, TrueBeam.Elevation, sky.Azimuth, sky.Elevation);

    /// <summary>A pass of 40° at most, which culminates 450 s from now: the worst true error of the beam.</summary>
    private double WorstErrorOfPass()
    {
        Wait(1);
        var target = new FlyBy(_flight.Clock.GetUtcNow().AddSeconds(PassIn), sideKm: 700);
        var half = target.HalfSeconds(15);
        _flight.FollowPass(target, _flight.Seconds + PassIn - half, _flight.Seconds + PassIn + half);
        return Fly(target, half);
    }

    private double Fly(FlyBy target, double half)
    {
        var (worst, culmination) = (0.0, _flight.Seconds + PassIn);
        while (_flight.Seconds < culmination + half - 1)
        {
            _flight.StepOnce();
            if (_flight.Seconds > culmination - half + 1)
                worst = Math.Max(worst, BeamErrorTo(target.DirectionAt(_flight.Clock.GetUtcNow())));
        }
        Authority.Release();
        return worst;
    }

    private void PointTo(double azimuth, double elevation)
    {
        Wait(1);
        Assert.Null(Authority.Point(azimuth, elevation));
        Wait(80);
    }

    private void Wait(double seconds)
    {
        for (var t = 0.0; t < seconds; t += FaultFlight.Period)
            _flight.StepOnce();
    }
}
