using GroundTerminal.Coding.Framing;
using GroundTerminal.Live;
using GroundTerminal.Modems;

namespace GroundTerminal.Tests.Live;

public class ChannelCuttingTests
{
    [Theory]
    [InlineData(48e3, "FSK", 9600, null, 0)]
    [InlineData(250e3, "BPSK", 1200, null, 0)]
    [InlineData(300e3, "FSK", 9600, null, 0)]
    [InlineData(2.4e6, "FSK", 9600, null, 32)]
    [InlineData(10e6, "FSK", 9600, null, 128)]
    [InlineData(10e6, "AFSK", 1200, null, 128)]
    [InlineData(10e6, "FSK", 9600, 25_000.0, 32)]
    [InlineData(10e6, "BPSK", 38_400, null, 64)]
    [InlineData(10e6, "BPSK Manchester", 38_400, null, 32)]
    [InlineData(10e6, "FSK", 72_000, 18_000.0, 32)]
    [InlineData(10e6, "BPSK", 1_000_000, null, 0)]
    public void A_channel_is_cut_out_where_that_saves_work(double rateHz, string modulation, double baudRate, double? deviationHz, int decimation)
    {
        ReceiverOptions options = Options(rateHz, modulation, baudRate, deviationHz);
        Assert.Equal(decimation, ChannelCutting.For(options)?.Decimation ?? 0);
    }

    [Fact]
    public void The_receiver_behind_it_is_told_its_rate_and_that_the_carrier_is_at_0_Hz()
    {
        ReceiverOptions options = Options(10e6, "FSK", 9600, null), behind = ChannelCutting.Behind(ChannelCutting.For(options)!, options);
        Assert.Equal((78_125, 0.0, 24_000.0), (behind.SampleRateHz, behind.OffsetHz, behind.SearchBandwidthHz));
    }

    [Fact]
    public void Audio_is_never_cut() => Assert.Null(ChannelCutting.For(Options(2.4e6, "FSK", 9600, null) with { SampleKind = SampleKind.Audio }));

    private static ReceiverOptions Options(double rateHz, string modulation, double baudRate, double? deviationHz) => new()
    {
        SampleRateHz = rateHz,
        SampleKind = SampleKind.Iq,
        Modulation = modulation,
        BaudRate = baudRate,
        DeviationHz = deviationHz,
        Framings = [new FramingChoice("AX.25", FramingOptions.Default)],
        OffsetHz = 10_000,
        SearchBandwidthHz = 24_000,
    };
}
