namespace GroundTerminal.Configuration;

/// <summary>A modem of the user's own that demodulates a channel.</summary>
public abstract record ModemConfiguration;
