using System.Collections.Concurrent;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Radios;

public sealed class RecoveringRadioTests : IDisposable
{
    private const double RateHz = 1e6;
    private static readonly RadioSettings Settings = new() { SampleRateHz = RateHz, CenterFrequencyHz = 437e6 };
    private static readonly RecoveryOptions Quick = new() { FirstWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMilliseconds(2), ClockUncertaintySeconds = () => 0.001 };
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedRadioDevice _device;
    private readonly ConcurrentQueue<string> _told = new();
    private readonly Complex32[] _block = new Complex32[10_000];
    private RecoveringRadio? _radio;

    public RecoveringRadioTests() => _device = new ScriptedRadioDevice(_time, RateHz) { OnRead = OnTime };

    private RecoveringRadio Radio => _radio ??= new RecoveringRadio(_device, Settings, Quick, _time, _told.Enqueue);

    public void Dispose() => _radio?.Dispose();

    [Fact]
    public void Samples_have_their_index_and_their_UTC()
    {
        var start = _time.Now;
        for (int i = 0; i < 2000; i++)
        {
            SampleBlockInfo info = Next();
            Assert.Equal(i * 10_000L, info.FirstSample);
            Assert.Equal(i * 0.01, (info.FirstSampleUtc - start).TotalSeconds, 1e-6);
            Assert.InRange(info.UtcUncertainty.TotalSeconds, 0.001, 0.02);
        }
        Assert.Equal(0, Radio.Health.SampleClockPpm!.Value, 1e-3);
        Assert.Equal(0.001, Radio.Health.UtcUncertaintySeconds!.Value, 1e-4);
    }

    [Fact]
    public void What_piled_up_before_the_first_read_is_left_and_no_gap()
    {
        int reads = 0;
        _device.OnRead = n => ++reads switch
        {
            1 => new RadioRead(n),
            2 => new RadioRead(n) { LostBefore = 5000 },
            _ => OnTime(n),
        };
        SampleBlockInfo info = Next();
        Assert.Equal((25_000, 0), (info.FirstSample, info.LostBefore));
        Assert.Equal(35_000, Next().FirstSample);
    }

    [Fact]
    public void A_loss_that_the_device_counts_moves_the_index_by_as_many()
    {
        Next();
        _device.OnRead = n => OnTime(n) with { LostBefore = 1234 };
        SampleBlockInfo info = Next();
        Assert.Equal((1234, 11_234), (info.LostBefore, info.FirstSample));
    }

    [Fact]
    public void A_loss_that_it_does_not_count_is_told_by_the_clock()
    {
        Repeat(1000, () => Next());
        _time.Pass(TimeSpan.FromSeconds(0.123));
        _device.OnRead = n => OnTime(n) with { LostUnknown = true };
        Assert.Equal(123_000, Next().LostBefore, 100.0);
        Assert.Equal(123_000, Radio.Health.LostByClock, 100.0);
    }

    [Fact]
    public void Time_that_the_stream_carries_counts_exactly()
    {
        var start = _time.Now.AddHours(-3); // the stream is old
        long made = 0;
        _device.OnRead = n =>
        {
            var utc = start.AddSeconds(made / RateHz);
            made += n;
            return OnTime(n) with { FirstSampleUtc = utc, UtcUncertainty = TimeSpan.FromTicks(3) };
        };
        Repeat(10, () => Next());
        made += 777;
        _device.OnRead = Broken(_device.OnRead);
        SampleBlockInfo info = Next();
        Assert.Equal(777, info.LostBefore);
        Assert.Equal(start.AddSeconds(100_777 / RateHz), info.FirstSampleUtc);
        Assert.Equal(3, info.UtcUncertainty.Ticks);
    }

    public static TheoryData<string> Faults() => ["lost", "hangs", "refused once", "refused for two reasons", "other rate", "other frequency"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_hundred_faults_are_recovered_from_accounted_for_and_told_once(string fault)
    {
        var random = new Random(1);
        long read = 0, lost = 0;
        Repeat(1000, Account);
        for (int i = 0; i < 100; i++)
        {
            Inject(fault, TimeSpan.FromSeconds(0.01 + random.NextDouble()));
            Repeat(1 + random.Next(50), Account);
        }

        // Each break is measured by the clock, to a block or so.
        Assert.Equal(_device.Made, read + lost, 100 * 200.0);
        Assert.Equal(100, Radio.Health.Faults);
        Assert.Equal(100, Radio.Health.Recoveries);
        Assert.True(Radio.Health.Streams);
        Assert.Equal(_device.Opened - 1, _device.Disposed);
        Assert.Equal(100, _told.Count(t => t.Contains("open again after", StringComparison.Ordinal)));
        Assert.Equal(fault.StartsWith("refused for two", StringComparison.Ordinal) ? 400 : fault is "lost" or "hangs" ? 200 : 300, _told.Count);

        void Account()
        {
            SampleBlockInfo info = Next();
            Assert.Equal(read + lost + info.LostBefore, info.FirstSample);
            (read, lost) = (read + _block.Length, lost + info.LostBefore);
        }
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        RecoveringRadio radio = Radio;
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int i = 0; i < 200; i++)
                radio.Read(_block, out _, default);
        }));
    }

    [Fact]
    public void While_it_is_away_a_read_ends_by_cancellation()
    {
        Next();
        _device.OnOpen = () => new RadioException(RadioFailure.Absent, "not plugged in");
        _device.OnRead = _ => throw new RadioException(RadioFailure.Lost, "unplugged");
        using var cancellation = new CancellationTokenSource(50);
        Assert.Equal(0, Radio.Read(_block, out _, cancellation.Token));
        Assert.False(Radio.Health.Streams);
        Assert.Equal("unplugged", Radio.Health.LastFault);
    }

    [Fact]
    public void What_cannot_be_had_at_the_start_is_refused()
    {
        _device.OnOpen = () => new RadioException(RadioFailure.Absent, "not plugged in");
        Assert.Equal(RadioFailure.Absent, Assert.Throws<RadioException>(() => Radio).Failure);
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
            action();
    }

    private SampleBlockInfo Next()
    {
        Assert.Equal(_block.Length, Radio.Read(_block, out SampleBlockInfo info, default));
        return info;
    }

    private RadioRead OnTime(int count)
    {
        _time.Pass(TimeSpan.FromSeconds(count / RateHz));
        return new RadioRead(count);
    }

    private Func<int, RadioRead> Broken(Func<int, RadioRead> then)
    {
        bool broke = false;
        return n => broke ? then(n) : throw Break(ref broke);

        static RadioException Break(ref bool broke)
        {
            broke = true;
            return new RadioException(RadioFailure.Lost, "unplugged");
        }
    }

    private void Inject(string fault, TimeSpan outage)
    {
        int refusals = 0;
        _device.OnRead = fault == "hangs" ? Hanging() : Broken(OnTime);
        _device.OnOpen = () =>
        {
            refusals++;
            if (refusals == 1)
                _time.Pass(outage);
            (_device.OpenedRateHz, _device.OnRead) = (RateHz, OnTime);
            switch (fault)
            {
                case "refused once" when refusals <= 3:
                case "refused for two reasons" when refusals <= 3:
                    return new RadioException(RadioFailure.Absent, "not plugged in");
                case "refused for two reasons" when refusals == 4:
                    return new RadioException(RadioFailure.Denied, "not allowed");
                case "other rate" when refusals <= 2:
                    _device.OpenedRateHz = 2 * RateHz;
                    break;
                case "other frequency" when refusals <= 2:
                    _device.OpenedFrequencyHz = 438e6;
                    return null;
            }
            _device.OpenedFrequencyHz = 437e6;
            return null;
        };
    }

    private Func<int, RadioRead> Hanging() => _ =>
    {
        _time.Pass(TimeSpan.FromSeconds(0.1));
        return default;
    };
}
