using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Radios;

public class SampleTimelineTests
{
    private const double RateHz = 2.4e6;
    private const int Block = 16384;

    [Theory]
    [InlineData(0)]
    [InlineData(37.5)]
    [InlineData(-120)]
    [InlineData(900)]
    public void The_drift_of_a_device_is_measured_through_jittering_delays(double ppm)
    {
        var source = new Source(ppm, seed: 1);
        source.Run(600);

        Assert.Equal(ppm, source.Timeline.DriftPpm, 0.5);
        Assert.InRange(source.Timeline.UncertaintySeconds, 0, 2e-3);
        Assert.InRange(source.WorstErrorSeconds, 0, 2e-3);
        Assert.Equal(0, source.Slipped);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.5)]
    public void Samples_that_nobody_told_of_are_missed_by_the_clock(double lostSeconds)
    {
        var source = new Source(20, seed: 2);
        source.Run(30);
        source.Lose(lostSeconds);
        source.Run(6);

        Assert.Equal(lostSeconds * RateHz, source.Slipped, 0.002 * RateHz);
        source.Run(60);
        Assert.Equal(lostSeconds * RateHz, source.Slipped, 0.002 * RateHz);
        Assert.InRange(source.Timeline.UncertaintySeconds, 0, 3e-3);
    }

    [Fact]
    public void Blocks_that_come_late_in_a_rush_are_no_loss()
    {
        var source = new Source(5, seed: 3);
        source.Run(20);
        for (int i = 0; i < 20; i++)
        {
            source.HoldBack(0.9);
            source.Run(1.5);
        }
        Assert.Equal(0, source.Slipped);
    }

    [Fact]
    public void After_an_interruption_the_drift_is_still_known()
    {
        var source = new Source(50, seed: 4);
        source.Run(60);
        source.Timeline.Interrupt();
        source.Run(1);
        Assert.Equal(50, source.Timeline.DriftPpm, 1.0);
        Assert.InRange(source.ErrorSeconds(), 0, 2e-3);
    }

    // Each time is known but for the delay of one block, whose deviation is a millisecond: their sum grows as the square root of their number.
    [Fact]
    public void Many_interruptions_do_not_add_up()
    {
        const int times = 80;
        var source = new Source(20, seed: 5);
        source.Run(30);
        for (int i = 0; i < times; i++)
            source.Interrupt(1.5);
        Assert.InRange(source.IndexErrorSeconds, 0, 3e-3 * Math.Sqrt(times));
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var timeline = new SampleTimeline(RateHz);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int i = 1; i < 200; i++)
                timeline.Observe(i * 100_000L, 100_000, i * 100_000 / RateHz);
        }));
    }

    /// <summary>A device with a clock of its own behind delays of at least 2 ms, exponential beyond.</summary>
    private sealed class Source(double ppm, int seed)
    {
        private readonly Random _random = new(seed);
        private long _made, _counted;
        private double _heldUntil;

        public SampleTimeline Timeline { get; } = new(RateHz);

        public double WorstErrorSeconds { get; private set; }

        public long Slipped { get; private set; }

        /// <summary>By how much more or fewer samples are counted than were made.</summary>
        public double IndexErrorSeconds => Math.Abs(_counted - _made) / RateHz;

        private double Now => _made / (RateHz * (1 + (ppm * 1e-6)));

        private double Arrival() => Math.Max(Now + 0.002 - (0.001 * Math.Log(1 - _random.NextDouble())), _heldUntil);

        public void Run(double seconds)
        {
            for (double end = Now + seconds; Now < end;)
            {
                _made += Block;
                _counted += Block;
                Timeline.Observe(_counted, Block, Arrival());
                long slip = Timeline.TakeSlip();
                (Slipped, _counted) = (Slipped + slip, _counted + slip);
                if (Now > 10)
                    WorstErrorSeconds = Math.Max(WorstErrorSeconds, ErrorSeconds());
            }
        }

        public void Lose(double seconds) => _made += (long)(seconds * RateHz);

        /// <summary>Closed and opened again; what is missing counts by the clock.</summary>
        public void Interrupt(double seconds)
        {
            Lose(seconds);
            _made += Block;
            double arrival = Arrival();
            _counted += Block;
            _counted += Timeline.Missing(_counted, arrival);
            Timeline.Interrupt();
            Timeline.Observe(_counted, Block, arrival);
        }

        public void HoldBack(double seconds) => _heldUntil = Now + seconds;

        /// <summary>By how much the time of the last sample is wrong beyond the least delay.</summary>
        public double ErrorSeconds() => Math.Abs(Timeline.SecondsOf(_counted) - Now - 0.002);
    }
}
