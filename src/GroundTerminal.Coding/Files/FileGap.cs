namespace GroundTerminal.Coding.Files;

/// <summary>Bytes of a file that were not received.</summary>
/// <param name="Start">Index of the first.</param>
/// <param name="Length">How many, at least 1.</param>
public readonly record struct FileGap(int Start, int Length);
