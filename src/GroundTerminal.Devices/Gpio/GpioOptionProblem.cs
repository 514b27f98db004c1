namespace GroundTerminal.Devices.Gpio;

/// <summary>A setting that cannot be.</summary>
/// <param name="Key">Its path, such as <c>azimuth.deadTimeSeconds</c>.</param>
/// <param name="Message">What is wrong and what was expected.</param>
public sealed record GpioOptionProblem(string Key, string Message);
