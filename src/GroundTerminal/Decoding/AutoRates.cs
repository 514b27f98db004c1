namespace GroundTerminal.Decoding;

/// <summary>Symbol rates that the catalogue does not have, from the signal itself.</summary>
public static class AutoRates
{
    /// <summary>Hypotheses with rates that were measured and that none of those known comes near.</summary>
    public static IEnumerable<AutoHypothesis> Further(AutoBand band, IReadOnlyList<AutoHypothesis> known) => [];
}
