namespace GroundTerminal.Devices.Radios;

/// <summary>What a sensor in a radio says: temperature, lock of the clock.</summary>
/// <param name="Name">By the device's names.</param>
/// <param name="Value">As the device says it.</param>
/// <param name="Units">May be empty.</param>
public sealed record RadioSensor(string Name, string Value, string Units);
