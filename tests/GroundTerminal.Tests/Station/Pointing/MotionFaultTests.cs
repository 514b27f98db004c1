using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>Every fault at every phase of a pass: the rule holds, the motors stop, no limit is hit by our doing, the next pass goes on.</summary>
public class MotionFaultTests
{
    private const double FaultSeconds = 60;
    private static readonly string[] Phases = ["idle", "pre-position", "rise", "culmination", "set", "after", "parking"];

    private static readonly Dictionary<string, RotatorFaults> Faults = new()
    {
        ["stall azimuth"] = new() { AzimuthStalls = true },
        ["stall elevation"] = new() { ElevationStalls = true },
        ["runaway"] = new() { AzimuthRunsAwayDegreesPerS = -6 },
        ["stray"] = new() { AzimuthStraysDegreesPerS = 6 },
        ["jump"] = new() { AzimuthJumpDegrees = 60 },
        ["jump outside"] = new() { AzimuthJumpDegrees = 700 },
        ["noise"] = new() { NoiseDegrees = 3 },
        ["mute"] = new() { Mute = true },
        ["unplugged"] = new() { Unplugged = true },
    };

    public static IEnumerable<object[]> Cases => Faults.Keys.SelectMany(f => Phases.Select(p => new object[] { f, p }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_rule_holds_and_the_next_pass_goes_on(string fault, string phase)
    {
        var flight = new FaultFlight();
        var at = Math.Round(flight.PhaseAt(phase), 1);
        flight.FlyTo(at);
        Assert.Empty(flight.Authority.AlarmsAfter(0));
        flight.Rotator.Inner.Faults = Faults[fault];
        var (movedAfterAlarm, stallSeconds) = (0, 0.0);
        flight.FlyTo(at + FaultSeconds, () =>
        {
            stallSeconds = Follows(flight) ? 0 : stallSeconds + FaultFlight.Period;
            if (fault is "stall azimuth" or "stall elevation" && stallSeconds > 13)
                Assert.Contains(flight.Authority.AlarmsAfter(0), a => a.Fault == MotionFault.Stall);
            if (fault == "stray" && flight.Authority.AlarmsAfter(0) is [{ Fault: MotionFault.Runaway } run] && flight.Clock.GetUtcNow() - run.Time > TimeSpan.FromSeconds(4))
                Assert.False(flight.Rotator.Inner.IsMoving);
            if (flight.Authority.Status is { Fault: MotionFault.Mute or MotionFault.Runaway or MotionFault.Jump })
                movedAfterAlarm += flight.Rotator.Points.Count(p => p.Time == flight.Clock.GetUtcNow() - TimeSpan.FromSeconds(FaultFlight.Period));
        });
        Assert.Equal(0, movedAfterAlarm);
        AssertRule(fault, phase, flight, at);
        flight.Rotator.Inner.Faults = RotatorFaults.None;
        flight.FlyTo(Math.Max(at + FaultSeconds, flight.Set) + 60);
        Assert.Equal(0, flight.Rotator.Inner.ImpossibleTargets);
        if (fault != "runaway")
            Assert.Equal(0, flight.Rotator.Inner.StopHits);
        var next = flight.NextPass();
        Assert.True(next.True <= next.Predicted + 0.5 && next.Predicted < 1, $"next pass: predicted {next.Predicted:F1} s off target, {next.True:F1} s");
        Assert.Equal(MotionFault.None, flight.Authority.Status.Fault);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_stop_is_obeyed_at_once(string fault, string phase)
    {
        var flight = new FaultFlight();
        var at = Math.Round(flight.PhaseAt(phase), 1);
        flight.FlyTo(at);
        flight.Rotator.Inner.Faults = Faults[fault];
        foreach (var later in new[] { 0, 2.5, 8 })
        {
            flight.FlyTo(at + later);
            var (stops, points) = (flight.Rotator.Stops.Count, flight.Rotator.Points.Count);
            flight.Authority.Stop();
            Assert.True(flight.Rotator.Stops.Count > stops);
            for (var i = 0; i < 30; i++)
                flight.StepOnce();
            Assert.Equal(points, flight.Rotator.Points.Count);
            if (fault is not ("runaway" or "unplugged"))
                Assert.False(flight.Rotator.Inner.IsMoving);
            flight.Authority.Park();
            at += 3;
        }
    }

    /// <summary>Noise beyond the stated error, over many seeds: no runaway, and the next pass goes on.</summary>
    [Fact]
    public void Noise_is_no_runaway()
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var flight = new FaultFlight(seed);
            flight.Rotator.Inner.Faults = Faults["noise"];
            flight.FlyTo(flight.Set + 120);
            Assert.DoesNotContain(flight.Authority.AlarmsAfter(0), a => a.Fault == MotionFault.Runaway);
            Assert.Equal(0, flight.Rotator.Inner.StopHits + flight.Rotator.Inner.ImpossibleTargets);
        }
    }

    private static bool Follows(FaultFlight flight)
    {
        var s = flight.Authority.Status;
        return s.Mode is MotionMode.Idle or MotionMode.Fault || double.IsNaN(s.CommandedAzimuthDegrees)
            || Math.Max(Math.Abs(s.CommandedAzimuthDegrees - s.MechanicalAzimuthDegrees), Math.Abs(s.CommandedElevationDegrees - s.MechanicalElevationDegrees)) < 4.5;
    }

    private static void AssertRule(string fault, string phase, FaultFlight flight, double at)
    {
        var alarms = flight.Authority.AlarmsAfter(0);
        var status = flight.Authority.Status;
        switch (fault)
        {
            case "mute" or "unplugged":
                var mute = Assert.Single(alarms);
                Assert.Equal(MotionFault.Mute, mute.Fault);
                Assert.InRange((mute.Time - FaultFlight.Start).TotalSeconds - at, 2.9, 3.3);
                Assert.Null(flight.Authority.Position);
                Assert.InRange(flight.Rotator.Stops.Count(s => s >= mute.Time), 50, 70);
                Assert.True(fault == "unplugged" || !flight.Rotator.Inner.IsMoving);
                break;
            case "runaway" or "stray":
                var run = alarms.First(a => a.Fault == MotionFault.Runaway);
                Assert.True(phase == "idle" || status.Fault == MotionFault.Runaway); // idle: the pass that begins meanwhile tries again
                Assert.Contains(run.Time, flight.Rotator.Stops);
                Assert.True(phase is "pre-position" or "culmination" or "parking" || (run.Time - FaultFlight.Start).TotalSeconds - at < 3.5);
                break;
            case "jump":
                var jump = alarms[0];
                Assert.Equal(MotionFault.Jump, jump.Fault);
                Assert.InRange((jump.Time - FaultFlight.Start).TotalSeconds - at, 1.9, 2.5);
                break;
            case "jump outside":
                Assert.Equal(MotionFault.Jump, status.Fault);
                Assert.False(flight.Rotator.Inner.IsMoving);
                break;
            case "noise":
                Assert.DoesNotContain(alarms, a => a.Fault == MotionFault.Runaway);
                break;
            default:
                Assert.All(alarms, a => Assert.Equal(MotionFault.Stall, a.Fault));
                break;
        }
    }
}
