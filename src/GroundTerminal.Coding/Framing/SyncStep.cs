namespace GroundTerminal.Coding.Framing;

/// <summary>One of the sync words that a stream can have, and which one follows.</summary>
/// <param name="Word">The sync word.</param>
/// <param name="Gap">Symbols between the end of the frame before and this word, where frames are contiguous.</param>
/// <param name="Next">Which word the next frame has, where frames are contiguous.</param>
internal readonly record struct SyncStep(SyncWord Word, int Gap, int Next);
