namespace GroundTerminal.Orbit;

/// <summary>Why SGP4 has no position; the numbers are those of AIAA 2006-6753.</summary>
public enum Sgp4Error
{
    /// <summary>It has one.</summary>
    None = 0,

    /// <summary>The mean eccentricity has left 0 to 1, or the semi-major axis is below 0.95 Earth radii.</summary>
    MeanElements = 1,

    /// <summary>The mean motion is below 0.</summary>
    MeanMotion = 2,

    /// <summary>The eccentricity with the Moon's and the Sun's periodic terms has left 0 to 1.</summary>
    PerturbedElements = 3,

    /// <summary>The semi-latus rectum is below 0.</summary>
    SemiLatusRectum = 4,

    /// <summary>The perigee at the epoch lies inside the Earth.</summary>
    SubOrbitalEpoch = 5,

    /// <summary>The satellite is inside the Earth: it has decayed.</summary>
    Decayed = 6,
}
