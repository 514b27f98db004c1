using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>A part of the spectrum in which a signal may be, and its samples.</summary>
/// <param name="Kind">Audio, which is one band only, or complex.</param>
/// <param name="SampleRateHz">Of <paramref name="Stretches"/>; lower than the recording's where the band was cut out of it.</param>
/// <param name="Stretches">Samples; their <see cref="AutoStretch.First"/> counts at <paramref name="SampleRateHz"/>.</param>
/// <param name="CenterHz">Its middle, Hz from 0 Hz of the recording; null where the whole band is searched.</param>
/// <param name="WidthHz">Width in which carriers are searched, Hz; null where the whole band is.</param>
/// <param name="ShiftHz">Frequency of the recording that 0 Hz of the stretches is, Hz.</param>
public sealed record AutoBand(SampleKind Kind, double SampleRateHz, IReadOnlyList<AutoStretch> Stretches, double? CenterHz = null, double? WidthHz = null, double ShiftHz = 0)
{
    /// <summary>Its middle, Hz from 0 Hz of the stretches.</summary>
    public double? LocalOffsetHz => CenterHz - ShiftHz;

    /// <summary>How much it is, s.</summary>
    public double Seconds => Stretches.Sum(s => (double)s.Length) / SampleRateHz;
}
