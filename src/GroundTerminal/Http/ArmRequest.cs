namespace GroundTerminal.Http;

/// <summary>Arms the transmitter.</summary>
/// <param name="Seconds">For how long.</param>
public sealed record ArmRequest(double? Seconds);
