namespace GroundTerminal.Devices.Gpio;

/// <summary>How an axis knows where it is.</summary>
public abstract record GpioFeedbackOptions;
