using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Tests.Station.Transmitting;

public sealed class TransmitLimitTests
{
    [Fact]
    public void A_burst_is_keyed_then_after_the_lead_sent_then_after_the_tail_unkeyed()
    {
        using var bench = new TransmitBench(new TransmitLimits { Lead = TimeSpan.FromMilliseconds(150), Tail = TimeSpan.FromMilliseconds(70) });
        bench.Arm();
        DateTimeOffset began = bench.Time.Now;
        Assert.Null(bench.Send());
        Assert.Equal(["on", "wait", "samples", "wait", "off"], bench.Log);
        Assert.Equal(1, bench.Radio.EndsOfBurst);
        double air = bench.Radio.Samples.Count / TransmitBench.RateHz;
        Assert.Equal(air, bench.Chain.Account.SecondsOnAir, 6);
        Assert.Equal(air + 0.22, (bench.Time.Now - began).TotalSeconds, 3);
        Assert.Equal(air + 0.22, bench.Chain.Account.SecondsKeyed, 3);
        // 200 ms of preamble and 60 bytes with flags and check at 9600 baud.
        Assert.InRange(air, 0.2 + (62 * 8 / 9600.0), 0.2 + (62 * 8 / 9600.0 * 1.3) + 0.02);
    }

    [Fact]
    public void A_device_that_takes_samples_faster_than_it_sends_them_is_unkeyed_only_when_they_are_sent()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Radio.TimeFactor = 0;
        DateTimeOffset began = bench.Time.Now;
        Assert.Null(bench.Send());
        Assert.Equal((bench.Radio.Samples.Count / TransmitBench.RateHz) + 0.15, (bench.Time.Now - began).TotalSeconds, 3);
    }

    [Fact]
    public void A_frame_that_would_be_on_the_air_for_too_long_is_refused()
    {
        using var bench = new TransmitBench(new TransmitLimits { LongestBurst = TimeSpan.FromSeconds(0.5) });
        bench.Arm();
        Assert.Null(bench.Send(TransmitBench.Frame(1, 60)));
        int written = bench.Radio.Samples.Count;
        Assert.Equal(TransmitRefusalKind.TooLong, bench.Send(TransmitBench.Frame(1, 255))!.Kind);
        Assert.Equal(written, bench.Radio.Samples.Count);
    }

    [Fact]
    public void The_share_of_the_window_and_the_cool_down_hold_at_every_moment()
    {
        var limits = new TransmitLimits { Window = TimeSpan.FromSeconds(10), MostShare = 0.1, CoolDown = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(2), QueueLength = 100 };
        using var bench = new TransmitBench(limits);
        bench.Arm();
        var times = new List<(DateTimeOffset From, DateTimeOffset To)>();
        for (int i = 0; i < 12; i++)
        {
            double before = bench.Chain.Account.SecondsKeyed;
            Assert.Null(bench.Send(TransmitBench.Frame(i, 20 + (15 * i))));
            double keyed = bench.Chain.Account.SecondsKeyed - before;
            times.Add((bench.Time.Now.AddSeconds(-keyed), bench.Time.Now));
        }
        for (int i = 1; i < times.Count; i++)
            Assert.True(times[i].From - times[i - 1].To >= limits.CoolDown - TimeSpan.FromMilliseconds(1));
        foreach (DateTimeOffset end in times.Select(t => t.To))
        {
            double keyed = times.Sum(t => Overlap(t.From, t.To, end - limits.Window, end));
            Assert.True(keyed <= 1.001, $"{keyed} s of 10 s");
        }
        // And it is used: the twelve frames keep the transmitter near its share.
        Assert.True(bench.Chain.Account.SecondsKeyed / (times[^1].To - times[0].From).TotalSeconds > 0.06);
    }

    [Fact]
    public void A_frame_whose_turn_does_not_come_in_time_is_refused()
    {
        var limits = new TransmitLimits { Window = TimeSpan.FromSeconds(100), MostShare = 0.005, LongestWait = TimeSpan.FromSeconds(30) };
        using var bench = new TransmitBench(limits);
        bench.Arm();
        Assert.Null(bench.Send());
        int written = bench.Radio.Samples.Count;
        Assert.Equal(TransmitRefusalKind.Duty, bench.Send()!.Kind);
        Assert.Equal(written, bench.Radio.Samples.Count);
    }

    [Fact]
    public void A_full_queue_refuses()
    {
        using var bench = new TransmitBench(new TransmitLimits { QueueLength = 3 });
        bench.Arm();
        TransmitTicket[] tickets = [.. Enumerable.Range(0, 5).Select(i => bench.Chain.Offer(bench.Channel, TransmitBench.Frame(i), "test"))];
        Assert.Equal(3, bench.Chain.Queued);
        Assert.All(tickets[3..], t => Assert.Equal(TransmitRefusalKind.QueueFull, TransmitBench.Outcome(t)!.Kind));
    }

    [Fact]
    public void A_frame_that_the_framing_does_not_carry_is_refused()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        Assert.Equal(TransmitRefusalKind.Frame, bench.Send(new byte[100_000])!.Kind);
        Assert.Empty(bench.Radio.Samples);
    }

    [Fact]
    public void A_carrier_that_Doppler_takes_outside_the_band_is_refused()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Way.ShiftHz = 15e3;
        Assert.Equal(TransmitRefusalKind.Band, bench.Send()!.Kind);
        Assert.Empty(bench.Radio.Samples);
    }

    [Theory]
    [InlineData("FSK", -10, -3)]
    [InlineData("BPSK", -10, -3)]
    [InlineData("BPSK", -4, -3)]
    public void No_sample_is_above_the_greatest_level_and_the_mean_is_as_asked_for(string modulation, double level, double most)
    {
        using var bench = new TransmitBench(new TransmitLimits { LevelDbfs = level, MaxLevelDbfs = most }, TransmitBench.Fsk with { Signal = new Signal { Modulation = modulation, BaudRate = 1200, Framing = "AX.25" } });
        bench.Arm();
        Assert.Null(bench.Send());
        double peak = bench.Radio.Samples.Max(Power), mean = bench.Radio.Samples.Average(Power);
        Assert.True(10 * Math.Log10(peak) <= most + 1e-3, $"peak {10 * Math.Log10(peak)} dBFS");
        Assert.InRange(10 * Math.Log10(mean), level - 1.5, level + 0.5);
        Assert.Equal(bench.Chain.Account.LimitedSamples > 0, modulation == "BPSK" && level > -7);
    }

    [Fact]
    public void A_device_that_takes_nothing_is_given_up_and_disarmed()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Radio.Takes = n => bench.Radio.Samples.Count > 3000 ? 0 : n;
        Assert.Equal(TransmitRefusalKind.Radio, bench.Send()!.Kind);
        AssertOff(bench);
    }

    [Fact]
    public void A_device_that_fails_unkeys_and_disarms()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Radio.BeforeWrite = n =>
        {
            if (n > 3000)
                throw new RadioException(RadioFailure.Lost, "unplugged");
        };
        TransmitRefusal refused = bench.Send()!;
        Assert.Equal((TransmitRefusalKind.Radio, "unplugged"), (refused.Kind, refused.Text));
        AssertOff(bench);
    }

    [Fact]
    public void A_device_that_says_it_took_more_than_there_is_is_given_up()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Radio.Takes = n => n + 1;
        Assert.Equal(TransmitRefusalKind.Radio, bench.Send()!.Kind);
        AssertOff(bench);
    }

    [Fact]
    public void A_line_that_cannot_be_switched_on_lets_nothing_out()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Line.FailsOn = true;
        Assert.Equal(TransmitRefusalKind.Switch, bench.Send()!.Kind);
        Assert.Empty(bench.Radio.Samples);
        AssertOff(bench);
    }

    [Fact]
    public void A_line_that_cannot_be_switched_off_is_told_and_tried_again()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Line.FailsOff = true;
        bench.Send();
        Assert.Contains(bench.Told, t => t.Contains("by hand"));
        Assert.True(bench.Chain.IsKeyed);
        bench.Chain.Watchdog.Look();
        Assert.Single(bench.Told);
        bench.Line.FailsOff = false;
        bench.Chain.Watchdog.Look();
        Assert.False(bench.Line.IsOn);
        Assert.False(bench.Chain.IsKeyed);
    }

    [Fact]
    public void The_watchdog_unkeys_a_burst_that_does_not_end()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        // The device hangs inside a write for half a minute; meanwhile the watchdog's thread looks.
        bool hung = false;
        bench.Radio.BeforeWrite = n =>
        {
            if (hung || n < 3000)
                return;
            hung = true;
            bench.Time.Pass(TimeSpan.FromSeconds(1.9));
            bench.Chain.Watchdog.Look();
            Assert.True(bench.Line.IsOn);
            bench.Time.Pass(TimeSpan.FromSeconds(0.2));
            bench.Chain.Watchdog.Look();
            Assert.False(bench.Line.IsOn);
        };
        Assert.Equal(TransmitRefusalKind.Watchdog, bench.Send()!.Kind);
        Assert.Contains(bench.Told, t => t.Contains("watchdog"));
        AssertOff(bench);
    }

    [Fact]
    public void The_watchdog_knows_the_longest_burst_and_the_interlock()
    {
        using var bench = new TransmitBench(new TransmitLimits { LongestBurst = TimeSpan.FromSeconds(1) });
        bench.Arm();
        bool late = false;
        bench.Radio.BeforeWrite = n =>
        {
            if (late || n < 3000)
                return;
            late = true;
            bench.Time.Pass(TimeSpan.FromSeconds(1.45));
            bench.Chain.Watchdog.Look();
            Assert.False(bench.Line.IsOn);
        };
        Assert.Equal(TransmitRefusalKind.Watchdog, bench.Send()!.Kind);

        bench.Arm();
        bench.Time.Pass(TimeSpan.FromSeconds(5));
        bench.Radio.BeforeWrite = _ =>
        {
            bench.Guard.Disarm("stop");
            bench.Chain.Watchdog.Look();
            Assert.False(bench.Line.IsOn);
        };
        Assert.Equal(TransmitRefusalKind.NotArmed, bench.Send()!.Kind);
    }

    [Fact]
    public void At_the_end_the_line_is_off_and_given_back_and_what_waits_is_refused()
    {
        var bench = new TransmitBench();
        bench.Arm();
        TransmitTicket waiting = bench.Chain.Offer(bench.Channel, TransmitBench.Frame(1), "test");
        bench.Dispose();
        Assert.True(bench.Line.Disposed);
        Assert.Equal(TransmitRefusalKind.Stopped, TransmitBench.Outcome(waiting)!.Kind);
        Assert.Empty(bench.Radio.Samples);
        Assert.Equal(TransmitRefusalKind.Stopped, TransmitBench.Outcome(bench.Chain.Offer(bench.Channel, TransmitBench.Frame(1), "test"))!.Kind);
    }

    private static double Overlap(DateTimeOffset from, DateTimeOffset to, DateTimeOffset begin, DateTimeOffset end) =>
        Math.Max(0, ((to < end ? to : end) - (from > begin ? from : begin)).TotalSeconds);

    private static double Power(Complex32 s) => ((double)s.Re * s.Re) + ((double)s.Im * s.Im);

    private static void AssertOff(TransmitBench bench)
    {
        Assert.False(bench.Line.IsOn);
        Assert.Null(bench.Guard.ArmedFor);
        Assert.Equal(bench.Radio.Opened, bench.Radio.Closed);
        Assert.NotEmpty(bench.Told);
    }
}
