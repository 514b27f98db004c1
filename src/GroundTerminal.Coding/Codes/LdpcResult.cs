namespace GroundTerminal.Coding.Codes;

/// <summary>What an <see cref="LdpcDecoder"/> made of a block.</summary>
/// <param name="Iterations">Passes over all checks.</param>
/// <param name="Converged">Whether all checks hold: the block is a code word.</param>
/// <param name="Corrected">Symbols that the decoder turned.</param>
public readonly record struct LdpcResult(int Iterations, bool Converged, int Corrected);
