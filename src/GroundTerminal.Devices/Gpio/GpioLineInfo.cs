namespace GroundTerminal.Devices.Gpio;

/// <summary>What is known of a line.</summary>
/// <param name="Name">Of the board's description; empty where it has none.</param>
/// <param name="Consumer">Who has it; empty where nobody.</param>
/// <param name="IsUsed">Somebody has it.</param>
public sealed record GpioLineInfo(string Name, string Consumer, bool IsUsed);
