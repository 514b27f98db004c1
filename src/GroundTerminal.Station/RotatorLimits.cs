namespace GroundTerminal.Station;

/// <summary>How far a rotator may turn, degrees.</summary>
/// <param name="LeastAzimuthDegrees">Below 0 for one that turns through north from the other side.</param>
/// <param name="MostAzimuthDegrees">At most 720 above the least; above 360 there is an overlap.</param>
/// <param name="LeastElevationDegrees">Least.</param>
/// <param name="MostElevationDegrees">Above 90 it can go over the top.</param>
public sealed record RotatorLimits(double LeastAzimuthDegrees, double MostAzimuthDegrees, double LeastElevationDegrees, double MostElevationDegrees);
