using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>Which parts of a recording's spectrum are looked at.</summary>
public static class AutoBands
{
    /// <summary>A band cut out of a wide recording keeps at least this rate, and three times the band's width.</summary>
    private const double LeastRateHz = 100_000;

    /// <summary>Carriers are searched in at least this much, Hz: a measured band's middle is not a carrier.</summary>
    private const double LeastWidthHz = 3000;

    /// <summary>Searched where an offset is given without a width, Hz: Doppler of a low orbit at 437 MHz.</summary>
    private const double UsualWidthHz = 25_000;

    /// <summary>A single line is no modulated signal.</summary>
    private const double NarrowestHz = 600;

    /// <summary>Audio is one band. Of complex baseband, the bands that stand out of the noise; where there are none, what receivers search by themselves.</summary>
    /// <param name="excerpt">The recording, as far as it is looked at.</param>
    /// <param name="most">Most bands.</param>
    /// <param name="offsetHz">Where the user says that the carrier is, Hz; null where nothing is said.</param>
    /// <param name="bandwidthHz">How wide the user says that it is to be searched, Hz.</param>
    public static IReadOnlyList<AutoBand> Of(AutoExcerpt excerpt, int most, double? offsetHz, double? bandwidthHz)
    {
        if (excerpt.Kind == SampleKind.Audio)
            return [new AutoBand(excerpt.Kind, excerpt.SampleRateHz, excerpt.Stretches, offsetHz, bandwidthHz)];
        if (offsetHz is { } said)
            return [Cut(excerpt, said, bandwidthHz ?? Math.Min(UsualWidthHz, excerpt.SampleRateHz / 5))];
        var search = new OccupiedBandSearch(excerpt.SampleRateHz);
        foreach (var stretch in excerpt.Stretches)
            search.Process(stretch.Iq);
        var found = search.Find().Where(b => b.WidthHz >= NarrowestHz).Take(most).ToArray();
        return found.Length == 0
            ? [new AutoBand(excerpt.Kind, excerpt.SampleRateHz, excerpt.Stretches)]
            : [.. found.Select(b => Cut(excerpt, Math.Round(b.CenterHz), Math.Round(Math.Max(b.WidthHz, LeastWidthHz))))];
    }

    private static AutoBand Cut(AutoExcerpt excerpt, double centerHz, double widthHz)
    {
        var decimation = BandCut.Decimation(excerpt.SampleRateHz, Math.Max(LeastRateHz, 3 * widthHz));
        if (decimation == 1)
            return new AutoBand(excerpt.Kind, excerpt.SampleRateHz, excerpt.Stretches, centerHz, widthHz);
        var stretches = excerpt.Stretches.Select(s => new AutoStretch(s.First / decimation, [], BandCut.Of(s.Iq, centerHz, excerpt.SampleRateHz, decimation)));
        return new AutoBand(excerpt.Kind, excerpt.SampleRateHz / decimation, [.. stretches], centerHz, widthHz, centerHz);
    }
}
