namespace GroundTerminal.Devices.Gpio;

/// <summary>An encoder of two channels a quarter period apart.</summary>
/// <param name="LineA">Leads while degrees rise.</param>
/// <param name="LineB">Follows while degrees rise.</param>
/// <param name="DegreesPerCount">Of the axis; four counts a period.</param>
public sealed record GpioQuadratureOptions(string LineA, string LineB, double DegreesPerCount) : GpioFeedbackOptions;
