namespace GroundTerminal.Orbit;

/// <summary>The Earth's gravity as SGP4 takes it.</summary>
/// <param name="MuKm3PerS2">Gravitational parameter, km³/s².</param>
/// <param name="RadiusKm">Equatorial radius, km.</param>
/// <param name="J2">Second zonal harmonic.</param>
/// <param name="J3">Third.</param>
/// <param name="J4">Fourth.</param>
/// <remarks>Values: D. Vallado, P. Crawford, R. Hujsak, T. Kelso, "Revisiting Spacetrack Report #3", AIAA 2006-6753, appendix A.</remarks>
public sealed record GravityModel(double MuKm3PerS2, double RadiusKm, double J2, double J3, double J4)
{
    /// <summary>What element sets of the Space Force are fitted with: SGP4 is to use no other.</summary>
    public static GravityModel Wgs72 { get; } = new(398600.8, 6378.135, 0.001082616, -0.00000253881, -0.00000165597);

    /// <summary>√µ in Earth radii to the power 1.5 a minute.</summary>
    public double Ke { get; } = 60 / Math.Sqrt(RadiusKm * RadiusKm * RadiusKm / MuKm3PerS2);
}
