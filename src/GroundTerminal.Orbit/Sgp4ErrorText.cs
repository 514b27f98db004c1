namespace GroundTerminal.Orbit;

/// <summary>What SGP4's errors mean.</summary>
public static class Sgp4ErrorText
{
    /// <summary>A clause for a user; empty where there is no error.</summary>
    public static string Reason(this Sgp4Error error) => error switch
    {
        Sgp4Error.MeanElements => "the mean eccentricity has left 0 to 1",
        Sgp4Error.MeanMotion => "the mean motion is below 0",
        Sgp4Error.PerturbedElements => "the eccentricity has left 0 to 1",
        Sgp4Error.SemiLatusRectum => "the semi-latus rectum is below 0",
        Sgp4Error.SubOrbitalEpoch => "the perigee at the epoch lies inside the Earth",
        Sgp4Error.Decayed => "it has decayed",
        _ => "",
    };
}
