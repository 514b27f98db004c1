using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>Rotators that tests are made with.</summary>
internal static class GpioSamples
{
    /// <summary>Relays and potentiometers, as in a Yaesu G-5500: 450° azimuth, 180° elevation.</summary>
    public static GpioRotatorOptions Potentiometers { get; } = new()
    {
        Azimuth = new GpioAxisOptions
        {
            IncreaseLine = "gpiochip0:0",
            DecreaseLine = "gpiochip0:1",
            LeastDegrees = 0,
            MostDegrees = 450,
            SpeedDegreesPerS = 6,
            CoastDegrees = 3,
            SpinUpSeconds = 0.3,
            Feedback = new GpioPotentiometerOptions("iio:device0", 0, [new(200, -5), new(1000, 220), new(1900, 455)]),
        },
        Elevation = new GpioAxisOptions
        {
            IncreaseLine = "gpiochip0:2",
            DecreaseLine = "gpiochip0:3",
            LeastDegrees = 0,
            MostDegrees = 180,
            SpeedDegreesPerS = 2.7,
            CoastDegrees = 1,
            SpinUpSeconds = 0.13,
            Feedback = new GpioPotentiometerOptions("iio:device0", 1, [new(150, 185), new(1800, -5)]) { MarginPercent = 3 },
        },
    };

    /// <summary>H-bridges with two speeds and a brake, encoders of 0.05° and limit switches.</summary>
    public static GpioRotatorOptions Encoders { get; } = new()
    {
        ControlRateHz = 100,
        Azimuth = new GpioAxisOptions
        {
            DirectionLine = "gpiochip0:10",
            EnableLine = "gpiochip0:11",
            FastLine = "gpiochip0:12",
            LeastDegrees = -90,
            MostDegrees = 450,
            SpeedDegreesPerS = 10,
            CoastDegrees = 8.4,
            SpinUpSeconds = 0.5,
            DeadBandDegrees = 0.5,
            MinimumOnSeconds = 0.02,
            LeastSwitchLine = "gpiochip0:13",
            LeastSwitchDegrees = -95,
            MostSwitchLine = "gpiochip0:14",
            MostSwitchDegrees = 455,
            Home = GpioHome.Least,
            Feedback = new GpioQuadratureOptions("gpiochip0:15", "gpiochip0:16", 0.05),
        },
        Elevation = new GpioAxisOptions
        {
            DirectionLine = "gpiochip0:20",
            EnableLine = "gpiochip0:21",
            BrakeReleaseLine = "gpiochip0:22",
            LeastDegrees = -2,
            MostDegrees = 92,
            SpeedDegreesPerS = 3,
            CoastDegrees = 1,
            SpinUpSeconds = 0.15,
            DeadBandDegrees = 0.5,
            MinimumOnSeconds = 0.02,
            LeastSwitchLine = "gpiochip0:23",
            LeastSwitchDegrees = -4,
            Home = GpioHome.Least,
            Feedback = new GpioQuadratureOptions("gpiochip0:25", "gpiochip0:26", 0.05),
        },
    };

    /// <summary>Relays and reed contacts of half a degree.</summary>
    public static GpioRotatorOptions Pulses { get; } = new()
    {
        Azimuth = new GpioAxisOptions
        {
            IncreaseLine = "gpiochip0:30",
            DecreaseLine = "gpiochip0:31",
            LeastDegrees = 0,
            MostDegrees = 360,
            SpeedDegreesPerS = 5,
            CoastDegrees = 2.1,
            SpinUpSeconds = 0.25,
            DeadBandDegrees = 1.5,
            MostSwitchLine = "gpiochip0:33",
            MostSwitchDegrees = 365,
            Home = GpioHome.Most,
            Feedback = new GpioPulseOptions("gpiochip0:34", 0.5),
        },
        Elevation = new GpioAxisOptions
        {
            IncreaseLine = "gpiochip0:40",
            DecreaseLine = "gpiochip0:41",
            LeastDegrees = 0,
            MostDegrees = 90,
            SpeedDegreesPerS = 2,
            CoastDegrees = 0.8,
            SpinUpSeconds = 0.1,
            DeadBandDegrees = 1.5,
            LeastSwitchLine = "gpiochip0:43",
            LeastSwitchDegrees = -3,
            Home = GpioHome.Least,
            Feedback = new GpioPulseOptions("gpiochip0:44", 0.5),
        },
    };

    /// <summary>One of them by its name, with noise, bounce and starts of the seed.</summary>
    public static ModelWorld World(string name, int seed)
    {
        var random = new Random(seed);
        ModelAxis axis(ModelChip chip, GpioAxisOptions options) =>
            new(chip, options, options.LeastDegrees + ((options.MostDegrees - options.LeastDegrees) * random.NextDouble()), 8, random)
            {
                Noise = 0.0005,
                Bounces = 0.3,
                Friction = 6 + (6 * random.NextDouble()),
                SpinUp = 8 + (12 * random.NextDouble()),
            };
        var options = name switch { "potentiometers" => Potentiometers, "encoders" => Encoders, _ => Pulses };
        return new ModelWorld(options, axis, axis);
    }
}
