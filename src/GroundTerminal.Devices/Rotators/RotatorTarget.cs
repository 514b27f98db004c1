namespace GroundTerminal.Devices.Rotators;

/// <summary>Where a rotator was asked to turn.</summary>
/// <param name="AskedAt">Stopwatch's time.</param>
internal sealed record RotatorTarget(double AzimuthDegrees, double ElevationDegrees, long AskedAt);
