namespace GroundTerminal.Orbit;

/// <summary>A state of an ephemeris, in the ephemeris's frame of reference.</summary>
/// <param name="Time">UTC.</param>
/// <param name="PositionKm">Kilometres from the ephemeris's centre.</param>
/// <param name="VelocityKmPerS">Kilometres a second.</param>
public readonly record struct OemState(DateTimeOffset Time, Vector3D PositionKm, Vector3D VelocityKmPerS);
