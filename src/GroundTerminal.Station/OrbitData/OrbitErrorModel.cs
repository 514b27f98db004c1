using GroundTerminal.Orbit;

namespace GroundTerminal.Station.OrbitData;

/// <summary>How far a satellite may be from where its element set has it, from the set's age: a round figure to plan with, not a covariance.</summary>
/// <remarks>
/// |error| = start + rate·t + share·|ṅ/2|·2πa·t². The first two terms are those of SGP4 with public element sets: 1 km at the epoch and 1 to 3 km a day in low orbits (D. Vallado, P. Crawford, "SGP4 Orbit Determination",
/// AIAA 2008-6770, §I; T. Kelso, "Validation of SGP4 and IS-GPS-200D Against GPS Precision Ephemerides", AAS 07-127, for half-day orbits), taken as 1.5 km a day. The third is the drag that was not foreseen: the mean
/// anomaly runs ahead by ½·ṅ·t², and the density of the air is known to <see cref="DragShare"/> (D. Vallado, D. Finkleman, "A Critical Assessment of Satellite Drag and Atmospheric Density Modeling",
/// Acta Astronautica 95 (2014) 141); nearly all of it lies along the track. A manoeuvre is in no model.
/// </remarks>
public static class OrbitErrorModel
{
    /// <summary>Share of the drag that is taken for unknown.</summary>
    public const double DragShare = 0.2;

    private const double StartKm = 1, RateKmPerDay = 1.5, DeepStartKm = 5, DeepRateKmPerDay = 2, DeepSpaceRevPerDay = 6.4;

    /// <summary>Expected error, km, mostly along the track; never more than the whole orbit's width.</summary>
    /// <param name="elements">The set.</param>
    /// <param name="age">From its epoch; before it, the same error.</param>
    public static double ErrorKm(MeanElements elements, TimeSpan age)
    {
        var days = Math.Abs(age.TotalDays);
        var isDeep = elements.MeanMotionRevPerDay < DeepSpaceRevPerDay;
        var motion = elements.MeanMotionRevPerDay * Math.Tau / 86400;
        var axisKm = Math.Cbrt(CircularPass.EarthMuKm3PerS2 / (motion * motion));
        var dragKm = DragShare * Math.Abs(elements.MeanMotionDot) * Math.Tau * axisKm * days * days;
        var km = (isDeep ? DeepStartKm + (DeepRateKmPerDay * days) : StartKm + (RateKmPerDay * days)) + dragKm;
        return Math.Min(km, 2 * axisKm * (1 + elements.Eccentricity));
    }

    /// <summary>The greatest angle under which an error is seen, degrees: all of it across the line of sight.</summary>
    /// <param name="rangeKm">Distance to the satellite, above 0.</param>
    public static double Degrees(double errorKm, double rangeKm) => Math.Atan2(errorKm, rangeKm) * (180 / Math.PI);
}
