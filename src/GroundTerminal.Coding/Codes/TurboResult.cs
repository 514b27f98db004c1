namespace GroundTerminal.Coding.Codes;

/// <summary>What a <see cref="TurboDecoder"/> made of a block.</summary>
/// <param name="HalfIterations">Passes of either component decoder.</param>
/// <param name="Converged">Whether both decoders agree on every data bit.</param>
/// <param name="Corrected">Symbols that differ from the code word.</param>
/// <param name="Present">Symbols that were not erased.</param>
public readonly record struct TurboResult(int HalfIterations, bool Converged, int Corrected, int Present)
{
    /// <summary>Share of the symbols that differ from the code word.</summary>
    public float SymbolErrorRate => Present == 0 ? 1 : (float)Corrected / Present;
}
