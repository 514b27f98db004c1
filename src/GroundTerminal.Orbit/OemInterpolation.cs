namespace GroundTerminal.Orbit;

/// <summary>How an ephemeris is to be read between its states.</summary>
/// <remarks>CCSDS 502.0-B-3, §5.2.3, INTERPOLATION; LINEAR is Lagrange of degree 1.</remarks>
public enum OemInterpolation
{
    /// <summary>A polynomial through positions and one through velocities, each for itself.</summary>
    Lagrange,

    /// <summary>A polynomial through positions whose derivative meets the velocities.</summary>
    Hermite,
}
