using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>Two-way Doppler, against counting crests that run to a moving satellite and back.</summary>
public class TransponderTests
{
    /// <summary>The crest sent at t reaches what moves from r0 on with v when c·(s − t) = r0 + v·s, and is back at s + (r0 + v·s)/c. Clocks on board make no difference to a coherent transponder.</summary>
    [Theory]
    [InlineData(-7.5)]
    [InlineData(-0.001)]
    [InlineData(0)]
    [InlineData(7.9)]
    [InlineData(30)]
    public void What_comes_back_is_what_crests_say(double kmPerS)
    {
        const double C = 299792.458, Start = 1000, Hz = 2.0732e9, Ratio = 240.0 / 221;
        decimal Back(decimal t)
        {
            var (c, r0, v) = ((decimal)C, (decimal)Start, (decimal)kmPerS);
            var s = ((c * t) + r0) / (c - v);
            return s + ((r0 + (v * s)) / c);
        }

        var expected = Hz * Ratio / (double)(Back(1) - Back(0));
        var transponder = Transponder.Coherent(Ratio);
        Assert.Equal(expected, transponder.ReturnedHz(Hz, kmPerS), 1e-5);
        Assert.Equal(expected - (Hz * Ratio), transponder.TwoWayDopplerHz(Hz, kmPerS), 1e-5);
    }

    /// <summary>To the first order a shift of 2·v/c: at 7.5 km/s and 2.2 GHz down, 110 kHz.</summary>
    [Fact]
    public void The_shift_is_twice_that_of_one_way()
    {
        var transponder = Transponder.Coherent(240.0 / 221);
        Assert.Equal(2 * 7.5 / 299792.458 * 2.2e9, transponder.TwoWayDopplerHz(2.2e9 * 221 / 240, -7.5), 3.0);
    }

    [Fact]
    public void An_inverting_transponder_takes_the_shift_of_the_way_up_off_that_of_the_way_down()
    {
        const double Beta = 7.0 / 299792.458;
        var plain = Transponder.Linear(145.9e6, 435.9e6, inverting: false).TwoWayDopplerHz(145.95e6, -7);
        var inverting = Transponder.Linear(145.9e6, 435.9e6, inverting: true).TwoWayDopplerHz(145.95e6, -7);
        Assert.Equal((435.95e6 + 145.95e6) * Beta, plain, 0.5);
        Assert.Equal((435.85e6 - 145.95e6) * Beta, inverting, 0.5);
        Assert.Equal(435.85e6, Transponder.Linear(145.9e6, 435.9e6, inverting: true).OutputHz(145.95e6), 1e-6);
    }

    [Fact]
    public void What_is_sent_arrives_at_the_frequency_wanted()
    {
        var sent = Propagation.UplinkHz(145.9e6, -7);
        Assert.Equal(-145.9e6 * 7 / 299792.458, sent - 145.9e6, 0.1);
        Assert.Equal(145.9e6, sent * Propagation.OneWayRatio(-7), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_ratio_is_above_0(double ratio) => Assert.Throws<ArgumentOutOfRangeException>(() => Transponder.Coherent(ratio));
}
