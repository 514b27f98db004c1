namespace GroundTerminal.Modems;

/// <summary>What the frames of one hypothesis say of it.</summary>
/// <param name="Frames">Frames whose check passed.</param>
/// <param name="Age">Soft symbols since the end of the last one.</param>
/// <param name="Length">Its length, soft symbols.</param>
internal readonly record struct HypothesisProgress(long Frames, long Age, long Length);
