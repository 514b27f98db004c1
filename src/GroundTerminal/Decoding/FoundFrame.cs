using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>A frame and where it ends.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="EndSample">Index of the first sample after it.</param>
/// <param name="Channel">Which of the receivers found it.</param>
public sealed record FoundFrame(Frame Frame, long EndSample, int Channel);
