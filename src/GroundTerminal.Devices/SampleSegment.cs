namespace GroundTerminal.Devices;

/// <summary>A part of a recording from one sample on.</summary>
/// <param name="FirstSample">Index of its first sample from the recording's first.</param>
/// <param name="FrequencyHz">Radio frequency at 0 Hz; null where not known.</param>
/// <param name="Time">UTC of its first sample; null where not known.</param>
public readonly record struct SampleSegment(long FirstSample, double? FrequencyHz, DateTimeOffset? Time)
{
    /// <summary>Index of its first sample in the stream that was recorded, lost samples counted; null where not known.</summary>
    public long? StreamIndex { get; init; }
}
