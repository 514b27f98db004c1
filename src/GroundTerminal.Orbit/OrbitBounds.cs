namespace GroundTerminal.Orbit;

/// <summary>Bounds of an orbit, for those who search in it.</summary>
/// <param name="GreatestRadiusKm">The object is never farther from the middle of the Earth.</param>
/// <param name="GreatestRateRadiansPerS">Its direction from there, seen from the turning Earth, never changes faster.</param>
/// <param name="HasGaps">True where there are times without a position, as before and after an ephemeris.</param>
public readonly record struct OrbitBounds(double GreatestRadiusKm, double GreatestRateRadiansPerS, bool HasGaps);
