using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Transmitting;
using GroundTerminal.Tests.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Transmitting;

public sealed class GpioTransmitSwitchTests
{
    private readonly ModelChip _chip = new("gpiochip0", 8, () => 0) { Names = { [5] = "PTT" } };

    [Theory]
    [InlineData("gpiochip0:5")]
    [InlineData("PTT")]
    public void The_line_follows_and_is_off_at_both_ends(string line)
    {
        using (GpioTransmitSwitch made = Open(line))
        {
            Assert.False(_chip[5]);
            made.Set(true);
            Assert.True(_chip[5]);
            made.Set(false);
            Assert.False(_chip[5]);
            made.Set(true);
        }
        Assert.False(_chip[5]);
        Assert.Equal([true, false, true, false], _chip.History.Select(h => h.Level));
        Assert.False(_chip.LineAt(5).IsUsed);
    }

    [Fact]
    public void A_line_that_is_used_or_not_there_is_refused()
    {
        using GpioTransmitSwitch first = Open("PTT");
        Assert.Contains("is used", Assert.Throws<GpioException>(() => Open("PTT")).Message);
        Assert.Contains("transmit.ptt", Assert.Throws<GpioException>(() => Open("NOPE")).Message);
        Assert.Contains("no GPIO chip", Assert.Throws<GpioException>(() => GpioTransmitSwitch.Open(GpioLineSpec.Parse("PTT"), [], [])).Message);
    }

    [Fact]
    public void A_dead_chip_says_so_and_closing_does_not_fail()
    {
        GpioTransmitSwitch made = Open("PTT");
        _chip.Broken = "gone";
        Assert.Throws<GpioException>(() => made.Set(true));
        made.Dispose();
        Assert.Throws<ObjectDisposedException>(() => made.Set(true));
    }

    private GpioTransmitSwitch Open(string line) => GpioTransmitSwitch.Open(GpioLineSpec.Parse(line), [_chip], []);
}
