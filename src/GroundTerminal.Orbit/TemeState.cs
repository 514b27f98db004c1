namespace GroundTerminal.Orbit;

/// <summary>Position and velocity in the frame of SGP4: true equator, mean equinox of date.</summary>
/// <param name="PositionKm">Kilometres.</param>
/// <param name="VelocityKmPerS">Kilometres a second.</param>
public readonly record struct TemeState(Vector3D PositionKm, Vector3D VelocityKmPerS);
