namespace GroundTerminal.Http;

/// <summary>Asks the antenna to point somewhere.</summary>
/// <param name="AzimuthDegrees">0 to 360 from north over east.</param>
/// <param name="ElevationDegrees">0 to 90.</param>
public sealed record PointRequest(double? AzimuthDegrees, double? ElevationDegrees);
