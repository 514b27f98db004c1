namespace GroundTerminal.Orbit;

/// <summary>What the Earth's turning has beyond the theory; all zero where nothing is known of it: 15 m on the ground, below 0.01° even at 300 km.</summary>
/// <param name="XRadians">Pole towards Greenwich.</param>
/// <param name="YRadians">Pole towards 90° W.</param>
/// <param name="Ut1MinusUtcSeconds">At most 0.9 s either way.</param>
/// <remarks>IERS Conventions (2010), §5; values in IERS Bulletin A.</remarks>
public readonly record struct PolarMotion(double XRadians, double YRadians, double Ut1MinusUtcSeconds);
