namespace GroundTerminal.Http;

/// <summary>A frame to be transmitted.</summary>
/// <param name="Channel">Name of the uplink.</param>
/// <param name="Hex">The frame without its check, hexadecimal.</param>
public sealed record SendRequest(string? Channel, string? Hex);
