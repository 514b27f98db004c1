using GroundTerminal.Station.Frames;

namespace GroundTerminal.Tests.Station.Frames;

public class LatencyMeterTests
{
    [Fact]
    public void Quantiles_are_right_within_a_sixteenth_of_an_octave()
    {
        var meter = new LatencyMeter();
        for (int i = 1; i <= 1000; i++)
            meter.Record(TimeSpan.FromMilliseconds(i));
        Assert.Equal(1000, meter.Count);
        Assert.Equal(1000, meter.WorstMilliseconds);
        Assert.InRange(meter.Quantile(0.5), 500, 523);
        Assert.InRange(meter.Quantile(0.99), 990, 1000);
        Assert.Equal(1000, meter.Quantile(1));
    }

    [Fact]
    public void Without_frames_there_is_nothing_to_tell_and_a_recording_of_last_year_has_no_latency()
    {
        var meter = new LatencyMeter();
        meter.Record(TimeSpan.FromDays(300));
        Assert.Equal((0, true), (meter.Count, double.IsNaN(meter.Quantile(0.5))));
    }
}
