namespace GroundTerminal.Configuration;

/// <summary>A radio: <see cref="EmulatedRadioConfiguration"/> or <see cref="FileRadioConfiguration"/>.</summary>
public abstract record RadioConfiguration;
