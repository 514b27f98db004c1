namespace GroundTerminal.Coding.Codes;

/// <summary>What a Viterbi decoding gave, beside the bits.</summary>
/// <param name="Bits">Information bits written, without the tail.</param>
/// <param name="FinalState">The register after the last symbol, the newest bit in bit 0.</param>
/// <param name="Symbols">Symbols that were there: received and not erased.</param>
/// <param name="Disagreements">Those whose sign is not that of the re-encoded path: the channel's errors, where the decoding is right.</param>
/// <param name="Agreement">The path's metric over the best a path could have: Σ s·x / Σ |x|, 1 for a block without errors, about 0.855 for noise of K = 7; 0 for an empty block.</param>
public readonly record struct ViterbiResult(int Bits, int FinalState, int Symbols, int Disagreements, float Agreement)
{
    /// <summary>Disagreements per symbol; 0 for an empty block.</summary>
    public float SymbolErrorRate => Symbols == 0 ? 0 : (float)Disagreements / Symbols;
}
