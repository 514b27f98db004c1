namespace GroundTerminal.Coding.Codes;

/// <summary>What decodes a block for <see cref="ViterbiDecoder"/>, which has checked the lengths.</summary>
internal interface IViterbiEngine
{
    /// <param name="symbols">Those sent of <paramref name="steps"/> whole steps.</param>
    /// <param name="steps">Steps of the trellis, at most as many as the engine was built for.</param>
    /// <param name="bits">Bits to write.</param>
    ViterbiResult Decode(ReadOnlySpan<float> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits);

    /// <inheritdoc cref="Decode(ReadOnlySpan{float}, int, int, ViterbiEnds, Span{byte})"/>
    ViterbiResult Decode(ReadOnlySpan<sbyte> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits);
}
