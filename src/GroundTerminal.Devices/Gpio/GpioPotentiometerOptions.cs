namespace GroundTerminal.Devices.Gpio;

/// <summary>A potentiometer on the axis, read by a converter of the kernel's Industrial I/O.</summary>
/// <param name="Device">Such as <c>iio:device0</c>, or the converter's name, such as <c>ads1015</c>.</param>
/// <param name="Channel">X of <c>in_voltageX_raw</c>.</param>
/// <param name="Calibration">At least two readings and their angles in order of the reading; angles rise or fall throughout. Straight lines between.</param>
public sealed record GpioPotentiometerOptions(string Device, int Channel, IReadOnlyList<GpioCalibrationPoint> Calibration) : GpioFeedbackOptions
{
    /// <summary>Readings are millivolts, (raw + offset)·scale of sysfs, not the converter's counts.</summary>
    public bool InMillivolts { get; init; }

    /// <summary>How far a reading may lie outside the calibration before the wire is taken for broken, percent of its span; 0 to 50.</summary>
    public double MarginPercent { get; init; } = 4;

    /// <summary>Time constant of the filter behind a median of five, s; 0 to 1.</summary>
    public double FilterSeconds { get; init; } = 0.05;
}
