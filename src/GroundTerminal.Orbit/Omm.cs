namespace GroundTerminal.Orbit;

/// <summary>What an Orbit Mean-Elements Message says, whatever form it came in.</summary>
/// <remarks>CCSDS 502.0-B-3, §4, tables 4-1 to 4-3; keywords not named here are passed over.</remarks>
internal static class Omm
{
    private const double BelowOne = 1 - 1e-15, SecondsPerDay = 86400;
    private const int MostCatalogNumber = 999_999_999;

    /// <exception cref="OrbitDataException">Something is missing or cannot be right, or the elements are not those of SGP4.</exception>
    public static MeanElements ToElements(Keywords message)
    {
        CheckTheory(message);
        return new MeanElements
        {
            Name = message.Text("OBJECT_NAME"),
            CatalogNumber = message.Get("NORAD_CAT_ID").Whole(MostCatalogNumber),
            InternationalDesignator = message.Text("OBJECT_ID"),
            Epoch = message.Get("EPOCH").Time(),
            MeanMotionRevPerDay = MeanMotion(message),
            Eccentricity = message.Get("ECCENTRICITY").Number(0, BelowOne),
            InclinationRadians = Radians(message.Get("INCLINATION").Number(0, 180)),
            NodeRadians = Radians(message.Get("RA_OF_ASC_NODE").Number(-360, 360)),
            PerigeeRadians = Radians(message.Get("ARG_OF_PERICENTER").Number(-360, 360)),
            MeanAnomalyRadians = Radians(message.Get("MEAN_ANOMALY").Number(-360, 360)),
            BStar = message.Find("BSTAR")?.Number() ?? 0,
            MeanMotionDot = message.Find("MEAN_MOTION_DOT")?.Number() ?? 0,
            MeanMotionDotDot = message.Find("MEAN_MOTION_DDOT")?.Number() ?? 0,
            ElementSetNumber = message.Find("ELEMENT_SET_NO")?.Whole(int.MaxValue) ?? 0,
            RevolutionAtEpoch = message.Find("REV_AT_EPOCH")?.Whole(int.MaxValue) ?? 0,
            Classification = Classification(message),
        };
    }

    /// <summary>CelesTrak's CSV and JSON leave these out: they are those of SGP4 then.</summary>
    private static void CheckTheory(Keywords message)
    {
        if (message.Find("MEAN_ELEMENT_THEORY") is { } theory && theory.Text.Equals("SGP4-XP", StringComparison.OrdinalIgnoreCase))
            throw theory.Wrong("SGP4 (SGP4-XP is another theory, which is not published: SGP4 would give wrong places)");
        message.Expect("MEAN_ELEMENT_THEORY", "SGP4", "SGP/SGP4", "SGP");
        if (message.Find("EPHEMERIS_TYPE") is { Text: "4" } type)
            throw type.Wrong("0 or 2 (4 is SGP4-XP, another theory, which is not published: SGP4 would give wrong places)");
        message.Expect("EPHEMERIS_TYPE", "0", "1", "2");
        message.Expect("CENTER_NAME", "EARTH");
        message.Expect("REF_FRAME", "TEME");
        message.Expect("TIME_SYSTEM", "UTC");
    }

    private static double MeanMotion(Keywords message)
    {
        if (message.Find("MEAN_MOTION") is { } motion)
            return motion.Number(MeanElements.LeastMeanMotion, MeanElements.MostMeanMotion);
        var axis = message.Find("SEMI_MAJOR_AXIS") ?? throw new OrbitDataException("the message that begins here has neither MEAN_MOTION nor SEMI_MAJOR_AXIS; one is expected.", message.Line);
        var km = axis.Number(GravityModel.Wgs72.RadiusKm, 1e6);
        var gm = message.Find("GM")?.Number(398_000, 399_000) ?? GravityModel.Wgs72.MuKm3PerS2;
        return Math.Sqrt(gm / (km * km * km)) * SecondsPerDay / Math.Tau;
    }

    private static char Classification(Keywords message)
    {
        message.Expect("CLASSIFICATION_TYPE", "U", "C", "S");
        return message.Find("CLASSIFICATION_TYPE") is { } field ? char.ToUpperInvariant(field.Text[0]) : 'U';
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}
