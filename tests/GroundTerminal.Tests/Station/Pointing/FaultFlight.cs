using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>One antenna over two passes: idle, pre-position, pass over the zenith, after, parking; then the next pass. A fault can be put in at any time.</summary>
internal sealed class FaultFlight
{
    public const double Period = 0.1;
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static readonly RotatorGeometry Geometry = new()
    {
        Limits = new RotatorLimits(0, 450, 0, 180),
        ToleranceDegrees = 5,
        ParkAzimuthDegrees = 225,
        ParkElevationDegrees = 90,
    };

    public FaultFlight(ulong seed = 1)
    {
        Clock = new SteppedClock(Start);
        Rotator = new WatchedRotator(new EmulatedRotatorOptions { StartAzimuthDegrees = 120, StartElevationDegrees = 60, Seed = seed }, Clock);
        Authority = new MotionAuthority(Rotator, Geometry, Clock);
        Target = new FlyBy(Start.AddSeconds(500));
        var half = Target.HalfSeconds(15);
        (Rise, Set) = (500 - half, 500 + half);
    }

    public SteppedClock Clock { get; }

    public WatchedRotator Rotator { get; }

    public MotionAuthority Authority { get; }

    public FlyBy Target { get; }

    public double Rise { get; }

    public double Set { get; }

    public double Seconds => (Clock.GetUtcNow() - Start).TotalSeconds;

    /// <summary>When each phase is well under way.</summary>
    public double PhaseAt(string phase) => phase switch
    {
        "idle" => 20,
        "pre-position" => 52,
        "rise" => Rise,
        "culmination" => 490,
        "set" => Set - 20,
        "after" => Set + 5,
        "parking" => Set + 34,
        _ => throw new ArgumentException(phase),
    };

    public bool IsNear(double seconds) => Math.Abs(Seconds - seconds) < Period / 2;

    public void StepOnce()
    {
        Authority.Step();
        Clock.Advance(TimeSpan.FromSeconds(Period));
    }

    /// <summary>Goes on to a time, giving the orders of a schedule on the way.</summary>
    public void FlyTo(double seconds, Action? each = null)
    {
        while (Seconds < seconds - (Period / 2))
        {
            if (IsNear(50))
                FollowPass(Target, Rise, Set);
            if (IsNear(Math.Round(Set, 1) + 0.1))
                Authority.Release();
            if (IsNear(Math.Round(Set, 1) + 30))
                Authority.Park();
            StepOnce();
            each?.Invoke();
        }
    }

    public PassPlan FollowPass(FlyBy target, double rise, double set)
    {
        var place = Authority.Mechanical ?? (120, 60);
        var plan = Authority.Planner.Plan(target, Start.AddSeconds(rise), Start.AddSeconds(set), place, Clock.GetUtcNow());
        Authority.Follow(plan, target);
        return plan;
    }

    public double TrueError(FlyBy target)
    {
        var (azimuth, elevation) = Rotator.Inner.Antenna;
        var (skyAzimuth, skyElevation) = target.DirectionAt(Clock.GetUtcNow());
        return Mechanics.BeamError(azimuth, elevation, skyAzimuth, skyElevation);
    }

    /// <summary>The next pass, 150 s from now: true seconds off target, beside the prediction.</summary>
    public (double Predicted, double True) NextPass()
    {
        var next = new FlyBy(Clock.GetUtcNow().AddSeconds(150 + Target.HalfSeconds(15)), sideKm: -200, headingDegrees: 20);
        var half = next.HalfSeconds(15);
        var (rise, set) = (Seconds + 150 + Target.HalfSeconds(15) - half, Seconds + 150 + Target.HalfSeconds(15) + half);
        var plan = FollowPass(next, rise, set);
        var off = 0.0;
        while (Seconds < set)
        {
            StepOnce();
            if (Seconds > rise && TrueError(next) > Geometry.ToleranceDegrees)
                off += Period;
        }
        return (plan.OffTargetSeconds, off);
    }
}
