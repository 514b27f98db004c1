namespace GroundTerminal.Station.Pointing;

/// <summary>Where the mechanics are to be at a time.</summary>
/// <param name="Time">UTC.</param>
/// <param name="AzimuthDegrees">Of the mechanics: beyond 360 or below 0 in the overlap.</param>
/// <param name="ElevationDegrees">Of the mechanics: above 90 over the top.</param>
public readonly record struct MechanicalPoint(DateTimeOffset Time, double AzimuthDegrees, double ElevationDegrees);
