using GroundTerminal.Station;
using GroundTerminal.Station.Clock;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Clock;

public class ClockMonitorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Start);
    private readonly Probe _probe = new();

    [Fact]
    public void Since_when_nothing_keeps_the_clock_is_counted_by_one_that_does_not_jump()
    {
        _probe.Next = new ClockReading("kernel", true, 0.01, 0.002);
        var monitor = new ClockMonitor([_probe], _time);
        Assert.Equal((true, 0.01, 0.002, null, TimeSpan.Zero), (monitor.Current.IsSynchronised, monitor.Current.UncertaintySeconds, monitor.Current.EstimatedErrorSeconds, monitor.Current.UnsynchronisedSince, monitor.Current.UnsynchronisedFor));
        _time.Pass(TimeSpan.FromHours(1));
        _probe.Next = new ClockReading("kernel", false, 16, 16);
        _time.Now += TimeSpan.FromDays(400);
        var quality = monitor.Update();
        Assert.Same(quality, monitor.Current);
        Assert.Equal((false, TimeSpan.FromHours(1)), (quality.IsSynchronised, quality.UnsynchronisedFor));
        Assert.Equal(Start.AddDays(400), quality.UnsynchronisedSince);
        // 15 ppm of 3600 s.
        Assert.Equal(0.064, quality.UncertaintySeconds!.Value, 1e-9);
        Assert.Equal(0.056, quality.EstimatedErrorSeconds!.Value, 1e-9);
        _probe.Next = new ClockReading("kernel", true, 0.02, 0.001);
        Assert.Equal((true, TimeSpan.Zero), (monitor.Update().IsSynchronised, monitor.Current.UnsynchronisedFor));
    }

    [Fact]
    public void A_clock_that_was_never_kept_has_no_figure()
    {
        var monitor = new ClockMonitor([_probe], _time);
        _time.Pass(TimeSpan.FromMinutes(5));
        var quality = monitor.Update();
        Assert.Equal(("unknown", null, null, Start, TimeSpan.FromMinutes(5)), (quality.Source, quality.UncertaintySeconds, quality.EstimatedErrorSeconds, quality.UnsynchronisedSince, quality.UnsynchronisedFor));
    }

    [Fact]
    public void The_first_probe_that_answers_counts()
    {
        _probe.Next = new ClockReading("kernel", true, 1, 1);
        var first = new Probe();
        var monitor = new ClockMonitor([first, _probe], _time);
        Assert.Equal("kernel", monitor.Current.Source);
        first.Next = new ClockReading("chrony", true, 0.001, 0.001);
        Assert.Equal("chrony", monitor.Update().Source);
    }

    private sealed class Probe : IClockProbe
    {
        public ClockReading? Next { get; set; }

        public ClockReading? Read() => Next;
    }
}
