namespace GroundTerminal.Devices.Recording;

/// <summary>A part of a recording without a gap.</summary>
/// <param name="FirstSample">Index of its first sample in the file.</param>
/// <param name="StreamIndex">Index of that sample in the radio's stream.</param>
/// <param name="Utc">UTC of that sample.</param>
internal readonly record struct RecordingCapture(long FirstSample, long StreamIndex, DateTimeOffset Utc);
