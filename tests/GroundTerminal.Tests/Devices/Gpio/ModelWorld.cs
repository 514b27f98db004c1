using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Axes;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>A control loop without threads, and mechanics, in steps of 1 ms.</summary>
internal sealed class ModelWorld : IDisposable
{
    private const long StepNanoseconds = 1_000_000;
    private readonly GpioRotatorOptions _options;
    private int _steps;

    public ModelWorld(GpioRotatorOptions options, Func<ModelChip, GpioAxisOptions, ModelAxis> azimuth, Func<ModelChip, GpioAxisOptions, ModelAxis> elevation)
    {
        _options = options;
        Chip = new ModelChip("gpiochip0", 64, () => Time.Nanoseconds);
        (Azimuth, Elevation) = (azimuth(Chip, options.Azimuth), elevation(Chip, options.Elevation));
        Move();
        Control = new RotatorControl(options, [Chip], (key, _) => key.StartsWith("azimuth", StringComparison.Ordinal) ? Azimuth : Elevation, Time);
        Chip.EdgeSeen = (lines, edge) => Control.Edges(lines, [edge]);
    }

    public ModelTime Time { get; } = new();

    public ModelChip Chip { get; }

    public ModelAxis Azimuth { get; }

    public ModelAxis Elevation { get; }

    public RotatorControl Control { get; }

    public string Problem => Control.Feedback.Problem;

    public void Run(double seconds)
    {
        for (double end = Time.Seconds + seconds - 1e-9; Time.Seconds < end;)
            Step();
    }

    /// <returns>False where it did not become true in time.</returns>
    public bool RunUntil(Func<bool> isTrue, double seconds)
    {
        for (double end = Time.Seconds + seconds; Time.Seconds < end;)
        {
            Step();
            if (isTrue())
                return true;
        }
        return false;
    }

    /// <summary>Turns there as the motion authority does: renews the target ten times a second until nothing moves for two seconds.</summary>
    /// <returns>False where it still moves after so long.</returns>
    public bool Go(double azimuth, double elevation, double seconds = 300)
    {
        double restSince = Time.Seconds, end = Time.Seconds + seconds;
        while (Time.Seconds < end)
        {
            Control.Point(azimuth, elevation);
            Run(0.1);
            if (Control.IsPowered || Azimuth.Speed != 0 || Elevation.Speed != 0)
                restSince = Time.Seconds;
            else if (Time.Seconds - restSince > 2)
                return true;
        }
        return false;
    }

    public void Dispose() => Control.Dispose();

    private void Step()
    {
        Time.Nanoseconds += StepNanoseconds;
        Move();
        if (++_steps % (int)(1000 / _options.ControlRateHz) == 0)
            Control.Step();
    }

    private void Move()
    {
        Azimuth.Step(StepNanoseconds * 1e-9, Time.Nanoseconds);
        Elevation.Step(StepNanoseconds * 1e-9, Time.Nanoseconds);
    }
}
