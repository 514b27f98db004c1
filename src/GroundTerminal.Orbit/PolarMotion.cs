namespace GroundTerminal.Orbit;

/// <summary>What the Earth's turning has beyond the theory; all zero where nothing is known of it. Left out, the pole's motion moves the ground by up to 15 m, UT1 by up to 0.4 km (0.9 s): 0.08° for a satellite 300 km away.</summary>
/// <param name="XRadians">Pole towards Greenwich.</param>
/// <param name="YRadians">Pole towards 90° W.</param>
/// <param name="Ut1MinusUtcSeconds">At most 0.9 s either way.</param>
/// <remarks>IERS Conventions (2010), §5; values in IERS Bulletin A.</remarks>
public readonly record struct PolarMotion(double XRadians, double YRadians, double Ut1MinusUtcSeconds);
