namespace GroundTerminal.Dsp;

/// <summary>What accounts for a block of samples: where it stands in the stream, when it was received, and what was lost before it.</summary>
/// <param name="FirstSample">Index of the block's first sample since the stream began. Lost samples count: after a loss of n the index is n further on.</param>
/// <param name="FirstSampleUtc">UTC of that sample at the antenna.</param>
/// <param name="UtcUncertainty">Half width of the interval that UTC lies in.</param>
/// <param name="LostBefore">Samples lost between the end of the previous block and this one; 0 where the stream is whole.</param>
public readonly record struct SampleBlockInfo(long FirstSample, DateTimeOffset FirstSampleUtc, TimeSpan UtcUncertainty, long LostBefore);
