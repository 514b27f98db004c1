using System.Diagnostics;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Benchmarks;

/// <summary>How one pass went on an emulated rotator, by where its antenna truly was.</summary>
internal sealed record PointingBenchmarkFlight(double OffTargetSeconds, double WorstErrorDegrees, int Violations, PassPlan? Plan, double PlanMilliseconds, IReadOnlyList<AntennaAlarm> Alarms)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.1), Wait = TimeSpan.FromSeconds(1);

    /// <summary>By planner and motion authority.</summary>
    public static PointingBenchmarkFlight Planned(PointingBenchmarkCase c)
    {
        var clock = new SteppedClock(c.Now);
        using var rotator = new EmulatedRotator(c.Rotator, clock) { Faults = new RotatorFaults { NoiseDegrees = c.NoiseDegrees } };
        var authority = new MotionAuthority(rotator, c.Geometry, clock);
        authority.Step();
        var began = Stopwatch.GetTimestamp();
        var plan = authority.Planner.Plan(c.Sky, c.Rise, c.Set, authority.Mechanical!.Value, c.Now);
        var planned = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        authority.Follow(plan, c.Sky);
        var meter = new Meter(c);
        while (clock.GetUtcNow() < c.Set)
        {
            authority.Step();
            var waits = clock.GetUtcNow() + Wait < c.Rise && !rotator.IsMoving;
            clock.Advance(waits ? Wait : Period);
            meter.Take(rotator.Antenna, clock.GetUtcNow());
        }
        return meter.Result(rotator, plan, planned, authority.AlarmsAfter(0));
    }

    /// <summary>The naive way: always the shortest move to the present direction that the limits allow.</summary>
    /// <param name="c">The pass.</param>
    /// <param name="waitsAtRise">Whether it goes to the direction of the rise before; else it sets off at the rise.</param>
    public static PointingBenchmarkFlight Naive(PointingBenchmarkCase c, bool waitsAtRise)
    {
        var clock = new SteppedClock(c.Now);
        using var rotator = new EmulatedRotator(c.Rotator, clock);
        var meter = new Meter(c);
        var (azimuth, elevation) = (c.Rotator.StartAzimuthDegrees, c.Rotator.StartElevationDegrees);
        if (!waitsAtRise && c.Rise > c.Now)
            clock.Advance(c.Rise - c.Now);
        while (clock.GetUtcNow() < c.Set)
        {
            var now = clock.GetUtcNow();
            var target = c.Sky.DirectionAt(now < c.Rise ? c.Rise : now);
            var (a, e) = Nearest(c.Geometry, target, azimuth);
            if (Math.Abs(a - azimuth) >= c.Geometry.DeadBandDegrees / 2 || Math.Abs(e - elevation) >= c.Geometry.DeadBandDegrees / 2)
                rotator.Point(azimuth = a, elevation = e);
            clock.Advance(now + Wait < c.Rise && !rotator.IsMoving ? Wait : Period);
            meter.Take(rotator.Antenna, clock.GetUtcNow());
        }
        return meter.Result(rotator, null, 0, []);
    }

    private static (double Azimuth, double Elevation) Nearest(RotatorGeometry geometry, (double Azimuth, double Elevation) target, double azimuth)
    {
        var (limits, margin) = (geometry.Limits, geometry.MarginDegrees);
        var (least, most) = (limits.LeastAzimuthDegrees + margin, limits.MostAzimuthDegrees - margin);
        var nearest = Enumerable.Range(-2, 5).Select(turn => Math.Clamp(target.Azimuth + (360 * turn), least, most))
            .MinBy(a => (Math.Round(Math.Abs(Math.IEEERemainder(a - target.Azimuth, 360)), 6), Math.Abs(a - azimuth)));
        return (nearest, Math.Clamp(target.Elevation, limits.LeastElevationDegrees + margin, Math.Min(90, limits.MostElevationDegrees - margin)));
    }

    private sealed class Meter(PointingBenchmarkCase c)
    {
        private readonly double _tolerance = Math.Cos(double.DegreesToRadians(c.Geometry.ToleranceDegrees));
        private readonly DateTimeOffset _from = c.Now > c.Rise ? c.Now : c.Rise;
        private double _seconds, _least = 1;

        public void Take((double Azimuth, double Elevation) antenna, DateTimeOffset now)
        {
            if (now <= _from)
                return;
            var (target, beam) = (c.Sky.VectorAt(now), Beam(antenna));
            var cosine = (target.X * beam.X) + (target.Y * beam.Y) + (target.Z * beam.Z);
            _least = Math.Min(_least, cosine);
            if (cosine < _tolerance)
                _seconds += Math.Min(Period.TotalSeconds, (now - _from).TotalSeconds);
        }

        public PointingBenchmarkFlight Result(EmulatedRotator rotator, PassPlan? plan, double planMilliseconds, IReadOnlyList<AntennaAlarm> alarms) =>
            new(_seconds, double.RadiansToDegrees(Math.Acos(Math.Clamp(_least, -1, 1))), rotator.StopHits + rotator.ImpossibleTargets, plan, planMilliseconds, alarms);

        private static (double X, double Y, double Z) Beam((double Azimuth, double Elevation) antenna)
        {
            var (sinA, cosA) = Math.SinCos(double.DegreesToRadians(antenna.Azimuth));
            var (sinE, cosE) = Math.SinCos(double.DegreesToRadians(antenna.Elevation));
            return (cosE * cosA, cosE * sinA, sinE);
        }
    }
}
