using System.Globalization;

namespace GroundTerminal.Devices.Gpio;

/// <summary>Finds settings that cannot be, without any hardware.</summary>
public static class GpioOptionChecks
{
    /// <returns>All that is wrong; empty where nothing.</returns>
    public static IReadOnlyList<GpioOptionProblem> Problems(GpioRotatorOptions options)
    {
        var problems = new List<GpioOptionProblem>();
        Range(problems, "controlRateHz", options.ControlRateHz, 20, 200);
        Range(problems, "watchdogSeconds", options.WatchdogSeconds, 0.5, 600);
        Axis(problems, "azimuth", options.Azimuth, -720, 720);
        Axis(problems, "elevation", options.Elevation, -90, 270);
        Lines(problems, options);
        return problems;
    }

    /// <summary>All lines of the rotator that are set.</summary>
    internal static IEnumerable<(string Key, string Text, bool IsOutput)> LinesOf(GpioRotatorOptions options) =>
        LinesOf("azimuth", options.Azimuth).Concat(LinesOf("elevation", options.Elevation)).Where(l => l.Text.Length > 0);

    private static IEnumerable<(string Key, string Text, bool IsOutput)> LinesOf(string axis, GpioAxisOptions options)
    {
        yield return (axis + ".increase", options.IncreaseLine, true);
        yield return (axis + ".decrease", options.DecreaseLine, true);
        yield return (axis + ".direction", options.DirectionLine, true);
        yield return (axis + ".enable", options.EnableLine, true);
        yield return (axis + ".fast", options.FastLine, true);
        yield return (axis + ".brakeRelease", options.BrakeReleaseLine, true);
        yield return (axis + ".leastSwitch", options.LeastSwitchLine, false);
        yield return (axis + ".mostSwitch", options.MostSwitchLine, false);
        if (options.Feedback is GpioPulseOptions pulse)
            yield return (axis + ".feedback.line", pulse.Line, false);
        if (options.Feedback is not GpioQuadratureOptions quadrature)
            yield break;
        yield return (axis + ".feedback.lineA", quadrature.LineA, false);
        yield return (axis + ".feedback.lineB", quadrature.LineB, false);
    }

    private static void Lines(List<GpioOptionProblem> problems, GpioRotatorOptions options)
    {
        var seen = new Dictionary<string, string>();
        foreach (var (key, text, isOutput) in LinesOf(options))
        {
            var spec = GpioLineSpec.TryParse(text, out string problem);
            if (spec is null)
                problems.Add(new(key, problem));
            else if (!seen.TryAdd(spec.ToString(), key))
                problems.Add(new(key, $"line {spec} is that of {seen[spec.ToString()]} already; each needs a line of its own"));
            else if (isOutput && spec.Debounce > TimeSpan.Zero)
                problems.Add(new(key, "an output has no debounce; leave it out"));
        }
    }

    private static void Axis(List<GpioOptionProblem> problems, string axis, GpioAxisOptions options, double least, double most)
    {
        Motor(problems, axis, options);
        Range(problems, axis + ".leastDegrees", options.LeastDegrees, least, most);
        Range(problems, axis + ".mostDegrees", options.MostDegrees, least, most);
        Range(problems, axis + ".speedDegreesPerS", options.SpeedDegreesPerS, 0.01, 90);
        Range(problems, axis + ".deadBandDegrees", options.DeadBandDegrees, 0.01, 20);
        Range(problems, axis + ".coastDegrees", options.CoastDegrees, 0, 45);
        Range(problems, axis + ".spinUpSeconds", options.SpinUpSeconds, 0.01, 10);
        Range(problems, axis + ".slowWithinDegrees", options.SlowWithinDegrees, 0, 180);
        Range(problems, axis + ".deadTimeSeconds", options.DeadTimeSeconds, 0.02, 10);
        Range(problems, axis + ".minimumOnSeconds", options.MinimumOnSeconds, 0, 2);
        Range(problems, axis + ".stallSeconds", options.StallSeconds, 0.2, 60);
        Range(problems, axis + ".retrySeconds", options.RetrySeconds, 0, 86400);
        if (options.MostDegrees - options.LeastDegrees < 4 * options.DeadBandDegrees)
            problems.Add(new(axis + ".mostDegrees", "must be at least four dead bands above leastDegrees"));
        Homing(problems, axis, options);
        Feedback(problems, axis, options);
    }

    private static void Motor(List<GpioOptionProblem> problems, string axis, GpioAxisOptions options)
    {
        bool relays = options.IncreaseLine.Length > 0 && options.DecreaseLine.Length > 0;
        bool bridge = options.DirectionLine.Length > 0 && options.EnableLine.Length > 0;
        bool any(params ReadOnlySpan<string> lines) => string.Concat(lines).Length > 0;
        if (relays == bridge || (relays && any(options.DirectionLine, options.EnableLine)) || (bridge && any(options.IncreaseLine, options.DecreaseLine)))
            problems.Add(new(axis, "needs either 'increase' and 'decrease' (relays) or 'direction' and 'enable' (H-bridge)"));
    }

    private static void Homing(List<GpioOptionProblem> problems, string axis, GpioAxisOptions options)
    {
        if (options.LeastSwitchDegrees is { } low && low > options.LeastDegrees)
            problems.Add(new(axis + ".leastSwitchDegrees", "is above leastDegrees: the axis would run onto its switch; raise leastDegrees"));
        if (options.MostSwitchDegrees is { } high && high < options.MostDegrees)
            problems.Add(new(axis + ".mostSwitchDegrees", "is below mostDegrees: the axis would run onto its switch; lower mostDegrees"));
        if (options.Home == GpioHome.Least && (options.LeastSwitchLine.Length == 0 || options.LeastSwitchDegrees is null))
            problems.Add(new(axis + ".home", "'least' needs leastSwitch and leastSwitchDegrees"));
        if (options.Home == GpioHome.Most && (options.MostSwitchLine.Length == 0 || options.MostSwitchDegrees is null))
            problems.Add(new(axis + ".home", "'most' needs mostSwitch and mostSwitchDegrees"));
        if (options is { Home: not GpioHome.None, Feedback: GpioPotentiometerOptions })
            problems.Add(new(axis + ".home", "a potentiometer needs no homing; leave it out"));
    }

    private static void Feedback(List<GpioOptionProblem> problems, string axis, GpioAxisOptions options)
    {
        string key = axis + ".feedback";
        double most = options.DeadBandDegrees;
        switch (options.Feedback)
        {
            case GpioPulseOptions pulse:
                Needed(problems, key + ".line", pulse.Line);
                Range(problems, key + ".degreesPerPulse", pulse.DegreesPerPulse, 1e-6, most);
                Range(problems, key + ".leastGapSeconds", pulse.LeastGapSeconds, 0, Math.Min(1, pulse.DegreesPerPulse / options.SpeedDegreesPerS / 2));
                break;
            case GpioQuadratureOptions quadrature:
                Needed(problems, key + ".lineA", quadrature.LineA);
                Needed(problems, key + ".lineB", quadrature.LineB);
                Range(problems, key + ".degreesPerCount", quadrature.DegreesPerCount, 1e-6, most);
                break;
            case GpioPotentiometerOptions potentiometer:
                Range(problems, key + ".marginPercent", potentiometer.MarginPercent, 0, 50);
                Range(problems, key + ".filterSeconds", potentiometer.FilterSeconds, 0, 1);
                Calibration(problems, key, potentiometer.Calibration, options);
                break;
        }
    }

    private static void Calibration(List<GpioOptionProblem> problems, string key, IReadOnlyList<GpioCalibrationPoint> points, GpioAxisOptions axis)
    {
        var steps = points.Zip(points.Skip(1), (a, b) => (Reading: b.Reading - a.Reading, Degrees: b.Degrees - a.Degrees)).ToList();
        if (steps.Count == 0)
            problems.Add(new(key + ".calibration", "needs at least two points, readings and their angles"));
        else if (!steps.TrueForAll(s => s.Reading > 0) || (!steps.TrueForAll(s => s.Degrees > 0) && !steps.TrueForAll(s => s.Degrees < 0)))
            problems.Add(new(key + ".calibration", "readings must rise from point to point, and angles rise or fall throughout"));
        else if (points.Min(p => p.Degrees) > axis.LeastDegrees || points.Max(p => p.Degrees) < axis.MostDegrees)
            problems.Add(new(key + ".calibration", "must reach from leastDegrees to mostDegrees; add points or narrow the limits"));
    }

    private static void Needed(List<GpioOptionProblem> problems, string key, string text)
    {
        if (text.Length == 0)
            problems.Add(new(key, "is missing; expected a line such as 'gpiochip0:17'"));
    }

    private static void Range(List<GpioOptionProblem> problems, string key, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            problems.Add(new(key, string.Create(CultureInfo.InvariantCulture, $"{value} was given, {least} to {most} expected")));
    }
}
