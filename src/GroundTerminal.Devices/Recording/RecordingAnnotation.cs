namespace GroundTerminal.Devices.Recording;

/// <summary>A note on some samples of a recording.</summary>
/// <param name="FirstSample">Index of the first of them in the file.</param>
/// <param name="Samples">How many; null for all up to the end, as long as it is not there.</param>
/// <param name="Label">In a word.</param>
/// <param name="Comment">For people.</param>
/// <param name="EdgesHz">Radio frequencies of the signal's edges; null where it is about all of the band.</param>
internal sealed record RecordingAnnotation(long FirstSample, long? Samples, string Label, string Comment, (double Lower, double Upper)? EdgesHz = null);
