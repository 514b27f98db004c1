namespace GroundTerminal.Orbit;

/// <summary>Mean orbital elements of the theory SGP4, as a TLE or an OMM says them.</summary>
/// <remarks>CCSDS 502.0-B-3, §4 (OMM); CelesTrak, "NORAD Two-Line Element Set Format".</remarks>
public sealed record MeanElements
{
    /// <summary>Revolutions a day that readers take: from the last digit of a TLE to inside the Earth.</summary>
    internal const double LeastMeanMotion = 1e-8, MostMeanMotion = 19;

    /// <summary>Name of the object; empty where nothing says it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number in the catalogue of the Space Force, up to nine digits.</summary>
    public required int CatalogNumber { get; init; }

    /// <summary>International designator, for instance <c>1998-067A</c>; empty where nothing says it.</summary>
    public string InternationalDesignator { get; init; } = "";

    /// <summary>Time at which the elements hold, UTC.</summary>
    public required DateTimeOffset Epoch { get; init; }

    /// <summary>Mean motion (Kozai), revolutions a day, above 0.</summary>
    public required double MeanMotionRevPerDay { get; init; }

    /// <summary>0 to below 1.</summary>
    public required double Eccentricity { get; init; }

    /// <summary>Radians, 0 to π.</summary>
    public required double InclinationRadians { get; init; }

    /// <summary>Right ascension of the ascending node, radians.</summary>
    public required double NodeRadians { get; init; }

    /// <summary>Argument of perigee, radians.</summary>
    public required double PerigeeRadians { get; init; }

    /// <summary>Radians.</summary>
    public required double MeanAnomalyRadians { get; init; }

    /// <summary>Drag, one over Earth radii.</summary>
    public double BStar { get; init; }

    /// <summary>Half of the mean motion's rate of change as sent, revolutions a day²; SGP4 does not use it.</summary>
    public double MeanMotionDot { get; init; }

    /// <summary>A sixth of its second derivative as sent, revolutions a day³; SGP4 does not use it.</summary>
    public double MeanMotionDotDot { get; init; }

    /// <summary>Number of the element set.</summary>
    public int ElementSetNumber { get; init; }

    /// <summary>Revolution at the epoch.</summary>
    public int RevolutionAtEpoch { get; init; }

    /// <summary>U, C or S.</summary>
    public char Classification { get; init; } = 'U';
}
