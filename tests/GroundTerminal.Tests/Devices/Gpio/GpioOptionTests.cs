using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Axes;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>Settings: what can be is taken, what cannot is told by its key.</summary>
public sealed class GpioOptionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gpio-options").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("gpiochip0:17", "gpiochip0", 17, "", false, GpioBias.AsIs, 0)]
    [InlineData("/dev/gpiochip4:0, active-low", "gpiochip4", 0, "", true, GpioBias.AsIs, 0)]
    [InlineData("GPIO17,pull-up, debounce 5 ms", "", -1, "GPIO17", false, GpioBias.PullUp, 5000)]
    [InlineData("PIN 11, active-low, no-pull, debounce 250 us", "", -1, "PIN 11", true, GpioBias.Disabled, 250)]
    [InlineData("X, pull-down, debounce 1.5 ms, active-high", "", -1, "X", false, GpioBias.PullDown, 1500)]
    public void A_line_is_read(string text, string chip, int offset, string name, bool activeLow, GpioBias bias, double microseconds)
    {
        var expected = new GpioLineSpec(chip, offset, name) { ActiveLow = activeLow, Bias = bias, Debounce = TimeSpan.FromMicroseconds(microseconds) };
        Assert.Equal(expected, GpioLineSpec.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpiochip0:")]
    [InlineData(":3")]
    [InlineData("gpiochip0:-3")]
    [InlineData("GPIO17, inverted")]
    [InlineData("GPIO17, debounce 5")]
    [InlineData("GPIO17, debounce 5 s")]
    [InlineData("GPIO17, debounce 1001 ms")]
    public void What_is_no_line_is_told(string text) => Assert.Contains("expected a line such as 'gpiochip0:17'", Assert.Throws<FormatException>(() => GpioLineSpec.Parse(text)).Message);

    [Fact]
    public void The_samples_can_be() =>
        Assert.Empty(new[] { GpioSamples.Potentiometers, GpioSamples.Encoders, GpioSamples.Pulses }.SelectMany(GpioOptionChecks.Problems));

    [Fact]
    public void Each_mistake_is_told_by_its_key()
    {
        var (good, axis) = (GpioSamples.Potentiometers, GpioSamples.Potentiometers.Azimuth);
        var counting = GpioSamples.Encoders.Azimuth;
        (string Key, GpioRotatorOptions Options)[] cases =
        [
            ("controlRateHz", good with { ControlRateHz = 5 }),
            ("watchdogSeconds", good with { WatchdogSeconds = 0 }),
            ("azimuth", good with { Azimuth = axis with { IncreaseLine = "" } }),
            ("azimuth", good with { Azimuth = axis with { EnableLine = "A", DirectionLine = "B" } }),
            ("azimuth.fast", good with { Azimuth = axis with { FastLine = "gpiochip0:x" } }),
            ("azimuth.fast", good with { Azimuth = axis with { FastLine = "F, debounce 5 ms" } }),
            ("elevation.increase", good with { Elevation = good.Elevation with { IncreaseLine = "gpiochip0:0" } }),
            ("azimuth.deadTimeSeconds", good with { Azimuth = axis with { DeadTimeSeconds = 0 } }),
            ("azimuth.mostDegrees", good with { Azimuth = axis with { MostDegrees = 2 } }),
            ("azimuth.speedDegreesPerS", good with { Azimuth = axis with { SpeedDegreesPerS = double.NaN } }),
            ("azimuth.home", good with { Azimuth = axis with { Home = GpioHome.Least, LeastSwitchLine = "S", LeastSwitchDegrees = -3 } }),
            ("azimuth.home", GpioSamples.Encoders with { Azimuth = counting with { LeastSwitchLine = "" } }),
            ("azimuth.mostSwitchDegrees", GpioSamples.Encoders with { Azimuth = counting with { MostSwitchDegrees = 440 } }),
            ("azimuth.feedback.lineB", GpioSamples.Encoders with { Azimuth = counting with { Feedback = new GpioQuadratureOptions("Z", "", 0.1) } }),
            ("azimuth.feedback.degreesPerCount", GpioSamples.Encoders with { Azimuth = counting with { Feedback = new GpioQuadratureOptions("Y", "Z", 3) } }),
            ("azimuth.feedback.leastGapSeconds", GpioSamples.Encoders with { Azimuth = counting with { Feedback = new GpioPulseOptions("Z", 0.1) { LeastGapSeconds = 0.1 } } }),
            ("azimuth.feedback.calibration", good with { Azimuth = axis with { Feedback = new GpioPotentiometerOptions("d", 0, [new(0, 0)]) } }),
            ("azimuth.feedback.calibration", good with { Azimuth = axis with { Feedback = new GpioPotentiometerOptions("d", 0, [new(0, 0), new(10, 300)]) } }),
            ("azimuth.feedback.calibration", good with { Azimuth = axis with { Feedback = new GpioPotentiometerOptions("d", 0, [new(0, 0), new(10, 460), new(20, 450)]) } }),
        ];
        Assert.All(cases, c => Assert.Equal([c.Key], GpioOptionChecks.Problems(c.Options).Select(p => p.Key)));
        Assert.All(cases, c => Assert.StartsWith(c.Key + ": ", Assert.Throws<GpioException>(() => new GpioRotator(c.Options, [], TimeProvider.System)).Message));
    }

    [Fact]
    public void Lines_are_found_by_name_or_place()
    {
        using var chip = new ModelChip("gpiochip0", 8, () => 0);
        (chip.Names[3], chip.Names[5], chip.Names[6]) = ("GPIO3", "TWICE", "TWICE");
        using (var wiring = new GpioWiring([("a", "GPIO3", true), ("b", "gpiochip0:4", false)], [chip]))
        {
            wiring.Output("a")!.Set(true);
            chip.Set(4, true);
            Assert.True(chip[3] && wiring.Input("b")!.IsActive);
        }
        Assert.False(chip[3]);
        Assert.Equal("a: there is no chip 'gpiochip9'; there are: gpiochip0 (model)", Message("gpiochip9:3"));
        Assert.Equal("a: gpiochip0:8: gpiochip0 (model) has lines 0 to 7", Message("gpiochip0:8"));
        Assert.StartsWith("a: no chip has a line named 'GPIO4'; gpioinfo", Message("GPIO4"));
        Assert.Equal("a: more than one line is named 'TWICE': gpiochip0:5, gpiochip0:6; give chip and offset", Message("TWICE"));
        Assert.Equal("a and b are the same line gpiochip0:3; each needs a line of its own", Message("GPIO3", "gpiochip0:3"));

        string Message(params string[] lines) =>
            Assert.Throws<GpioException>(() => new GpioWiring(lines.Select((l, i) => (i == 0 ? "a" : "b", l, true)), [chip])).Message;
    }

    [Fact]
    public void A_converter_is_found_by_name_and_read_anew_each_time()
    {
        string device = Directory.CreateDirectory(Path.Combine(_directory, "iio:device3")).FullName;
        File.WriteAllText(Path.Combine(device, "name"), "ads1015\n");
        File.WriteAllText(Path.Combine(device, "in_voltage2_raw"), "812\n");
        File.WriteAllText(Path.Combine(device, "in_voltage_scale"), "2.000000\n");
        File.WriteAllText(Path.Combine(device, "in_voltage2_offset"), "-12\n");
        using var raw = new IioVoltage("k", new GpioPotentiometerOptions("ads1015", 2, []), _directory);
        using var millivolts = new IioVoltage("k", new GpioPotentiometerOptions("iio:device3", 2, []) { InMillivolts = true }, _directory);
        Assert.Equal((812, 1600), (raw.Read(), millivolts.Read()));
        File.WriteAllText(Path.Combine(device, "in_voltage2_raw"), "-5\n");
        Assert.Equal((-5, -34), (raw.Read(), millivolts.Read()));
        File.WriteAllText(Path.Combine(device, "in_voltage2_raw"), "");
        Assert.Contains("is no number", Assert.Throws<GpioException>(() => raw.Read()).Message);
        Assert.Contains("k.device: no converter 'mcp'", Missing("mcp", 2));
        Assert.Contains("iio:device3 (ads1015)", Missing("mcp", 2));
        Assert.Contains("there are: in_voltage2_raw", Missing("ads1015", 1));

        string Missing(string name, int channel) =>
            Assert.Throws<GpioException>(() => new IioVoltage("k", new GpioPotentiometerOptions(name, channel, []), _directory)).Message;
    }
}
