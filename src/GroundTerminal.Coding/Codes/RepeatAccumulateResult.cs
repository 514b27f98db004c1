namespace GroundTerminal.Coding.Codes;

/// <summary>How a repeat-accumulate block decoded.</summary>
/// <param name="Iterations">Rounds of the four passes that were run.</param>
/// <param name="Converged">True where the last round changed nothing: by itself no proof that the block is right.</param>
/// <param name="Symbols">Symbols that were not erased.</param>
/// <param name="Disagreements">Those that differ from the re-encoded block; near half of them for a block of noise, the channel's errors for a good one.</param>
public readonly record struct RepeatAccumulateResult(int Iterations, bool Converged, int Symbols, int Disagreements)
{
    /// <summary>Disagreements per symbol; 0 for a block of erasures.</summary>
    public float SymbolErrorRate => Symbols == 0 ? 0 : (float)Disagreements / Symbols;
}
