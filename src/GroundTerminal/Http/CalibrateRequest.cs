namespace GroundTerminal.Http;

/// <summary>Says where the beam truly is: as a direction, by a body that it is on, or that nothing more is known of it. One of the three.</summary>
/// <param name="AzimuthDegrees">True direction of the beam, from north over east.</param>
/// <param name="ElevationDegrees">True direction of the beam, as it is seen.</param>
/// <param name="Target">"sun" or "moon".</param>
/// <param name="Reset">True: the configured offsets count alone again.</param>
public sealed record CalibrateRequest(double? AzimuthDegrees = null, double? ElevationDegrees = null, string? Target = null, bool? Reset = null);
