namespace GroundTerminal.Configuration;

/// <summary>A radio: <see cref="EmulatedRadioConfiguration"/>, <see cref="FileRadioConfiguration"/> or <see cref="DeviceRadioConfiguration"/>.</summary>
public abstract record RadioConfiguration;
