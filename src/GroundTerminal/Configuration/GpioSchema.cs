using GroundTerminal.Devices.Gpio;

namespace GroundTerminal.Configuration;

/// <summary>Keys of a rotator whose motors hang on GPIO lines (hw/gpio-rotator.md), and the options made of them.</summary>
internal static class GpioSchema
{
    private static readonly Setting FeedbackKind = new("kind", SettingKind.Choice, "what tells the angle") { Default = "potentiometer", Words = ["potentiometer", "pulses", "quadrature"] };

    private static readonly Dictionary<string, IReadOnlyList<Setting>> Feedbacks = new()
    {
        ["potentiometer"] =
        [
            FeedbackKind,
            new("device", SettingKind.Text, "converter under /sys/bus/iio/devices, as iio:device0") { Required = true },
            new("channel", SettingKind.Whole, "its channel, in_voltageN") { Required = true, Min = 0, Max = 64 },
            new("calibration", SettingKind.List, "readings and their angles, two or more")
            {
                Required = true,
                Settings = [Number("reading", "of the converter", -1e9, 1e9), Number("degrees", "angle of the mechanics", -720, 720)],
            },
            new("millivolts", SettingKind.Flag, "readings are in millivolts, not raw") { Default = "false" },
            Number("margin", "a reading so far outside the calibration is a broken wire, per cent", 0, 50, 4),
            Number("filter", "time constant, s", 0, 5, 0.05),
        ],
        ["pulses"] =
        [
            FeedbackKind,
            Line("line", "line that it pulses", required: true),
            Number("degrees-per-pulse", "degrees", 1e-4, 90),
            Number("least-gap", "nearer pulses are bounces, s", 0, 1, 0.003),
        ],
        ["quadrature"] =
        [
            FeedbackKind,
            Line("line-a", "channel A", required: true),
            Line("line-b", "channel B", required: true),
            Number("degrees-per-count", "degrees; four counts a cycle", 1e-6, 90),
        ],
    };

    private static readonly Setting[] Axis =
    [
        Line("increase", "relay that raises the angle"),
        Line("decrease", "relay that lowers it"),
        Line("direction", "direction of an H-bridge, instead of the relays"),
        Line("enable", "enable of an H-bridge"),
        Line("fast", "full speed where active"),
        Line("brake-release", "brake free where active"),
        Line("least-switch", "limit switch at the least angle"),
        Line("most-switch", "limit switch at the greatest angle"),
        new("least-switch-degrees", SettingKind.Number, "angle at that switch, to set the sensor by") { Min = -720, Max = 720 },
        new("most-switch-degrees", SettingKind.Number, "angle at that switch, to set the sensor by") { Min = -720, Max = 720 },
        new("home", SettingKind.Choice, "switch that it homes to before its first move") { Default = "none", Words = ["none", "least", "most"] },
        Number("coast", "the most that it goes on after the motor is off, degrees", 0, 45, 1),
        Number("spin-up", "shortest time to full speed, s", 0.01, 10, 0.1),
        Number("slow-within", "slow so near the target, degrees", 0, 180, 10),
        Number("dead-time", "motor off between directions, s", 0.02, 10, 0.5),
        Number("minimum-on", "shortest time that the motor is on, s", 0, 2, 0.05),
        Number("stall", "powered for so long without moving is a stall, s", 0.2, 60, 2),
        Number("retry", "wait after a stall, s", 0, 86400, 30),
        new("feedback", SettingKind.Section, "what tells the angle") { Settings = [FeedbackKind], Variants = Feedbacks },
    ];

    /// <summary>The keys beside those of every rotator.</summary>
    public static readonly Setting[] Keys =
    [
        Number("control-rate", "how often motors are looked at, a second", 20, 200, 50),
        Number("watchdog", "motors go off where nobody asks for so long, s", 0.5, 600, 5),
        new("position-file", SettingKind.Text, "file that keeps the angle of encoders through a restart") { Default = "" },
        new("azimuth", SettingKind.Section, "its motor and sensor") { Required = true, Settings = Axis },
        new("elevation", SettingKind.Section, "its motor and sensor") { Required = true, Settings = Axis },
    ];

    /// <summary>The options of a checked section.</summary>
    public static GpioRotatorOptions Options(BoundSection rotator) => new()
    {
        Azimuth = AxisOf(rotator, "azimuth"),
        Elevation = AxisOf(rotator, "elevation"),
        ControlRateHz = rotator.Number("control-rate"),
        WatchdogSeconds = rotator.Number("watchdog"),
        PositionFile = rotator.Text("position-file"),
    };

    private static GpioAxisOptions AxisOf(BoundSection rotator, string name)
    {
        var axis = rotator.Section(name);
        return new GpioAxisOptions
        {
            IncreaseLine = axis.Text("increase"),
            DecreaseLine = axis.Text("decrease"),
            DirectionLine = axis.Text("direction"),
            EnableLine = axis.Text("enable"),
            FastLine = axis.Text("fast"),
            BrakeReleaseLine = axis.Text("brake-release"),
            LeastSwitchLine = axis.Text("least-switch"),
            MostSwitchLine = axis.Text("most-switch"),
            LeastSwitchDegrees = axis.TryNumber("least-switch-degrees"),
            MostSwitchDegrees = axis.TryNumber("most-switch-degrees"),
            Home = axis.Text("home") switch { "least" => GpioHome.Least, "most" => GpioHome.Most, _ => GpioHome.None },
            Feedback = Feedback(axis.Section("feedback")),
            LeastDegrees = rotator.Number(name + "-min"),
            MostDegrees = rotator.Number(name + "-max"),
            SpeedDegreesPerS = rotator.Number(name + "-speed"),
            DeadBandDegrees = rotator.Number("dead-band"),
            CoastDegrees = axis.Number("coast"),
            SpinUpSeconds = axis.Number("spin-up"),
            SlowWithinDegrees = axis.Number("slow-within"),
            DeadTimeSeconds = axis.Number("dead-time"),
            MinimumOnSeconds = axis.Number("minimum-on"),
            StallSeconds = axis.Number("stall"),
            RetrySeconds = axis.Number("retry"),
        };
    }

    private static GpioFeedbackOptions Feedback(BoundSection feedback) => feedback.Text("kind") switch
    {
        "pulses" => new GpioPulseOptions(feedback.Text("line"), feedback.Number("degrees-per-pulse")) { LeastGapSeconds = feedback.Number("least-gap") },
        "quadrature" => new GpioQuadratureOptions(feedback.Text("line-a"), feedback.Text("line-b"), feedback.Number("degrees-per-count")),
        _ => new GpioPotentiometerOptions(feedback.Text("device"), (int)feedback.Number("channel"), [.. feedback.List("calibration").Select(p => new GpioCalibrationPoint(p.Number("reading"), p.Number("degrees")))])
        {
            InMillivolts = feedback.Flag("millivolts"),
            MarginPercent = feedback.Number("margin"),
            FilterSeconds = feedback.Number("filter"),
        },
    };

    private static Setting Line(string key, string help, bool required = false) =>
        new(key, SettingKind.Text, help + ", as GPIO17 or gpiochip0:17, with active-low, pull-up, pull-down, debounce 5 ms after commas") { Required = required, Default = required ? null : "" };

    private static Setting Number(string key, string help, double min, double max, double? value = null) =>
        new(key, SettingKind.Number, help) { Min = min, Max = max, Required = value is null, Default = value?.ToString(System.Globalization.CultureInfo.InvariantCulture) };
}
