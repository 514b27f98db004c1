namespace GroundTerminal.Dsp;

/// <summary>A part of the spectrum that stands out of the noise.</summary>
/// <param name="CenterHz">Its middle, Hz.</param>
/// <param name="WidthHz">Its width, Hz.</param>
/// <param name="ExcessDb">Its mean power over the noise where and when it is strongest, dB.</param>
public readonly record struct OccupiedBand(double CenterHz, double WidthHz, double ExcessDb);
