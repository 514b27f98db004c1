using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Tests.Station.Transmitting;

public sealed class TransmitInterlockTests
{
    [Fact]
    public void Without_the_configurations_word_it_cannot_be_armed_and_nothing_is_written()
    {
        using var bench = new TransmitBench(enabled: false);
        Assert.Contains("transmit.enabled", bench.Guard.Arm(TimeSpan.FromMinutes(1)));
        Assert.Equal(TransmitRefusalKind.Disabled, bench.Send()!.Kind);
        AssertSilent(bench);
    }

    [Fact]
    public void Without_an_operators_arming_nothing_is_written()
    {
        using var bench = new TransmitBench();
        Assert.Equal(TransmitRefusalKind.NotArmed, bench.Send()!.Kind);
        AssertSilent(bench);
        Assert.Equal(1, bench.Chain.Account.Refused[TransmitRefusalKind.NotArmed]);
        Assert.Contains("not armed", Assert.Single(bench.Chain.Account.Last).Refused);
    }

    [Fact]
    public void What_was_refused_is_not_sent_when_it_is_armed_later()
    {
        using var bench = new TransmitBench();
        bench.Send();
        bench.Arm();
        Assert.False(bench.Chain.Step());
        AssertSilent(bench);
    }

    [Fact]
    public void Arming_expires_and_disarming_acts_at_once()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        Assert.Null(bench.Send());
        bench.Time.Pass(TimeSpan.FromMinutes(10));
        Assert.Null(bench.Guard.ArmedFor);
        int written = bench.Radio.Samples.Count;
        Assert.Equal(TransmitRefusalKind.NotArmed, bench.Send()!.Kind);
        bench.Arm();
        bench.Guard.Disarm("an operator says so");
        Assert.Contains("an operator says so", bench.Send()!.Text);
        Assert.Equal(written, bench.Radio.Samples.Count);
    }

    [Fact]
    public void Setting_the_clock_back_does_not_prolong_arming()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Time.Pass(TimeSpan.FromMinutes(9));
        bench.Time.Now -= TimeSpan.FromHours(5);
        bench.Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(TransmitRefusalKind.NotArmed, bench.Send()!.Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(3601)]
    public void Arming_for_too_long_or_no_time_is_refused(double seconds)
    {
        using var bench = new TransmitBench();
        Assert.NotNull(bench.Guard.Arm(TimeSpan.FromSeconds(seconds)));
        Assert.Null(bench.Guard.ArmedFor);
    }

    [Fact]
    public void A_way_that_refuses_keeps_it_silent()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Way.Says = new TransmitRefusal(TransmitRefusalKind.NoContact, "no contact");
        Assert.Equal(TransmitRefusalKind.NoContact, bench.Send()!.Kind);
        AssertSilent(bench);
    }

    [Fact]
    public void What_is_refused_between_offer_and_turn_is_not_keyed()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        TransmitTicket ticket = bench.Chain.Offer(bench.Channel, TransmitBench.Frame(1), "test");
        bench.Guard.Disarm("changed her mind");
        Assert.True(bench.Chain.Step());
        Assert.Equal(TransmitRefusalKind.NotArmed, TransmitBench.Outcome(ticket)!.Kind);
        AssertSilent(bench);
    }

    [Fact]
    public void A_refusal_during_the_lead_time_unkeys_before_any_sample()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bench.Waiting = () => bench.Guard.Disarm("stop");
        Assert.Equal(TransmitRefusalKind.NotArmed, bench.Send()!.Kind);
        Assert.Empty(bench.Radio.Samples);
        Assert.Equal(["on", "wait", "off"], bench.Log);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_refusal_in_the_midst_of_a_burst_unkeys_and_closes_the_radio_within_a_block(bool byOperator)
    {
        using var bench = new TransmitBench();
        bench.Arm();
        bool refused = false;
        bench.Radio.BeforeWrite = written =>
        {
            if (refused || written < 5000)
                return;
            refused = true;
            if (byOperator)
                bench.Guard.Disarm("stop");
            else
                bench.Way.Says = new TransmitRefusal(TransmitRefusalKind.Pointing, "off target");
        };
        Assert.NotNull(bench.Send());
        Assert.False(bench.Line.IsOn);
        Assert.Equal(1, bench.Radio.Closed);
        Assert.InRange(bench.Radio.Samples.Count, 5000, 5000 + (2 * 960));
        Assert.Equal(0, bench.Radio.EndsOfBurst);
        Assert.Equal(0, bench.Chain.Account.Sent);
    }

    [Fact]
    public void The_radio_is_closed_once_it_is_no_longer_armed()
    {
        using var bench = new TransmitBench();
        bench.Arm();
        Assert.Null(bench.Send());
        Assert.Equal((1, 0), (bench.Radio.Opened, bench.Radio.Closed));
        bench.Guard.Disarm("done");
        bench.Chain.Step();
        Assert.Equal((1, 1), (bench.Radio.Opened, bench.Radio.Closed));
        Assert.Equal("", bench.Chain.Radio);
    }

    private static void AssertSilent(TransmitBench bench)
    {
        Assert.Empty(bench.Radio.Samples);
        Assert.Equal(0, bench.Radio.Opened);
        Assert.DoesNotContain("on", bench.Log);
        Assert.Equal(0, bench.Chain.Account.SecondsOnAir);
        Assert.Equal(0, bench.Chain.Account.SecondsKeyed);
    }
}
