namespace GroundTerminal.Devices.Gpio;

/// <summary>A reed contact or a single Hall sensor: pulses without direction, which is taken from the motor.</summary>
/// <param name="Line">As <see cref="GpioLineSpec"/> is written.</param>
/// <param name="DegreesPerPulse">Of the axis, from one pulse to the next.</param>
public sealed record GpioPulseOptions(string Line, double DegreesPerPulse) : GpioFeedbackOptions
{
    /// <summary>A pulse that comes sooner after the one before is bounce, s; 0 to 1.</summary>
    public double LeastGapSeconds { get; init; } = 0.003;
}
