namespace GroundTerminal.Devices.Gpio;

/// <summary>What the converter reads at an angle.</summary>
/// <param name="Reading">Counts, or millivolts.</param>
/// <param name="Degrees">Of the mechanics.</param>
public sealed record GpioCalibrationPoint(double Reading, double Degrees);
